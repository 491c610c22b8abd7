import Checks

/// Every metric of the product, gathered from those who yield them.
enum MetricCatalog {
    /// A metric and where it comes from.
    struct Entry: Sendable {
        let metric: MetricDescriptor
        /// The check that measures it, or the roles that tell it of themselves.
        let source: String
    }

    /// What checks measure, then what the exporter, the bridge and the process tell of themselves.
    static let entries =
        CheckCatalog.all.flatMap { check in listing(check.metrics, from: "check \(check.name)") }
        + listing(ExporterMetric.all + ProbeMetric.all, from: "exporter")
        + listing(BridgeMetric.all + RolloutMetric.all, from: "bridge")
        + listing(ServerStatusMetric.all + MLflowMetric.all + PrefectMetric.all, from: "bridge")
        + listing(ConfigurationMetric.all + HandlerMetrics.all + ProcessMetrics.all, from: "exporter, bridge")

    /// The metrics in the order of their entries.
    static let all = entries.map(\.metric)

    /// The order of the families on a page.
    static let byName = all.sorted { $0.name < $1.name }

    private static let places = Dictionary(
        byName.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })

    /// Where a metric stands in ``byName``.
    static func place(of metric: MetricDescriptor) -> Int {
        guard let place = places[metric.name] else {
            preconditionFailure("\(metric.name) is in no list of metrics")
        }
        return place
    }

    private static func listing(_ metrics: [MetricDescriptor], from source: String) -> [Entry] {
        metrics.map { Entry(metric: $0, source: source) }
    }
}
