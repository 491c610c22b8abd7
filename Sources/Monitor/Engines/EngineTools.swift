/// What engines work with.
struct EngineTools: Sendable {
    /// For engines behind HTTP.
    let client: HTTPClient
    /// For programs on this machine.
    let commands: CommandRunner
}
