import Checks

/// Every metric of the looks at servers beside us; add a new one here and nowhere else.
enum ServerStatusMetric {
    /// All of them, for documentation and tests.
    static let all = [isUp, polls, lastSuccess, omitted]

    private static let labels = ["kind", "server"]
    static let isUp = MetricDescriptor(
        "modelwatch_server_up", labels: labels,
        help: "1 if the last look at the state of an MLflow or Prefect server succeeded, else 0.")
    static let polls = MetricDescriptor(
        "modelwatch_server_polls_total", .counter, labels: labels + ["outcome"],
        help: "Looks at the state of an MLflow or Prefect server since the start, by success or failure.")
    static let lastSuccess = MetricDescriptor(
        "modelwatch_server_last_success_timestamp_seconds", unit: "seconds", labels: labels,
        help: "When the state of an MLflow or Prefect server was last measured with success.")
    static let omitted = MetricDescriptor(
        "modelwatch_server_omitted_items", labels: labels,
        help: "Aliases, metrics, work pools and the like at the last look that have no series because of a limit.")
}
