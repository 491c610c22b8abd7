import Checks

/// Every metric of the product, gathered from those who yield them.
enum MetricCatalog {
    /// What checks measure, then what the exporter, the bridge and the process tell of themselves.
    static let all =
        CheckCatalog.all.flatMap { $0.metrics } + ExporterMetric.all + BridgeMetric.all + ProcessMetrics.all
}
