/// The `engine` section of a policy: one of the engines of the ``EngineCatalogue`` with its settings.
public struct EngineConfiguration: Sendable {
    let settings: any EngineSettings

    /// The engine's name as it appears in the configuration and in the label `engine`.
    public var name: String { type(of: settings).name }

    /// Reads the `engine` key of a policy.
    init(_ policy: ConfigurationMapping) {
        let readers = EngineCatalogue.all.map { type in
            (name: type.name, read: { (mapping: ConfigurationMapping) -> any EngineSettings in type.init(mapping) })
        }
        settings = policy.variant("engine", readers) ?? CommandConfiguration(policy.empty)
    }
}

extension EngineConfiguration: Equatable {
    /// Whether both are the same engine with the same settings.
    public static func == (left: EngineConfiguration, right: EngineConfiguration) -> Bool {
        left.settings.isEqual(to: right.settings)
    }
}
