import Checks

/// Every metric of the state of Prefect servers; add a new one here and nowhere else.
enum PrefectMetric {
    /// All of them, for documentation and tests.
    static let all = [
        flowRuns, taskRuns, runningFlowRuns, lateFlowRuns, upcomingFlowRuns, nextFlowRun, lastCompletedFlowRun,
        deploymentReady, deploymentPaused, workPoolReady, workPoolPaused, workQueueReady, workQueuePaused,
    ]

    private static let server = ["server"]
    static let flowRuns = MetricDescriptor(
        "modelwatch_prefect_flow_runs", labels: server + ["state"],
        help: "Flow runs of Prefect that were due within the last 24 hours, by their state now.")
    static let taskRuns = MetricDescriptor(
        "modelwatch_prefect_task_runs", labels: server + ["state"],
        help: "Task runs of Prefect that were due within the last 24 hours, by their state now.")
    static let runningFlowRuns = MetricDescriptor(
        "modelwatch_prefect_running_flow_runs", labels: server,
        help: "Flow runs of Prefect that run now, however long ago they began.")
    static let lateFlowRuns = MetricDescriptor(
        "modelwatch_prefect_late_flow_runs", labels: server,
        help: "Flow runs of Prefect that should have begun and that nothing has begun to execute.")
    static let upcomingFlowRuns = MetricDescriptor(
        "modelwatch_prefect_upcoming_flow_runs", labels: server,
        help: "Flow runs of Prefect that are scheduled for the next 24 hours.")
    static let nextFlowRun = MetricDescriptor(
        "modelwatch_prefect_next_flow_run_timestamp_seconds", unit: "seconds", labels: server,
        help: "When the next scheduled flow run of Prefect is to begin; absent without one.")
    static let lastCompletedFlowRun = MetricDescriptor(
        "modelwatch_prefect_last_completed_flow_run_timestamp_seconds", unit: "seconds", labels: server,
        help: "When the flow run of Prefect ended that was completed last; absent without one.")
    private static let deployment = ["server", "deployment"]
    static let deploymentReady = MetricDescriptor(
        "modelwatch_prefect_deployment_ready", labels: deployment,
        help: "1 if something executes the runs of a deployment that retrains, 0 if not or if it is not there.")
    static let deploymentPaused = MetricDescriptor(
        "modelwatch_prefect_deployment_paused", labels: deployment,
        help: "1 if a deployment that retrains is paused and its runs wait, else 0.")
    private static let pool = ["server", "pool"]
    static let workPoolReady = MetricDescriptor(
        "modelwatch_prefect_work_pool_ready", labels: pool,
        help: "1 if a worker asks for the runs of the work pool of Prefect, else 0.")
    static let workPoolPaused = MetricDescriptor(
        "modelwatch_prefect_work_pool_paused", labels: pool,
        help: "1 if the work pool of Prefect is paused, else 0.")
    private static let queue = ["server", "pool", "queue"]
    static let workQueueReady = MetricDescriptor(
        "modelwatch_prefect_work_queue_ready", labels: queue,
        help: "1 if a worker asks for the runs of the work queue of Prefect, else 0.")
    static let workQueuePaused = MetricDescriptor(
        "modelwatch_prefect_work_queue_paused", labels: queue,
        help: "1 if the work queue of Prefect is paused, else 0.")
}
