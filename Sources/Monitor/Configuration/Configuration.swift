import Foundation

/// The whole of `modelwatch.yml`, with the models of the files that it names.
public struct Configuration: Sendable {
    /// Intervals and paths that hold for everything.
    public let global: GlobalConfiguration
    /// The Prometheus server that scrapes us; nil where none is named.
    public let prometheus: PrometheusConfiguration?
    /// The Alertmanager that sends us alerts; nil where none is named.
    public let alertmanager: AlertmanagerConfiguration?
    /// What the bridge accepts.
    public let bridge: BridgeConfiguration
    /// The monitored models: those of the file itself, then those of `models_files`.
    public private(set) var models: [ModelConfiguration]
    /// Which alerts retrain what.
    public let policies: [PolicyConfiguration]
    private let sections: ConfigurationTree

    /// The file as it was named by the user.
    let file: String
    /// What tells the text of the file from another.
    let digest: String
    /// Absolute paths or globs of further files with models.
    let modelsFilePatterns: [String]
    /// Those that were found, good or not.
    private(set) var modelsFiles: [ModelsFile] = []
    /// The models of the file itself.
    let ownModels: [Placed<ModelConfiguration>]
    /// Files and users that must be there, by the part that needs them.
    let prerequisites: [ConfigurationPart: [Prerequisite]]

    /// Reads and validates a file; throws ``InvalidConfiguration`` with every mistake in it and in the files that it
    /// names.
    ///
    /// - Parameters:
    ///   - overrides: What goes before the settings of models in the file.
    ///   - models: The names of these models; none for all.
    ///   - parts: The parts whose files of secrets must be readable.
    public init(
        file: String, overrides: ConfigurationOverrides = .init(), of models: [String] = [],
        secretsOf parts: [ConfigurationPart] = []
    ) throws {
        let reader = ConfigurationReader(file: file, overrides: overrides, models: models, secretsOf: parts)
        let configuration = try reader.read()
        let errors = configuration.modelsFiles.flatMap { $0.problem?.errors ?? [] }
        guard errors.isEmpty else { throw InvalidConfiguration(errors: errors) }
        self = configuration
    }

    /// Reads a file for a process that goes on with what is good of it: a mistake in one of `models_files` leaves out
    /// the models of that file. Throws ``InvalidConfiguration`` with every mistake in the file itself.
    ///
    /// - Parameter parts: The parts whose files of secrets must be readable.
    public init(starting parts: [ConfigurationPart], file: String) throws {
        self = try ConfigurationReader(file: file, secretsOf: parts).read()
    }

    /// The configuration of a command line that names two data sets and no file.
    public init(model name: String, reference: String, current: String, overrides: ConfigurationOverrides) throws {
        var model = overrides
        model.set(name, at: "name")
        model.set(reference, at: "reference", "path")
        model.set(current, at: "current", "path")
        try self.init(ConfigurationDocument(describing: model))
    }

    /// Reads a document by itself, without the files that it names.
    init(_ document: ConfigurationDocument) throws(InvalidConfiguration) {
        self = try document.read { Configuration($0, digest: document.digest) }
    }

    private init(_ mapping: ConfigurationMapping, digest: String) {
        self.digest = digest
        file = mapping.problems.file
        global = mapping.sectionOrDefaults("global") { .init($0) }
        prometheus = mapping.section("prometheus") { .init($0) }
        alertmanager = mapping.section("alertmanager") { .init($0) }
        let ofServers = mapping.problems.takePrerequisites()
        modelsFilePatterns = mapping.value("models_files", default: [String]()).map(mapping.resolved)
        ownModels = mapping.placedModels()
        models = Self.limited(ownModels.map(\.value), to: global.seriesLimit)
        var prerequisites = [ConfigurationPart.models: mapping.problems.takePrerequisites()]
        bridge = mapping.sectionOrDefaults("bridge") { .init($0) }
        let hasAlertmanager = alertmanager != nil
        let spendLimit = bridge.spendLimit
        policies = mapping.uniquelyNamed("policies", \.name) { policy in
            let configuration = PolicyConfiguration(policy)
            if configuration.silences, !hasAlertmanager { policy.reject("silence", "needs the section alertmanager") }
            if let period = spendLimit.period(below: configuration.cost) {
                policy.reject(
                    "cost", "must not exceed bridge.spend_limit.\(period.rawValue), or no run could ever start")
            }
            return configuration
        }
        if prometheus == nil, policies.contains(where: { $0.verdict?.watch != nil }) {
            mapping.reject("policies", "holds a watch after a promotion, which needs the section prometheus")
        }
        prerequisites[.bridge] = ofServers + mapping.problems.takePrerequisites()
        self.prerequisites = prerequisites
        sections = mapping.tree
    }

    /// The configuration in force, to be shown: with defaults and the models of all files, without secrets.
    public var tree: ConfigurationTree {
        guard case .mapping(let entries) = sections else { return sections }
        let all = ConfigurationTree.Entry(key: "models", value: .sequence(models.map(\.tree)))
        let place = entries.firstIndex { $0.key == all.key }
        return .mapping(
            place.map { entries[..<$0] + [all] + entries[($0 + 1)...] } ?? entries + (models.isEmpty ? [] : [all]))
    }

    /// The configuration with the models of these files.
    func adding(_ files: [ModelsFile]) -> Configuration {
        var result = self
        result.modelsFiles = files
        let all = ownModels + files.flatMap(\.models)
        result.models = Self.limited(all.map(\.value), to: global.seriesLimit)
        return result
    }

    /// Gives each model its share of the series of all.
    private static func limited(_ models: [ModelConfiguration], to limit: Int?) -> [ModelConfiguration] {
        guard let limit else { return models }
        return models.map { model in
            var model = model
            model.limitSeries(to: limit / models.count)
            return model
        }
    }

    /// The absolute path of the file.
    var path: String { URL(filePath: file).standardizedFileURL.path(percentEncoded: false) }

    /// A number that stays the same as long as what is in force does, and is the same wherever that is in force.
    ///
    /// 48 bits: a sample on `/metrics` is a floating-point number, which holds them exactly.
    var hash: Int {
        let text = StableHash.of([digest] + modelsFiles.map(\.digest))
        return Int(text.prefix(12), radix: 16) ?? 0
    }
}

extension ConfigurationMapping {
    /// The entries of `models` with their places.
    func placedModels() -> [Placed<ModelConfiguration>] {
        uniquelyNamed("models", \.value.name) { model in
            Placed(value: ModelConfiguration(model), place: problems.place(of: model.mark))
        }
    }
}
