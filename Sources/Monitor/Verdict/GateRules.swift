/// What decides between champion and challenger: the rules, and what makes a comparison fair.
public struct GateRules: Sendable, Equatable {
    /// A metric or tag that tells how many rows a version was judged on.
    public struct MinimumRows: Sendable, Equatable {
        public let name: String
        public let count: Int
    }

    /// The rules; all of them are guards, and one goal must be reached.
    public let metrics: [MetricRule]
    /// How many rows both versions must have been judged on; nil to ask for none.
    public let minimumRows: MinimumRows?
    /// The tag that tells on which data a version was judged, which must be equal on both; nil to ask for none.
    public let datasetHash: String?

    /// Creates rules.
    public init(metrics: [MetricRule], minimumRows: (name: String, count: Int)? = nil, datasetHash: String? = nil) {
        self.metrics = metrics
        self.minimumRows = minimumRows.map { MinimumRows(name: $0.name, count: $0.count) }
        self.datasetHash = datasetHash
    }

    /// What is wrong with the rules as a whole; nil if they can be used.
    public var problem: String? {
        metrics.contains { $0.minimumImprovement != nil }
            ? nil : "must hold a metric with min_improvement: without one, nothing could be better"
    }
}

extension GateRules {
    init(_ mapping: ConfigurationMapping) {
        metrics = mapping.sections("metrics") { .init($0) }
        minimumRows = mapping.section("min_rows") { rows in
            let count: Int = rows.value("count")
            if rows.contains("count"), count < 1 { rows.reject("count", "must be at least 1") }
            return MinimumRows(name: rows.value("name"), count: count)
        }
        datasetHash = mapping.optionalValue("dataset_hash")
        if let problem { mapping.reject("metrics", problem) }
    }
}
