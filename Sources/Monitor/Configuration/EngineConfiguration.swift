/// The `engine` section of a policy: a closed set of engines with settings of their own.
public enum EngineConfiguration: Sendable, Equatable {
    case prefect(PrefectConfiguration)
    case command(CommandConfiguration)

    /// The engine's name as it appears in the configuration and in the label `engine`.
    public var name: String {
        switch self {
        case .prefect: "prefect"
        case .command: "command"
        }
    }

    /// Reads the `engine` key of a policy.
    init(_ policy: ConfigurationMapping) {
        let engine: EngineConfiguration? = policy.variant(
            "engine",
            [
                ("prefect", { .prefect(.init($0)) }),
                ("command", { .command(.init($0)) }),
            ])
        self = engine ?? .command(.init(policy.empty))
    }
}
