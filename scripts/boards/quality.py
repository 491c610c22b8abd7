"""One model: whether its data are complete, valid, unrepeated, as many as usual and as they were."""

from boards.parts import *

J = "on (job, instance, model)"
CURRENT = of("current")

SCORE = stat(
    "Quality score",
    "From 0 to 1: the product of the components beside.",
    [query(f"modelwatch_dataset_quality_score{M(CURRENT)}")],
    unit="percentunit",
    decimals=1,
)
COMPONENTS = bargauge(
    "Components",
    "Cells with a value, rows unrepeated, values as expected, columns unchanged.",
    [now(f"modelwatch_dataset_quality_component{M(CURRENT)}", "{{component}}")],
    unit="percentunit",
    decimals=1,
    min=0,
    max=1,
    color={"mode": "continuous-RdYlGr"},
)
ROWS = stat("Rows", "Rows of the current data.", [query(f"modelwatch_dataset_rows{M(CURRENT)}")], unit="short")

VOLUME = gauge(
    "Rows against the usual",
    "Rows as a share of the median of the last week. Green is within what ModelwatchRowsUnusual allows by the "
    "balanced thresholds.",
    [query(f"model:modelwatch_dataset_rows_per_median1w:ratio{M()}")],
    unit="percentunit",
    decimals=0,
    min=0,
    max=2.5,
    thresholds=steps((None, RED), (0.5, YELLOW), (0.8, GREEN), (1.5, YELLOW), (2, RED)),
)
MISSING = share_of_threshold(
    "Missing values",
    "The column with most missing values, as a share of what ModelwatchMissingValuesHigh allows.",
    f"max by (model) (model_dataset_column:modelwatch_column_missing_values:ratio{M(CURRENT)}) / on (model) "
    f"{threshold('modelwatch_column_missing_values')}",
)
DUPLICATED = share_of_threshold(
    "Duplicated rows",
    "Rows that repeat earlier ones, as a share of what ModelwatchDuplicatedRowsHigh allows.",
    f"model_dataset:modelwatch_dataset_duplicated_rows:ratio{M(CURRENT)} / {J} "
    f"model:modelwatch_dataset_duplicated_rows:threshold{M()}",
)
UNEXPECTED = share_of_threshold(
    "Unexpected values",
    "The column with most values outside its range or list, as a share of what ModelwatchUnexpectedValuesHigh allows.",
    f"max by (model) (model_dataset_column:modelwatch_column_unexpected_values:ratio{M(CURRENT)}) / on (model) "
    f"{threshold('modelwatch_column_unexpected_values')}",
)
EMPTY = gauge(
    "Empty rows",
    "Rows without a value in any column that is read.",
    [query(f"modelwatch_dataset_empty_rows{M(CURRENT)}")],
    unit="short",
    decimals=0,
    min=0,
    thresholds=steps((None, GREEN), (1, YELLOW), (10, RED)),
)

HISTORY = timeseries(
    "Quality score over time",
    "Of both data sets; dashed where ModelwatchDataQualityLow fires.",
    [
        query(f"modelwatch_dataset_quality_score{M()}", "{{dataset}}"),
        query(threshold("modelwatch_dataset_quality_score"), "threshold"),
    ],
    unit="percentunit",
    overrides=[dashed("threshold")],
    max=1,
)
ROWS_OVER_TIME = timeseries(
    "Rows over time",
    "Rows of the current data; dashed the median of the last week.",
    [
        query(f"modelwatch_dataset_rows{M(CURRENT)}", "rows"),
        query(f"model:modelwatch_dataset_rows:median1w{M()}", "median of a week"),
    ],
    unit="short",
    overrides=[dashed("median of a week", TEXT)],
    min=0,
)
MISSING_OVER_TIME = timeseries(
    "Missing values by column",
    "Share of each column that is missing; dashed the thresholds of ModelwatchMissingValuesHigh and "
    "ModelwatchMissingValuesVeryHigh.",
    [
        query(f"model_dataset_column:modelwatch_column_missing_values:ratio{M(CURRENT, C)}", "{{column}}"),
        query(threshold("modelwatch_column_missing_values"), "high"),
        query(threshold("modelwatch_column_missing_values", "retraining_threshold"), "very high"),
    ],
    unit="percentunit",
    overrides=[dashed("high", YELLOW), dashed("very high")],
    min=0,
)
UNEXPECTED_OVER_TIME = timeseries(
    "Unexpected values by column",
    "Share of each column that is outside its range or list; dashed where ModelwatchUnexpectedValuesHigh fires.",
    [
        query(
            f"model_dataset_column:modelwatch_column_unexpected_values:ratio{M(CURRENT, C)}",
            "{{column}} {{expectation}}",
        ),
        query(threshold("modelwatch_column_unexpected_values"), "threshold"),
    ],
    unit="percentunit",
    overrides=[dashed("threshold")],
    min=0,
)
MISSING_MAP = heatmap(
    "Missing values, columns × time",
    "Share of each column that is missing. A column that turns red at one moment lost its source then.",
    [query(f"model_dataset_column:modelwatch_column_missing_values:ratio{M(CURRENT, C)}", "{{column}}")],
    unit="percentunit",
    min=0,
    max=0.2,
    color={"mode": "continuous-GrYlRd"},
)
OUTLIERS = timeseries(
    "Rows beyond the fences of the reference",
    "Share of current rows more than 1.5 interquartile ranges outside the quartiles of the reference.",
    [
        query(
            f"modelwatch_column_rows_beyond_reference_fences{M(C)} / {J} group_left () (modelwatch_dataset_rows{M(CURRENT)} > 0)",
            "{{column}}",
        )
    ],
    unit="percentunit",
    min=0,
)
SCHEMA = states(
    "Schema changes",
    "Columns that were added, removed or retyped against the reference.",
    [query(f"modelwatch_dataset_schema_changes{M()}", "{{change}}")],
    thresholds=steps((None, GREEN), (1, RED)),
)
NEW = bargauge(
    "New categories",
    "Categories of the current data that the reference lacks, by column.",
    [now(f"modelwatch_column_new_categories{M()}", "{{column}}")],
    unit="short",
    min=0,
)
DATASETS = table(
    "Both data sets",
    "What is counted of the whole of each data set.",
    [
        rows(f"max by (dataset) ({metric}{M()})")
        for metric in (
            "modelwatch_dataset_rows",
            "modelwatch_dataset_columns",
            "modelwatch_dataset_missing_values",
            "modelwatch_dataset_empty_rows",
            "modelwatch_dataset_duplicated_rows",
            "modelwatch_dataset_empty_columns",
            "modelwatch_dataset_constant_columns",
            "modelwatch_dataset_duplicated_columns",
        )
    ],
    unit="short",
    order=["dataset"],
    rename={
        "Value #A": "rows",
        "Value #B": "columns",
        "Value #C": "missing values",
        "Value #D": "empty rows",
        "Value #E": "repeated rows",
        "Value #F": "empty columns",
        "Value #G": "constant columns",
        "Value #H": "equal columns",
    },
)
NEWEST = stat(
    "Newest row",
    "Largest value of the timestamp column. Absent where there is none.",
    [now(f"1000 * modelwatch_dataset_newest_row_timestamp_seconds{M(CURRENT)}")],
    unit="dateTimeFromNow",
    graph=False,
)
ALERTS_HERE = table(
    "Alerts",
    "Alerts about the data of this model that fire or are about to.",
    [
        rows(
            "ALERTS"
            + M(
                'alertname=~"Modelwatch(Missing|Duplicated|Unexpected|New|Schema|DataQuality|Columns|Rows|DataStale|Source).*"'
            )
        )
    ],
    hide=["Value", "model", "dataset"],
    order=["alertname", "alertstate", "severity", "column"],
    rename={"alertname": "alert", "alertstate": "state"},
)

