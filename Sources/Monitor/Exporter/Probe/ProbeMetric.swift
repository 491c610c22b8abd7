import Checks

/// Every metric of probes; the first three are on the page of a probe, the last one on the metrics page.
enum ProbeMetric {
    /// All of them, for documentation and tests.
    static let all = [success, duration, timeout, unknownModels]

    static let success = MetricDescriptor(
        "modelwatch_probe_success", labels: ["model"],
        help: "1 if the probe could evaluate the model within its time, else 0; only on /probe.")
    static let duration = MetricDescriptor(
        "modelwatch_probe_duration_seconds", unit: "seconds", labels: ["model"],
        help: "How long the probe took; only on /probe.")
    static let timeout = MetricDescriptor(
        "modelwatch_probe_timeout_seconds", unit: "seconds", labels: ["model"],
        help: "How long the probe might take, by the scraper's timeout and the configuration; only on /probe.")
    static let unknownModels = MetricDescriptor(
        "modelwatch_probe_model_unknown_total", .counter,
        help: "Probes since the start that named no model, or one that is not configured.")
}
