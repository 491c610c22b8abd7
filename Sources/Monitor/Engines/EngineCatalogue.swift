/// Makes the engine that a policy names.
struct EngineCatalogue: Sendable {
    let client: HTTPClient
    let commands: CommandRunner

    /// The engine behind a configuration.
    func engine(for configuration: EngineConfiguration) -> any RetrainingEngine {
        switch configuration {
        case .prefect(let prefect): PrefectEngine(configuration: prefect, client: client)
        case .command(let command): CommandEngine(configuration: command, runner: commands)
        }
    }

    /// What shares a limit of calls in flight: one server, whatever the deployment.
    static func backend(of configuration: EngineConfiguration) -> String {
        switch configuration {
        case .prefect(let prefect): prefect.url
        case .command: "command"
        }
    }
}
