"""One model: which columns drift, since when and how, and how the model itself does."""

from boards.parts import *

J = "on (job, instance, model)"
COLUMN = "on (job, instance, model, column, method)"

VERDICTS = stat(
    "Drift by type",
    "The exporter's verdict on each type of drift.",
    [query(f"modelwatch_drift_detected{M()}", "{{type}}")],
    text="value_and_name",
    background=True,
    graph=False,
    mappings=VERDICT,
    thresholds=steps((None, GREEN), (1, RED)),
)

COUNT = share_of_threshold(
    "Drifted columns",
    "How many feature columns drift, as a share of how many ModelwatchDriftedColumnsHigh allows.",
    f"modelwatch_drifted_columns{M()} / {J} model:modelwatch_drifted_columns:threshold{M()}",
)

TYPES = timeseries(
    "Score by type of drift",
    "How far each type of drift has gone, as a share of the score at which the exporter's verdict turns: 1 "
    "and above is drift, if chance does not explain it.",
    [
        query(
            f"modelwatch_drift_score{M()} / on (job, instance, model, type, method) (modelwatch_drift_threshold{M(BY_SCORE)} > 0)",
            "{{type}} ({{method}})",
        )
    ],
    unit="percentunit",
    min=0,
    thresholds=steps((None, TEXT), (1, RED)),
    decimals=2,
)

TIMELINE = timeseries(
    "Drift timeline: scores",
    "Score of each column whose verdict rests on it; dashed the threshold of each test, from the exporter. "
    "Above is drift.",
    [
        query(
            f"modelwatch_column_drift_score{M(C)} and {COLUMN} modelwatch_column_drift_threshold{M(BY_SCORE)}",
            "{{column}}",
        ),
        query(f"max by (method) (modelwatch_column_drift_threshold{M(BY_SCORE)})", "threshold"),
    ],
    overrides=[dashed("threshold")],
    table=True,
    min=0,
    decimals=3,
)

P_VALUES = timeseries(
    "Drift timeline: p-values",
    "P-value of each column whose verdict rests on it; dashed the threshold of each test, from the exporter. "
    "Below is drift.",
    [
        query(
            f"modelwatch_column_drift_p_value{M(C)} and {COLUMN} modelwatch_column_drift_threshold{M(BY_P_VALUE)}",
            "{{column}}",
        ),
        query(f"max by (method) (modelwatch_column_drift_threshold{M(BY_P_VALUE)})", "threshold"),
    ],
    overrides=[dashed("threshold")],
    table=True,
    min=0,
    max=1,
    decimals=3,
)

# A p-value's way to its threshold runs the other way round: both are shown as "how much of the way to drift".
SEVERITY = (
    f"model_column_method:modelwatch_column_drift_score_per_threshold:ratio{M(C)} or {COLUMN} "
    f"clamp_max(modelwatch_column_drift_threshold{M(C, BY_P_VALUE)} / {COLUMN} "
    f"(modelwatch_column_drift_p_value{M(C)} > 0), 2)"
)
HEATMAP = heatmap(
    "Drift severity of each column over time",
    "How far each column is along the way to its threshold: from green (none) over yellow to "
    "red (drift, at 1 and above). Columns that turn red together often share a cause.",
    [query(f"max by (column) ({SEVERITY})", "{{column}}")],
    unit="percentunit",
    decimals=2,
    min=0,
    max=1.5,
    color={"mode": "continuous-GrYlRd"},
)

COLUMN_VERDICTS = states(
    "Verdict of each column",
    "The verdict over time. An alert follows when enough columns are red.",
    [query(f"max by (column) (modelwatch_column_drift_detected{M(C)})", "{{column}}")],
    mappings=VERDICT,
    thresholds=steps((None, GREEN), (1, RED)),
)

WORST = bargauge(
    "Columns closest to drift",
    "The ten columns that are furthest along the way to their threshold; from 100 % on they drift.",
    [now(f"topk(10, max by (column) ({SEVERITY}))", "{{column}}")],
    unit="percentunit",
    decimals=0,
    min=0,
    max=2,
)

# A category alone would mix the columns that have it, as target and prediction have the same.
NAMED = 'label_join(model_dataset_column_category:modelwatch_column_category_rows:ratio%s, "value", ": ", "column", "category")'
CATEGORIES = barchart(
    "Categories",
    "Share of each category of the chosen columns, in the reference and in the current data.",
    [rows(f"max by (value) ({NAMED % M(C, of(dataset))})") for dataset in ("reference", "current")],
    "value",
    ["reference", "current"],
)

