"""The servers that retraining needs, as the bridge measures their state: a row of the board System health."""

from boards.parts import *

COMPLETED, ENDED = 'state="completed"', 'state=~"completed|failed|crashed"'

LOOKS = states(
    "MLflow and Prefect",
    "Whether the last look at each server succeeded. ModelwatchServerDown fires after ten minutes without.",
    [query("modelwatch_server_up" + S(), "{{kind}} {{server}}")],
    mappings=SUCCESS,
    thresholds=steps((None, RED), (1, GREEN)),
)
VERSIONS = timeseries(
    "MLflow: versions",
    "The version that each alias names, the one in each stage, and the newest.",
    [
        query("modelwatch_mlflow_alias_version" + S(), "{{model}} {{alias}}"),
        query("modelwatch_mlflow_stage_version" + S(), "{{model}} {{stage}}"),
    ],
    unit="none",
    min=0,
    decimals=0,
)
FILES_OF_VERSIONS = states(
    "MLflow: registration and files",
    "Whether the version in use and the newest are registered to the end, and whether their files are there. "
    "ModelwatchArtifactsMissing fires if those of the version in use are not.",
    [
        query("modelwatch_mlflow_version_ready" + S(), "{{model}} {{alias}} registered"),
        query("modelwatch_mlflow_artifacts_available" + S(), "{{model}} {{alias}} files"),
    ],
    mappings=mapped((0, "no", RED), (1, "yes", GREEN)),
    thresholds=steps((None, RED), (1, GREEN)),
)
TRAINING = timeseries(
    "MLflow: metrics of training",
    "Of the run that made the version in use, and of the latest run.",
    [query("modelwatch_mlflow_run_metric" + S(), "{{model}} {{metric}} {{run}}")],
    unit="none",
)
TRAINING_AGE = bargauge(
    "MLflow: age of training",
    "Since the run began that made the version in use, and since the latest one began.",
    [now("time() - modelwatch_mlflow_run_started_timestamp_seconds" + S(), "{{model}} {{run}}")],
    unit="s",
    min=0,
)
TRAINING_STATUS = states(
    "MLflow: status of runs",
    "Whether the run that made the version in use, and the latest one, is in each status.",
    [query("max by (model, run, status) (modelwatch_mlflow_run_status" + S() + ") > 0", "{{model}} {{run}} {{status}}")],
    mappings=mapped((1, "yes", BLUE)),
    thresholds=steps((None, BLUE)),
)
FLOW_RUNS = timeseries(
    "Prefect: flow runs",
    "Due within the last 24 hours, by state.",
    [query("sum by (state) (modelwatch_prefect_flow_runs" + S() + ") > 0", "{{state}}")],
    unit="short",
    stacked=True,
    min=0,
    decimals=0,
)
TASK_RUNS = timeseries(
    "Prefect: share of successful runs",
    "Of the flow and task runs due within the last 24 hours that ended.",
    [
        query(
            f"sum by (server) (modelwatch_prefect_{kind}_runs{S(COMPLETED)}) / "
            f"(sum by (server) (modelwatch_prefect_{kind}_runs{S(ENDED)}) > 0)",
            kind + "s {{server}}",
        )
        for kind in ("flow", "task")
    ],
    unit="percentunit",
    min=0,
    max=1,
)
WORK = states(
    "Prefect: deployments, pools, queues",
    "Whether something executes their runs. ModelwatchDeploymentNotReady fires if nothing does for ten minutes.",
    [
        query("modelwatch_prefect_deployment_ready" + S(), "{{deployment}}"),
        query("modelwatch_prefect_work_pool_ready" + S(), "{{pool}}"),
        query("modelwatch_prefect_work_queue_ready" + S(), "{{pool}}/{{queue}}"),
    ],
    mappings=mapped((0, "not ready", RED), (1, "ready", GREEN)),
    thresholds=steps((None, RED), (1, GREEN)),
)
UPCOMING = timeseries(
    "Prefect: now and next",
    "Flow runs that run now, that are late, and that are scheduled for the next 24 hours.",
    [
        query("sum(modelwatch_prefect_running_flow_runs" + S() + ")", "running"),
        query("sum(modelwatch_prefect_late_flow_runs" + S() + ")", "late"),
        query("sum(modelwatch_prefect_upcoming_flow_runs" + S() + ")", "upcoming"),
    ],
    unit="short",
    min=0,
    decimals=0,
)
LAST_AND_NEXT = stat(
    "Prefect: last and next",
    "Since a flow run was last completed, and until the next one is due.",
    [
        now("time() - max(modelwatch_prefect_last_completed_flow_run_timestamp_seconds" + S() + ")", "last"),
        now("min(modelwatch_prefect_next_flow_run_timestamp_seconds" + S() + ") - time()", "next"),
    ],
    unit="s",
    text="value_and_name",
    graph=False,
)

# Width, height and panel.
SERVERS = [
    (8, 8, LOOKS),
    (8, 8, VERSIONS),
    (8, 8, FILES_OF_VERSIONS),
    (8, 8, TRAINING),
    (8, 8, TRAINING_AGE),
    (8, 8, TRAINING_STATUS),
    (8, 8, FLOW_RUNS),
    (8, 8, TASK_RUNS),
    (8, 8, UPCOMING),
    (16, 8, WORK),
    (8, 8, LAST_AND_NEXT),
]
