"""All models at a glance; the boards of single topics are behind the links."""

from boards.parts import *

J = "on (job, instance, model)"

MODELS = table(
    "Models",
    "One line for each model. A click leads to the boards about it.",
    [
        rows(f"max by (model, version, task, owner) (modelwatch_model_info{M()})"),
        rows(f"max by (model) ({whole('modelwatch_accuracy')} or {whole('modelwatch_r2_score')})"),
        rows(f"max by (model) (modelwatch_drifted_columns_ratio{M()})"),
        rows(f"max by (model) (modelwatch_dataset_quality_score{M(of('current'))})"),
        rows(f"max by (model) (modelwatch_dataset_rows{M(of('current'))})"),
        rows(f"max by (model) (time() - modelwatch_check_last_success_timestamp_seconds{M()})"),
        rows(f"count by (model) (ALERTS{M(FIRING)})"),
    ],
    unit="short",
    decimals=3,
    hide=["Value #A"],
    order=["model", "version", "task", "owner"],
    rename={
        "Value #B": "accuracy or R²",
        "Value #C": "share of drifted columns",
        "Value #D": "data quality",
        "Value #E": "rows",
        "Value #F": "oldest check (s)",
        "Value #G": "firing alerts",
    },
    sort=("firing alerts", True),
    links=[
        link(title, f"/d/modelwatch-{uid}?var-model=${{__data.fields.model}}&${{__url_time_range}}")
        for title, uid in (("Performance", "performance"), ("Drift", "drift"), ("Data quality", "data-quality"))
    ],
)

TARGET_UP = stat(
    "Exporter and bridge",
    "Whether Prometheus can scrape them.",
    [query("up" + S('job=~"modelwatch.*"'), "{{job}}")],
    text="value_and_name",
    background=True,
    graph=False,
    thresholds=steps((None, RED), (1, GREEN)),
    mappings=mapped((0, "down", RED), (1, "up", GREEN)),
)

ALERTS_NOW = stat(
    "Firing alerts",
    "Alerts of the chosen models and targets that fire now, by severity.",
    [
        now(
            "count by (severity) (ALERTS"
            + S('alertstate="firing"')
            + ') or on () label_replace(vector(0), "severity", "none", "", "")',
            "{{severity}}",
        )
    ],
    background=True,
    graph=False,
    thresholds=steps((None, GREEN), (1, RED)),
)

SCORES = timeseries(
    "Accuracy",
    "Accuracy of the current data; dashed where ModelwatchAccuracyLow fires.",
    [
        query(whole("modelwatch_accuracy")),
        query(f"{threshold('modelwatch_accuracy')} and on (model) {whole('modelwatch_accuracy')}", "threshold"),
    ],
    unit="percentunit",
    overrides=[dashed("threshold", RED, OUT_OF_LEGEND)],
    max=1,
)

AGAINST_REFERENCE = timeseries(
    "Performance against the reference",
    "Each metric against that of the reference: below 1 is worse, of scores and of errors. "
    "Dashed where ModelwatchPerformanceDegraded fires.",
    [
        query(f"model_metric:modelwatch_performance_per_reference:ratio{M()}", "{{model}} {{metric}}"),
        query(threshold("modelwatch_performance_per_reference"), "threshold"),
    ],
    unit="percentunit",
    overrides=[dashed("threshold", RED, OUT_OF_LEGEND)],
    decimals=0,
)

DRIFTED = timeseries(
    "Drifted columns",
    "Share of the feature columns that drift; dashed where ModelwatchDriftScoreHigh fires.",
    [query(f"modelwatch_drifted_columns_ratio{M()}"), query(threshold("modelwatch_drift_score"), "threshold")],
    unit="percentunit",
    overrides=[dashed("threshold", RED, OUT_OF_LEGEND)],
    min=0,
    max=1,
)

TYPES = states(
    "Drift by type",
    "The exporter's verdict on each type of drift: of the data, of the predictions, of the concept and of the "
    "performance over time.",
    [query(f"modelwatch_drift_detected{M()}", "{{model}} {{type}}")],
    mappings=VERDICT,
    thresholds=steps((None, GREEN), (1, RED)),
)

QUALITY = timeseries(
    "Data quality",
    "Quality score of the current data; dashed where ModelwatchDataQualityLow fires.",
    [
        query(f"modelwatch_dataset_quality_score{M(of('current'))}"),
        query(threshold("modelwatch_dataset_quality_score"), "threshold"),
    ],
    unit="percentunit",
    overrides=[dashed("threshold", RED, OUT_OF_LEGEND)],
    max=1,
)

ROWS = timeseries(
    "Rows", "Rows of the current data.", [query(f"modelwatch_dataset_rows{M(of('current'))}")], unit="short", min=0
)

CHECKS = states(
    "Checks",
    "Whether all checks of a model succeeded on their last run.",
    [query(f"min by (model) (modelwatch_check_success{M()})")],
    mappings=SUCCESS,
    thresholds=steps((None, RED), (1, GREEN)),
)

BOARD = (
    Board(
        "model-overview",
        "Model overview",
        "All models at a glance: performance, drift, data quality, checks and alerts.",
        [*MODELWATCH_TARGETS, model_variable(many=True)],
        annotations=[RETRAINING],
    )
    .row("Models", (18, 9, MODELS), (6, 4, TARGET_UP))
    .row("Now", (6, 5, ALERTS_NOW), (18, 5, CHECKS))
    .row("Performance", (12, 9, SCORES), (12, 9, AGAINST_REFERENCE))
    .row("Drift", (12, 9, DRIFTED), (12, 9, TYPES))
    .row("Data", (12, 9, QUALITY), (12, 9, ROWS))
)
