import Statistics

/// A name or a pattern in the configuration of a model, which should fit a column.
public struct ConfiguredName: Sendable, Equatable {
    /// The key it stands under, such as `columns.exclude`.
    public let setting: String
    public let pattern: NamePattern

    init(_ setting: String, _ name: String) {
        self.init(setting, NamePattern(name))
    }

    init(_ setting: String, _ pattern: NamePattern) {
        self.setting = setting
        self.pattern = pattern
    }
}

extension ModelDefinition {
    /// Every name of a column in the configuration.
    var configuredNames: [ConfiguredName] {
        columns.configuredNames
            + drift.columns.map { ConfiguredName("drift.columns", $0.columns) }
            + expectations.map { ConfiguredName("expectations", $0.column) }
            + ranking.itemFeatures.map { ConfiguredName("ranking.item_features", $0) }
            + segments.map { ConfiguredName("segments", $0.column) }
            + clustering.features.map { ConfiguredName("clustering.features", $0) }
            + (correlations?.columns ?? []).map { ConfiguredName("correlations.columns", $0) }
    }
}

extension ColumnRoles {
    fileprivate var configuredNames: [ConfiguredName] {
        let roles = [
            ("target", target), ("prediction", prediction), ("timestamp", timestamp), ("id", id), ("user", user),
            ("item", item),
        ]
        let lists = ColumnKind.allCases.map { ($0.rawValue, kinds[$0, default: []]) }
        return roles.compactMap { key, name in name.map { ConfiguredName("columns.\(key)", $0) } }
            + (probabilities?.configuredNames ?? [])
            + (lists + [("include", include), ("exclude", exclude)]).flatMap { key, names in
                names.map { ConfiguredName("columns.\(key)", $0) }
            }
    }
}

extension ProbabilityColumns {
    fileprivate var configuredNames: [ConfiguredName] {
        switch self {
        case .positive(let name): [ConfiguredName("columns.probability", name)]
        case .labels(let labels): labels.keys.sorted().map { ConfiguredName("columns.probabilities", $0) }
        case .pattern(let prefix, let suffix): [ConfiguredName("columns.probabilities", "\(prefix)*\(suffix)")]
        }
    }
}