CATEGORIES_OVER_TIME = timeseries(
    "Categories over time",
    "Share of each category in the current data.",
    [
        query(
            f"sum by (column, category) (model_dataset_column_category:modelwatch_column_category_rows:ratio{M(C, of('current'))})",
            "{{column}} {{category}}",
        )
    ],
    unit="percentunit",
    stacked=True,
    min=0,
)

QUANTILES = timeseries(
    "Quantiles",
    "Quantiles of the chosen numerical columns in the current data; dashed those of the reference.",
    [
        query(f"modelwatch_column_quantile{M(C, of('current'))}", "{{column}} {{probability}}"),
        query(f"modelwatch_column_quantile{M(C, of('reference'))}", "reference"),
    ],
    overrides=[dashed("reference", TEXT)],
    decimals=3,
)

STATISTICS = table(
    "Statistics",
    "The numerical columns in both data sets. A shift of mean or spread says how a column drifts.",
    [
        rows(f"max by (column, dataset) ({metric}{M(C)})")
        for metric in (
            "modelwatch_column_mean",
            "modelwatch_column_stddev",
            "modelwatch_column_min",
            "modelwatch_column_max",
            "modelwatch_column_missing_values",
        )
    ],
    order=["column", "dataset"],
    sort=("column", False),
    decimals=3,
    rename={
        "Value #A": "mean",
        "Value #B": "standard deviation",
        "Value #C": "smallest",
        "Value #D": "largest",
        "Value #E": "missing",
    },
)

CORRELATION = timeseries(
    "Correlations: changed pairs",
    "Share of the pairs of columns whose correlation changed, by method; dashed where "
    "ModelwatchCorrelationsChanged fires. Needs a section `correlations` in the configuration.",
    [
        query(f"model_method:modelwatch_correlation_changed_pairs:ratio{M()}", "{{method}}"),
        query(threshold("modelwatch_correlation_changed_pairs"), "threshold"),
    ],
    unit="percentunit",
    overrides=[dashed("threshold")],
    min=0,
)

LARGEST = timeseries(
    "Correlations: largest change",
    "Largest and mean change of the correlation of any pair; dashed the exporter's threshold.",
    [
        query(f"modelwatch_correlation_max_absolute_change{M()}", "largest {{method}}"),
        query(f"modelwatch_correlation_mean_absolute_change{M()}", "mean {{method}}"),
        query(f"max by (model) (modelwatch_correlation_change_threshold{M(BY_SCORE)})", "threshold"),
    ],
    overrides=[dashed("threshold")],
    min=0,
    decimals=3,
)

PAIRS = bargauge(
    "Pairs that changed most",
    "Change of the correlation from the reference to the current data, without its sign.",
    [now(f"topk(10, abs(modelwatch_correlation_change{M()}))", "{{column}} – {{other_column}} ({{method}})")],
    min=0,
    max=1,
    decimals=2,
)

CORRELATIONS_OVER_TIME = heatmap(
    "Change of correlations over time",
    "The pairs with series of their own: blue fell, red rose.",
    [query(f"modelwatch_correlation_change{M(PEARSON)}", "{{column}} – {{other_column}}")],
    decimals=2,
    min=-1,
    max=1,
    color={"mode": "continuous-BlYlRd"},
)

BOARD = (
    Board(
        "drift",
        "Drift",
        "One model: drift of its columns, predictions, concept and performance, distributions and correlations.",
        [
            *MODELWATCH_TARGETS,
            model_variable(many=False),
            variable("column", f"label_values(modelwatch_column_drift_score{M()}, column)"),
        ],
        annotations=[RETRAINING, ALERTING],
    )
    .row("Now", (10, 6, VERDICTS), (4, 6, COUNT), (10, 6, TYPES))
    .row("Timeline", (24, 10, TIMELINE), (24, 9, P_VALUES))
    .row("Columns", (16, 12, HEATMAP), (8, 12, WORST), (24, 9, COLUMN_VERDICTS))
    .row(
        "Distributions: reference and current",
        (12, 9, CATEGORIES),
        (12, 9, CATEGORIES_OVER_TIME),
        (12, 10, QUANTILES),
        (12, 10, STATISTICS),
    )
    .row("Correlations", (12, 8, CORRELATION), (12, 8, LARGEST), (10, 10, PAIRS), (14, 10, CORRELATIONS_OVER_TIME))
)
