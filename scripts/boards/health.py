"""Whether everything that watches is itself well: Modelwatch, Prometheus, Alertmanager and the machine below."""

from boards.parts import *
from boards.servers import SERVERS

OURS = 'job=~"modelwatch.*"'

UP = stat(
    "Targets",
    "Whether Prometheus can scrape each target.",
    [query("up" + S(), "{{job}}")],
    text="value_and_name",
    background=True,
    graph=False,
    thresholds=steps((None, RED), (1, GREEN)),
    mappings=mapped((0, "down", RED), (1, "up", GREEN)),
)
BUILD = table("Versions", "What runs.", [rows("modelwatch_build_info" + S())], hide=["Value"], order=["version", "revision", "branch"])
STARTED = table(
    "Running since",
    "How long each process has been running.",
    [rows("max by (job, instance) (time() - process_start_time_seconds" + S() + ")")],
    unit="s",
    rename={"Value": "for"},
)
STARTED["transformations"][0]["options"]["excludeByName"] = {"Time": True}

CPU = timeseries(
    "Processor",
    "Processor time per second: 1 is one processor in full use.",
    [query("rate(process_cpu_seconds_total" + S() + "[$__rate_interval])", "{{job}} {{instance}}")],
    unit="none",
    min=0,
    decimals=2,
)
MEMORY = timeseries(
    "Memory",
    "Resident memory of each process.",
    [query("process_resident_memory_bytes" + S(), "{{job}} {{instance}}")],
    unit="bytes",
    min=0,
)
FILES = timeseries(
    "File descriptors",
    "Share in use. ModelwatchFileDescriptorsLow fires above 80 %.",
    [query("process_open_fds" + S() + " / on (job, instance) process_max_fds" + S(), "{{job}} {{instance}}")],
    unit="percentunit",
    min=0,
)
SCRAPES = timeseries(
    "Duration of scrapes",
    "How long each target took to answer Prometheus.",
    [query("scrape_duration_seconds" + S(), "{{job}} {{instance}}")],
    unit="s",
    min=0,
)
SAMPLES = timeseries(
    "Series per scrape",
    "How many series each target has.",
    [query("scrape_samples_post_metric_relabeling" + S(), "{{job}} {{instance}}")],
    unit="short",
    min=0,
)

SERIES = timeseries(
    "Series of each model",
    "Series on the page of the exporter; dashed the measurements that have none because of a limit.",
    [
        query("modelwatch_model_series" + S()),
        query("sum by (model) (modelwatch_omitted_series" + S() + ")", "left out"),
    ],
    unit="short",
    overrides=[dashed("left out", RED, OUT_OF_LEGEND)],
    min=0,
)

EVALUATIONS = timeseries(
    "Duration of evaluations",
    "Dashed the interval. ModelwatchEvaluationSlow fires above it.",
    [
        query("modelwatch_evaluation_duration_seconds" + S()),
        query("modelwatch_evaluation_interval_seconds" + S(), "interval"),
    ],
    unit="s",
    overrides=[dashed("interval", RED, OUT_OF_LEGEND)],
    min=0,
)
RATE = timeseries(
    "Evaluations",
    "Evaluations begun and failed, per second.",
    [
        query("sum by (model) (rate(modelwatch_evaluations_total" + S() + "[$__rate_interval]))"),
        query("sum(rate(modelwatch_evaluation_failures_total" + S() + "[$__rate_interval]))", "failed"),
    ],
    unit="ops",
    overrides=[dashed("failed")],
    min=0,
)
CHECKS = states(
    "Checks",
    "Whether each check succeeded on its last run, over all models.",
    [query("min by (check) (modelwatch_check_success" + S() + ")", "{{check}}")],
    mappings=SUCCESS,
    thresholds=steps((None, RED), (1, GREEN)),
)
AGES = timeseries(
    "Age of the last success",
    "Of the oldest check of each model; dashed where ModelwatchCheckStale fires.",
    [
        query("max by (model) (model_check:modelwatch_check_age_seconds:last" + S() + ")"),
        query("3 * max by (model) (modelwatch_evaluation_interval_seconds" + S() + ")", "limit"),
    ],
    unit="s",
    overrides=[dashed("limit", RED, OUT_OF_LEGEND)],
    min=0,
)
SOURCES = states(
    "Sources",
    "Whether the data of each model could be opened at the last look.",
    [query("modelwatch_source_up" + S(), "{{model}} {{source}}")],
    mappings=SUCCESS,
    thresholds=steps((None, RED), (1, GREEN)),
)
LONGEST = bargauge(
    "Longest checks",
    "The ten checks that took longest, without reading the data.",
    [now("topk(10, modelwatch_check_duration_seconds" + S() + ")", "{{model}} {{check}}")],
    unit="s",
    min=0,
)

