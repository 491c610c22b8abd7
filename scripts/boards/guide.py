"""The guide's board, on the flattened names of /metrics/evidently. Its numbers are the guide's."""

from boards.parts import *

EIGHTY_FIVE = steps((None, RED), (0.85, GREEN))
P_VALUE = steps((None, RED), (0.05, GREEN))
DRIFTED = "driftedcolumnscount_columns_" + "_".join(f"mfcc_{i}" for i in range(1, 14)) + "_drift_share_0_5_count"
SCORES = [query("accuracy" + S(), "accuracy"), query("f1score_conf_matrix_true" + S(), "F1 score")]


def ruled(item, style):
    """Draws the thresholds of a panel as a dashed line, with or without the area."""
    item["fieldConfig"]["defaults"]["custom"]["thresholdsStyle"] = {"mode": style}
    return item


PERFORMANCE = ruled(
    timeseries(
        "Performance score",
        "Accuracy and mean F1 score of the current data. AccuracyBelowThreshold and F1ScoreBelowThreshold fire below "
        "the line at 0.85.",
        SCORES,
        unit="percentunit",
        thresholds=EIGHTY_FIVE,
        max=1,
    ),
    "dashed",
)
NOW = stat(
    "Now",
    "Accuracy and mean F1 score; red below 0.85.",
    SCORES,
    unit="percentunit",
    background=True,
    thresholds=EIGHTY_FIVE,
    decimals=1,
)
COEFFICIENTS = ruled(
    timeseries(
        "Drift of the coefficients",
        "One series per coefficient. With 1,000 reference rows or fewer these are p-values: below the line at "
        "0.05, in the red, is drift. With more they are distances, where a larger value is more drift and Evidently's line is 0.1.",
        [query('{__name__=~"valuedrift_column_mfcc_[0-9]+",job=~"$job",instance=~"$instance"}', "{{__name__}}")],
        table=True,
        points="auto",
        thresholds=P_VALUE,
        min=0,
        decimals=3,
        transformations=[
            {"id": "renameByRegex", "options": {"regex": "valuedrift_column_(.*)", "renamePattern": "$1"}}
        ],
    ),
    "dashed+area",
)
COUNT = gauge(
    "Drifted columns",
    "How many of the 13 coefficients drift by Evidently's own verdict. TooManyDriftedColumns fires above three.",
    [query(DRIFTED + S(), "drifted columns")],
    thresholds=steps((None, GREEN), (2, YELLOW), (4, RED)),
    min=0,
    max=13,
    decimals=0,
)
PREDICTIONS = ruled(
    timeseries(
        "Predicted genre",
        "With 1,000 reference rows or fewer a p-value: below the line at 0.05 is drift. With more a distance: larger is "
        "more drift, and Evidently's line is 0.1. PredictedGenreDriftLow fires below 0.1 in both cases; its runbook says what to do.",
        [query("valuedrift_column_predicted_genre" + S(), "predicted genre")],
        thresholds=P_VALUE,
        min=0,
        decimals=3,
    ),
    "dashed+area",
)


def count(title, description, metric, name, colours, **defaults):
    return gauge(
        title, description, [query(metric + S(), name)], unit="short", thresholds=colours, min=0, decimals=0, **defaults
    )


ROWS = count(
    "Row count", "Rows of the current data.", "rowcount", "rows", steps((None, RED), (1, YELLOW), (100, GREEN))
)
DUPLICATED = count(
    "Duplicated rows",
    "Rows that repeat an earlier row.",
    "duplicatedrowcount",
    "duplicated",
    steps((None, GREEN), (1, YELLOW), (50, RED)),
    max=100,
)
EMPTY = count(
    "Empty rows",
    "Rows in which every value is missing.",
    "emptyrowscount",
    "empty",
    steps((None, GREEN), (1, YELLOW), (10, RED)),
    max=20,
)
MISSING = bargauge(
    "Missing values",
    "Missing values of each coefficient that has any.",
    [
        now(
            '{__name__=~"missingvaluecount_column_mfcc_[0-9]+_count",job=~"$job",instance=~"$instance"} > 0',
            "{{__name__}}",
        )
    ],
    unit="short",
    min=0,
    color={"mode": "thresholds"},
    thresholds=steps((None, GREEN), (10, YELLOW), (75, RED)),
    transformations=[
        {"id": "renameByRegex", "options": {"regex": "missingvaluecount_column_(.*)_count", "renamePattern": "$1"}}
    ],
)

BOARD = (
    Board(
        "guide",
        "Evidently monitoring",
        "The guide's board on the flattened names of /metrics/evidently.",
        targets_of('{__name__="rowcount"}'),
    )
    .row("Performance score", (16, 8, PERFORMANCE), (8, 8, NOW))
    .row("Real-time drift timeline", (18, 11, COEFFICIENTS), (6, 11, COUNT))
    .row("Prediction genre drift", (24, 8, PREDICTIONS))
    .row("Data quality overview", (6, 7, ROWS), (6, 7, DUPLICATED), (6, 7, EMPTY), (6, 7, MISSING))
)
