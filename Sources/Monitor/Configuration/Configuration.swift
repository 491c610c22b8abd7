/// The whole of `modelwatch.yml`.
public struct Configuration: Sendable {
    /// Intervals and paths that hold for everything.
    public let global: GlobalConfiguration
    /// The Prometheus server that scrapes us; nil where none is named.
    public let prometheus: PrometheusConfiguration?
    /// The Alertmanager that sends us alerts; nil where none is named.
    public let alertmanager: AlertmanagerConfiguration?
    /// What the bridge accepts.
    public let bridge: BridgeConfiguration
    /// The monitored models.
    public private(set) var models: [ModelConfiguration]
    /// Which alerts retrain what.
    public let policies: [PolicyConfiguration]
    private let sections: ConfigurationTree

    /// Reads and validates a file; throws ``InvalidConfiguration`` with every mistake in it.
    ///
    /// - Parameters:
    ///   - overrides: What goes before the settings of models in the file.
    ///   - models: The names of these models; none for all.
    public init(file: String, overrides: ConfigurationOverrides = .init(), of models: [String] = []) throws {
        try self.init(ConfigurationDocument(file: file).overridden(by: overrides, models: models))
    }

    /// The configuration of a command line that names two data sets and no file.
    public init(model name: String, reference: String, current: String, overrides: ConfigurationOverrides) throws {
        var model = overrides
        model.set(name, at: "name")
        model.set(reference, at: "reference", "path")
        model.set(current, at: "current", "path")
        try self.init(ConfigurationDocument(describing: model))
    }

    init(_ document: ConfigurationDocument) throws {
        self = try document.read { Configuration($0) }
    }

    private init(_ mapping: ConfigurationMapping) {
        global = mapping.sectionOrDefaults("global") { .init($0) }
        prometheus = mapping.section("prometheus") { .init($0) }
        alertmanager = mapping.section("alertmanager") { .init($0) }
        bridge = mapping.sectionOrDefaults("bridge") { .init($0) }
        models = mapping.uniquelyNamed("models", \.name) { .init($0) }
        if let limit = global.seriesLimit {
            for index in models.indices { models[index].limitSeries(to: limit / models.count) }
        }
        policies = mapping.uniquelyNamed("policies", \.name) { .init($0) }
        sections = mapping.tree
    }

    /// The configuration in force, to be shown: with defaults, without secrets.
    public var tree: ConfigurationTree {
        guard case .mapping(let entries) = sections else { return sections }
        return .mapping(
            entries.map { entry in
                entry.key == "models" ? .init(key: entry.key, value: .sequence(models.map(\.tree))) : entry
            })
    }
}
