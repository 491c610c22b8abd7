package import Checks

/// Every metric of the bridge; add a new one here and nowhere else.
package enum BridgeMetric {
    /// All of them, for documentation and tests.
    package static let all = [
        deliveries, deliveryDuration, deliveryBytes, deliveryBytesInFlight, alerts, truncatedDeliveries, suppressed,
        spend, runCost, spendLimit, totalSpendLimit, dispatchAttempts, dispatchDuration, triggers, openCircuits,
        verdicts, openEpisodes,
        acknowledgedEpisodes, episodes, episodeDuration, recentEpisodes, recentFalsePositives, outbox, outboxOldestAge,
        awaitingApproval,
        dead, lastDelivery, isStorageWritable, reconciliations, silenceFailures, operatorRequests, leader,
    ]

    static let deliveries = MetricDescriptor(
        "modelwatch_deliveries_total", .counter, labels: ["code"],
        help: "Webhook deliveries since the start by the status code of the answer.")
    static let deliveryDuration = MetricDescriptor(
        "modelwatch_delivery_duration_seconds", .histogram, unit: "seconds",
        help: "Times from the arrival of a webhook delivery to its answer since the start, storing included.")
    /// One commit on a disk takes milliseconds; Alertmanager waits for ten seconds at least.
    static let deliveryBounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]
    static let deliveryBytes = MetricDescriptor(
        "modelwatch_delivery_bytes", .histogram, unit: "bytes",
        help: "Sizes of the bodies of webhook deliveries since the start; an alert is about 600 bytes.")
    static let deliveryByteBounds = [1e3, 4e3, 16e3, 64e3, 256e3, 1e6, 4e6, 8e6]
    static let deliveryBytesInFlight = MetricDescriptor(
        "modelwatch_delivery_in_flight_bytes", unit: "bytes",
        help: "Bytes of bodies of deliveries that arrive now or wait to be stored; at the limit senders get 503.")
    static let alerts = MetricDescriptor(
        "modelwatch_alerts_received_total", .counter, labels: ["status"],
        help: "Alerts in stored deliveries since the start, repeats included.")
    static let truncatedDeliveries = MetricDescriptor(
        "modelwatch_truncated_deliveries_total", .counter,
        help: "Deliveries from which Alertmanager left alerts out because of max_alerts.")
    static let suppressed = MetricDescriptor(
        "modelwatch_suppressed_total", .counter, labels: ["policy", "reason"],
        help: "Notifications since the start that led to no trigger, by the reason stored with them.")
    static let spend = MetricDescriptor(
        "modelwatch_spend_units", labels: ["policy", "period"],
        help:
            "Units of runs that began within 24 hours (daily) or 30 days (monthly), and of triggers that may still start."
    )
    static let runCost = MetricDescriptor(
        "modelwatch_run_cost_units", labels: ["policy"], help: "Units that one run of a policy costs.")
    static let spendLimit = MetricDescriptor(
        "modelwatch_spend_limit_units", labels: ["policy", "period"],
        help: "Units that the runs of a policy may cost within the period, where it has such a limit.")
    static let totalSpendLimit = MetricDescriptor(
        "modelwatch_total_spend_limit_units", labels: ["period"],
        help: "Units that the runs of all policies together may cost within the period, where there is such a limit.")
    static let dispatchAttempts = MetricDescriptor(
        "modelwatch_dispatch_attempts_total", .counter, labels: ["engine", "outcome"],
        help: "Attempts since the start to start a run on a workflow engine.")
    static let dispatchDuration = MetricDescriptor(
        "modelwatch_dispatch_duration_seconds", .histogram, unit: "seconds", labels: ["engine"],
        help: "Times that attempts to start a run on a workflow engine took since the start.")
    static let dispatchBounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]
    static let triggers = MetricDescriptor(
        "modelwatch_triggers", labels: ["policy", "state"], help: "Stored triggers by state.")
    static let openCircuits = MetricDescriptor(
        "modelwatch_engine_open_circuits", labels: ["engine"],
        help: "Servers of a workflow engine that are left alone for a while because calls to them failed.")
    static let verdicts = MetricDescriptor(
        "modelwatch_verdicts_total", .counter, labels: ["policy", "outcome"],
        help: "Judgements since the start of what retrainings made, by what became of it.")
    static let openEpisodes = MetricDescriptor("modelwatch_open_episodes", help: "Alerts that fire now.")
    static let acknowledgedEpisodes = MetricDescriptor(
        "modelwatch_acknowledged_episodes", help: "Alerts that fire now and that an operator has acknowledged.")
    static let episodes = MetricDescriptor(
        "modelwatch_episodes_total", .counter, labels: ["severity"],
        help: "Alerts that began since the start, without repeats; a severity that is unknown is other.")
    static let episodeDuration = MetricDescriptor(
        "modelwatch_episode_duration_seconds", .histogram, unit: "seconds", labels: ["severity"],
        help: "Times from the beginning of alerts to their end, of those that were resolved since the start.")
    static let episodeBounds: [Double] = [
        60, 300, 900, 1800, 3600, 10_800, 21_600, 43_200, 86_400, 259_200, 604_800,
    ]
    static let recentEpisodes = MetricDescriptor(
        "modelwatch_recent_episodes", labels: ["severity"], help: "Alerts that began within the last 30 days.")
    static let recentFalsePositives = MetricDescriptor(
        "modelwatch_recent_false_positives", labels: ["severity"],
        help: "Alerts that began within the last 30 days and that an operator marked as false positives.")
    static let outbox = MetricDescriptor(
        "modelwatch_outbox_triggers", help: "Triggers that wait to be taken by their workflow engine.")
    static let outboxOldestAge = MetricDescriptor(
        "modelwatch_outbox_oldest_age_seconds", unit: "seconds",
        help: "Age of the oldest trigger that waits to be taken by its workflow engine.")
    static let awaitingApproval = MetricDescriptor(
        "modelwatch_awaiting_approval_triggers", help: "Triggers that wait for a person.")
    static let dead = MetricDescriptor(
        "modelwatch_dead_triggers", help: "Triggers that their workflow engine refused for good.")
    static let lastDelivery = MetricDescriptor(
        "modelwatch_last_delivery_timestamp_seconds", unit: "seconds",
        help: "When the newest stored delivery arrived.")
    static let isStorageWritable = MetricDescriptor(
        "modelwatch_storage_writable", help: "Whether the last delivery could be stored.")
    static let leader = MetricDescriptor(
        "modelwatch_bridge_leader",
        help: "1 if this bridge works on its storage, 0 while it waits for another one that does.")
    static let silenceFailures = MetricDescriptor(
        "modelwatch_silence_failures_total", .counter,
        help: "Times since the start that silences could not be made or ended in Alertmanager.")
    static let reconciliations = MetricDescriptor(
        "modelwatch_reconciliations_total", .counter, labels: ["outcome"],
        help: "Times since the start that active alerts were fetched from Alertmanager, by success or failure.")
    static let operatorRequests = MetricDescriptor(
        "modelwatch_operator_requests_total", .counter, labels: ["action", "code"],
        help:
            "What operators asked for since the start, by the status code of the answer; 303 is that of a form that was taken."
    )
}