WINDOW_COMPLETE = states(
    "Window complete",
    "Whether rows reach both ends of the window, of a window by rows whether it holds all of them.",
    [query(f"modelwatch_dataset_window_complete{M()}", "{{dataset}}")],
    mappings=mapped((0, "incomplete", YELLOW), (1, "complete", GREEN)),
    thresholds=steps((None, YELLOW), (1, GREEN)),
)
WINDOW_BOUNDS = table(
    "Window now",
    "From when until when the rows are that count.",
    [
        rows(f"max by (dataset) (1000 * modelwatch_dataset_window_start_timestamp_seconds{M()})"),
        rows(f"max by (dataset) (1000 * modelwatch_dataset_window_end_timestamp_seconds{M()})"),
    ],
    unit="dateTimeAsIso",
    order=["dataset"],
    rename={"Value #A": "from", "Value #B": "until"},
)
WINDOW_ROWS = timeseries(
    "Rows in the window",
    "Dashed the least with which anything is judged.",
    [
        query(f"modelwatch_dataset_rows{M()} and on (job, instance, model, dataset) modelwatch_dataset_window_complete{M()}", "{{dataset}}"),
        query(f"max by (model) (modelwatch_dataset_window_minimum_rows{M()})", "least"),
    ],
    unit="short",
    overrides=[dashed("least")],
    min=0,
)
EXCLUDED = timeseries(
    "Rows in no window",
    "Rows without a time, and rows that are later than the evaluation: a clock that is wrong, or another unit.",
    [query(f"modelwatch_dataset_excluded_rows{M()}", "{{dataset}} {{reason}}")],
    unit="short",
    min=0,
)

BOARD = (
    Board(
        "data-quality",
        "Data quality",
        "One model: completeness, validity, repeats, schema and number of rows of its data.",
        [
            *MODELWATCH_TARGETS,
            model_variable(many=False),
            variable("column", f"label_values(modelwatch_column_missing_values{M()}, column)"),
        ],
        annotations=[RETRAINING],
    )
    .row(
        "Overview",
        (4, 6, SCORE),
        (8, 6, COMPONENTS),
        (4, 6, ROWS),
        (4, 6, VOLUME),
        (4, 6, NEWEST),
        (6, 6, MISSING),
        (6, 6, DUPLICATED),
        (6, 6, UNEXPECTED),
        (6, 6, EMPTY),
    )
    .row("History", (12, 8, HISTORY), (12, 8, ROWS_OVER_TIME))
    .row(
        "Columns", (12, 9, MISSING_OVER_TIME), (12, 9, UNEXPECTED_OVER_TIME), (14, 10, MISSING_MAP), (10, 10, OUTLIERS)
    )
    .row("Schema and categories", (10, 7, SCHEMA), (6, 7, NEW), (8, 7, DATASETS))
    .row("Alerts", (24, 7, ALERTS_HERE))
    .folded("Window", (6, 7, WINDOW_COMPLETE), (6, 7, WINDOW_BOUNDS), (6, 7, WINDOW_ROWS), (6, 7, EXCLUDED))
)
