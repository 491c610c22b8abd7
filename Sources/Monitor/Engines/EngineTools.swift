import Transfers

/// What engines work with.
struct EngineTools: Sendable {
    /// For engines behind HTTP.
    private(set) var client: HTTPClient
    /// For programs on this machine.
    let commands: CommandRunner
    /// What engines keep from one call to the next.
    let memory = EngineMemory()
    /// What services of Amazon gave out.
    let awsCredentials = AWSCredentialCache()

    /// The same for an engine that is trusted in a way of its own; what is kept stays common to both.
    func secured(by tls: TLSClientConfiguration) -> EngineTools {
        var tools = self
        tools.client = client.secured(by: tls)
        return tools
    }
}
