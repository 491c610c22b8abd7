/// What the configuration says of an engine: reads itself, and makes the engine.
protocol EngineSettings: Sendable, Equatable {
    /// The name under `engine` in the configuration, and the value of the label `engine`.
    static var name: String { get }
    /// Whether it is called over HTTP, where it may have certificates of its own; true by default.
    static var isRemote: Bool { get }
    /// What shares a limit of calls in flight and a circuit breaker: one server, whatever the job.
    var backend: String { get }

    init(_ mapping: ConfigurationMapping)

    /// The engine that does as these settings say.
    func engine(with tools: EngineTools) -> any RetrainingEngine
}

extension EngineSettings {
    static var isRemote: Bool { true }

    func isEqual(to other: any EngineSettings) -> Bool {
        (other as? Self) == self
    }
}
