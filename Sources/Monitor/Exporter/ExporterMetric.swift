public import Checks

/// Every metric of the exporter about its own work; add a new one here and nowhere else. What it measures of models is
/// declared by the checks.
public enum ExporterMetric {
    /// All of them, for documentation and tests.
    public static let all = [
        checkSuccess, checkDuration, checkLastSuccess, evaluationInterval, evaluationDuration, evaluationElapsed,
        evaluations, evaluationFailures, evaluationTimeouts, evaluationHung, evaluationExpired, scheduleOpen,
        evaluationsQueued, evaluationsRunning, evaluationWidth, evaluationQueueWait, profileCacheHits,
        profileCacheMisses, datasetModified, sourceUp, omittedColumns, series, omittedSeries, droppedSeries,
        trendSlope, trendEvaluations, trendMean, buildInformation,
    ]

    private static let check = ["model", "check"]
    static let checkSuccess = MetricDescriptor(
        "modelwatch_check_success", labels: check,
        help: "1 if the last run of the check could compute everything it is about, else 0.")
    static let checkDuration = MetricDescriptor(
        "modelwatch_check_duration_seconds", unit: "seconds", labels: check,
        help: "Time that the last run of the check took, without reading and comparing the data.")
    static let checkLastSuccess = MetricDescriptor(
        "modelwatch_check_last_success_timestamp_seconds", unit: "seconds", labels: check,
        help:
            "When the check last succeeded or its data were last found unchanged since, in seconds since 1970-01-01 UTC."
    )
    static let evaluationInterval = MetricDescriptor(
        "modelwatch_evaluation_interval_seconds", unit: "seconds", labels: ["model"],
        help: "How often the data of the model are looked at.")
    static let evaluationDuration = MetricDescriptor(
        "modelwatch_evaluation_duration_seconds", unit: "seconds", labels: ["model"],
        help: "Time that the last complete evaluation took: reading and comparing both data sets.")
    static let evaluationElapsed = MetricDescriptor(
        // Not named duration: that is the gauge of the last one.
        "modelwatch_evaluation_elapsed_seconds", .histogram, unit: "seconds", labels: ["model"],
        help: "Times that complete evaluations took since the start: reading and comparing both data sets.")
    /// From a small file to the default timeout.
    static let evaluationBounds = [0.01, 0.05, 0.25, 1, 5, 30, 120, 300]
    static let evaluations = MetricDescriptor(
        "modelwatch_evaluations_total", .counter, labels: ["model"], help: "Evaluations begun since the start.")
    static let evaluationFailures = MetricDescriptor(
        "modelwatch_evaluation_failures_total", .counter, labels: ["model"],
        help: "Evaluations since the start that came to no result because a data set could not be read.")
    static let evaluationTimeouts = MetricDescriptor(
        "modelwatch_evaluation_timeouts_total", .counter, labels: ["model"],
        help: "Evaluations since the start that were given up because they took longer than evaluation_timeout.")
    static let evaluationHung = MetricDescriptor(
        "modelwatch_evaluation_hung", labels: ["model"],
        help: "1 while a read of the data has not returned although its time is over, else 0.")
    static let evaluationExpired = MetricDescriptor(
        "modelwatch_evaluation_expired", labels: ["model"],
        help: "1 if the last good values were dropped since they were older than max_age, else 0.")
    static let scheduleOpen = MetricDescriptor(
        "modelwatch_evaluation_schedule_open", labels: ["model"],
        help:
            "0 while the next look at the data waits for the schedule of the model, else 1; absent without a schedule.")
    static let evaluationsQueued = MetricDescriptor(
        "modelwatch_evaluations_queued", help: "Models whose changed data wait to be evaluated.")
    static let evaluationsRunning = MetricDescriptor(
        "modelwatch_evaluations_running", help: "Evaluations that run now.")
    static let evaluationWidth = MetricDescriptor(
        "modelwatch_evaluation_width", help: "How many evaluations may run at the same time.")
    static let evaluationQueueWait = MetricDescriptor(
        "modelwatch_evaluation_queue_wait_seconds", unit: "seconds",
        help: "How long the model that waits longest has waited to be evaluated; 0 if none waits.")
    static let profileCacheHits = MetricDescriptor(
        "modelwatch_reference_profile_cache_hits_total", .counter, labels: ["model"],
        help: "Columns of the reference since the start whose profile was there, so that they were not read again.")
    static let profileCacheMisses = MetricDescriptor(
        "modelwatch_reference_profile_cache_misses_total", .counter, labels: ["model"],
        help: "Columns of the reference since the start that were read because their profile was not there.")
    static let datasetModified = MetricDescriptor(
        "modelwatch_dataset_modified_timestamp_seconds", unit: "seconds", labels: ["model", "dataset"],
        help: "When the newest file of the data set was last written, as of the last evaluation.")
    static let sourceUp = MetricDescriptor(
        "modelwatch_source_up", labels: ["model", "source"],
        help: "1 if the reference or current data could be opened at the last look, else 0.")
    static let omittedColumns = MetricDescriptor(
        "modelwatch_omitted_columns", labels: ["model"],
        help: "Columns that are not read because no check can use their type; the log names them.")
    static let series = MetricDescriptor(
        "modelwatch_model_series", labels: ["model"],
        help: "Series on the page that the checks of the model have measured.")
    static let omittedSeries = MetricDescriptor(
        "modelwatch_omitted_series", labels: ["model", "reason"],
        help: "Measurements of the last evaluation that have no series because of a limit or as duplicates.")
    static let droppedSeries = MetricDescriptor(
        "modelwatch_series_dropped_total", .counter, labels: ["model", "reason"],
        help: "Measurements that had no series because of a limit or as duplicates, of all evaluations since the start."
    )
    private static let trend = ["model", "metric"]
    static let trendSlope = MetricDescriptor(
        "modelwatch_quality_trend_slope", labels: trend,
        help: "Change of a quality metric of the current data per evaluation of new data, by least squares.")
    static let trendEvaluations = MetricDescriptor(
        "modelwatch_quality_trend_evaluations", labels: trend,
        help: "Evaluations of new data with a value of the metric that the slope rests on; from three on there is one.")
    static let trendMean = MetricDescriptor(
        "modelwatch_quality_trend_mean", labels: trend,
        help: "Mean of a quality metric of the current data over the evaluations that its slope rests on.")
    static let buildInformation = MetricDescriptor(
        "modelwatch_build_info", .info, labels: ["version", "revision", "branch"],
        help: "The running version of Modelwatch, and the commit and branch of its sources.")
}
