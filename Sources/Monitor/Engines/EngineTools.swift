import Transfers

/// What engines work with.
struct EngineTools: Sendable {
    /// For engines behind HTTP.
    let client: HTTPClient
    /// For programs on this machine.
    let commands: CommandRunner
    /// What engines keep from one call to the next.
    let memory = EngineMemory()
    /// What services of Amazon gave out.
    let awsCredentials = AWSCredentialCache()
}