WAITING = timeseries(
    "Queue of evaluations",
    "Models whose changed data wait, and evaluations that run; dashed how many may run at the same time.",
    [
        query("modelwatch_evaluations_queued" + S(), "waiting"),
        query("modelwatch_evaluations_running" + S(), "running"),
        query("modelwatch_evaluation_width" + S(), "width"),
    ],
    unit="short",
    overrides=[dashed("width", TEXT)],
    min=0,
    decimals=0,
)
LONGEST_WAIT = timeseries(
    "Longest wait for an evaluation",
    "How long the model that waits longest has waited. One that grows without end has too little width.",
    [query("modelwatch_evaluation_queue_wait_seconds" + S(), "{{instance}}")],
    unit="s",
    min=0,
)
GIVEN_UP = timeseries(
    "Evaluations given up",
    "Per second, because they took longer than evaluation_timeout; and models of which a read has not returned, or the "
    "values were dropped for their age.",
    [
        query("sum(rate(modelwatch_evaluation_timeouts_total" + S() + "[$__rate_interval]))", "given up"),
        query("sum(modelwatch_evaluation_hung" + S() + ")", "hanging"),
        query("sum(modelwatch_evaluation_expired" + S() + ")", "expired"),
    ],
    unit="short",
    min=0,
)

HEAD = timeseries(
    "Series in Prometheus",
    "Series in the head block.",
    [query("prometheus_tsdb_head_series" + S(), "{{instance}}")],
    unit="short",
    min=0,
)
RULES = timeseries(
    "Duration of rule groups",
    "How long the last evaluation of each group took.",
    [
        query(
            "label_replace(prometheus_rule_group_last_duration_seconds"
            + S()
            + ', "group", "$1", "rule_group", ".*;(.*)")',
            "{{group}}",
        )
    ],
    unit="s",
    min=0,
)
RULE_FAILURES = timeseries(
    "Rules that failed",
    "Evaluations of rules that failed, per second.",
    [
        query(
            "sum by (instance) (rate(prometheus_rule_evaluation_failures_total" + S() + "[$__rate_interval]))",
            "{{instance}}",
        )
    ],
    unit="ops",
    min=0,
)
QUEUE = timeseries(
    "Alerts on their way to Alertmanager",
    "Alerts sent, and alerts dropped because no Alertmanager took them, per second.",
    [
        query("rate(prometheus_notifications_sent_total" + S() + "[$__rate_interval])", "sent to {{alertmanager}}"),
        query("rate(prometheus_notifications_dropped_total" + S() + "[$__rate_interval])", "dropped"),
    ],
    unit="ops",
    overrides=[dashed("dropped")],
    min=0,
)
NOTIFIED = timeseries(
    "Notifications of Alertmanager",
    "Notifications by integration, and failed ones, per second.",
    [
        query(
            "sum by (integration) (rate(alertmanager_notifications_total" + S() + "[$__rate_interval])) > 0",
            "{{integration}}",
        ),
        query("sum(rate(alertmanager_notifications_failed_total" + S() + "[$__rate_interval]))", "failed"),
    ],
    unit="ops",
    overrides=[dashed("failed")],
    min=0,
)
LATENCY = timeseries(
    "Latency of notifications",
    "Mean time of a notification, by integration.",
    [
        query(
            "sum by (integration) (rate(alertmanager_notification_latency_seconds_sum" + S() + "[$__rate_interval])) / "
            "(sum by (integration) (rate(alertmanager_notification_latency_seconds_count"
            + S()
            + "[$__rate_interval])) > 0)",
            "{{integration}}",
        )
    ],
    unit="s",
    min=0,
)

