/// The `blocked_by` section of a policy: alerts that forbid retraining while they fire.
///
/// They tell that the data themselves are missing or broken: a model that is trained on them would be worse.
public struct BlockConfiguration: Sendable, Equatable {
    /// All of them must match the labels of a blocking alert; Modelwatch's own alerts about broken data by default.
    public let matchers: [LabelMatcher]
    /// Labels that must be the same in the blocking alert and in the one that would retrain; `model` by default.
    public let equal: [String]

    /// The alerts of prometheus/rules that tell of data which cannot be used.
    private static let ownAlerts = [
        "alertname=~\"Modelwatch(CheckFailing|CheckStale|SourceMissing|DataStale|RowsZero|SchemaChanged)\""
    ]

    init(_ mapping: ConfigurationMapping) {
        matchers = mapping.matchers("match", default: Self.ownAlerts)
        equal = mapping.value("equal", default: ["model"])
    }

    /// Whether an alert forbids retrainings at all.
    func matches(_ labels: [String: String]) -> Bool {
        matchers.allSatisfy { $0.matches(labels) }
    }

    /// Whether a firing alert forbids a retraining that another one asks for.
    func isBlocked(_ labels: [String: String], by other: [String: String]) -> Bool {
        matches(other) && equal.allSatisfy { labels[$0] == other[$0] }
    }
}
