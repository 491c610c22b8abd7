import Transfers

/// The `engine` section of a policy: one of the engines of the ``EngineCatalogue`` with its settings.
public struct EngineConfiguration: Sendable {
    let settings: any EngineSettings
    /// How the engine is called over TLS, and which certificates its logins must have.
    let tls: TLSClientConfiguration

    /// The engine's name as it appears in the configuration and in the label `engine`.
    public var name: String { type(of: settings).name }

    /// Reads the `engine` key of a policy.
    init(_ policy: ConfigurationMapping) {
        let readers = EngineCatalogue.all.map { type in
            (name: type.name, read: { (mapping: ConfigurationMapping) in EngineConfiguration(type, mapping) })
        }
        self = policy.variant("engine", readers) ?? EngineConfiguration(CommandConfiguration.self, policy.empty)
    }

    private init(_ type: any EngineSettings.Type, _ mapping: ConfigurationMapping) {
        settings = type.init(mapping)
        tls = type.isRemote ? mapping.tls : TLSClientConfiguration()
    }

    /// The engine that does as the settings say.
    func engine(with tools: EngineTools) -> any RetrainingEngine {
        settings.engine(with: tools.secured(by: tls))
    }
}

extension EngineConfiguration: Equatable {
    /// Whether both are the same engine with the same settings.
    public static func == (left: EngineConfiguration, right: EngineConfiguration) -> Bool {
        left.settings.isEqual(to: right.settings) && left.tls == right.tls
    }
}