CONTAINER_CPU = timeseries(
    "Processor by container",
    "Needs cAdvisor.",
    [
        query(
            "sum by (name) (rate(container_cpu_usage_seconds_total" + S('name!=""') + "[$__rate_interval]))", "{{name}}"
        )
    ],
    min=0,
)
CONTAINER_MEMORY = timeseries(
    "Memory by container",
    "The working set. Needs cAdvisor.",
    [query("sum by (name) (container_memory_working_set_bytes" + S('name!=""') + ")", "{{name}}")],
    unit="bytes",
    min=0,
)
CONTAINER_DISK = timeseries(
    "Disk by container",
    "Needs cAdvisor.",
    [query("sum by (name) (container_fs_usage_bytes" + S('name!=""') + ")", "{{name}}")],
    unit="bytes",
    min=0,
)
MACHINE_DISK = timeseries(
    "Free disk",
    "Share of each file system that is free. Needs node_exporter.",
    [
        query(
            "node_filesystem_avail_bytes"
            + S('fstype!~"tmpfs|overlay|ramfs"')
            + " / node_filesystem_size_bytes"
            + S('fstype!~"tmpfs|overlay|ramfs"'),
            "{{mountpoint}}",
        )
    ],
    unit="percentunit",
    min=0,
    max=1,
)
MACHINE_MEMORY = timeseries(
    "Free memory",
    "Share of the memory that is available. Needs node_exporter.",
    [query("node_memory_MemAvailable_bytes" + S() + " / node_memory_MemTotal_bytes" + S(), "{{instance}}")],
    unit="percentunit",
    min=0,
    max=1,
)
CONNECTIONS = timeseries(
    "PostgreSQL: connections",
    "By state. Needs postgres_exporter.",
    [query("sum by (datname, state) (pg_stat_activity_count" + S() + ")", "{{datname}} {{state}}")],
    unit="short",
    min=0,
)
TRANSACTIONS = timeseries(
    "PostgreSQL: transactions",
    "Committed and rolled back, per second. Needs postgres_exporter.",
    [
        query("sum by (datname) (rate(pg_stat_database_xact_commit" + S() + "[$__rate_interval]))", "{{datname}}"),
        query("sum by (datname) (rate(pg_stat_database_xact_rollback" + S() + "[$__rate_interval]))", "rolled back"),
    ],
    unit="ops",
    overrides=[dashed("rolled back")],
    min=0,
)

BOARD = (
    Board(
        "system-health",
        "System health",
        "Modelwatch, Prometheus, Alertmanager and the machine: whether those who watch are well.",
        targets_of('{__name__="up"}'),
    )
    .row("Now", (12, 6, UP), (4, 6, BUILD), (8, 6, STARTED))
    .row("Processes", (8, 8, CPU), (8, 8, MEMORY), (8, 8, FILES), (8, 8, SCRAPES), (8, 8, SAMPLES), (8, 8, SERIES))
    .row(
        "Evaluations",
        (8, 8, EVALUATIONS),
        (8, 8, RATE),
        (8, 8, AGES),
        (8, 10, CHECKS),
        (8, 10, SOURCES),
        (8, 10, LONGEST),
        (8, 8, WAITING),
        (8, 8, LONGEST_WAIT),
        (8, 8, GIVEN_UP),
    )
    .row(
        "Prometheus and Alertmanager",
        (8, 8, HEAD),
        (8, 8, RULES),
        (8, 8, RULE_FAILURES),
        (8, 8, QUEUE),
        (8, 8, NOTIFIED),
        (8, 8, LATENCY),
    )
    .row("MLflow and Prefect", *SERVERS)
    .folded(
        "Containers, machine and database",
        (8, 8, CONTAINER_CPU),
        (8, 8, CONTAINER_MEMORY),
        (8, 8, CONTAINER_DISK),
        (12, 8, MACHINE_DISK),
        (12, 8, MACHINE_MEMORY),
        (12, 8, CONNECTIONS),
        (12, 8, TRANSACTIONS),
    )
)
