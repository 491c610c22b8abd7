"""One model by its quality: classification, probabilities, regression, rankings, clusters, and its change over time."""

from boards.parts import *

J = "on (job, instance, model)"


def score(title, description, metric, fires=None, unit="percentunit", **defaults):
    """A metric of both data sets over time: the reference dashed in grey, the threshold of its alert dashed in red."""
    targets = [query(whole(metric), "current"), query(whole(metric, "reference"), "reference")]
    overrides = [dashed("reference", TEXT)]
    if fires:
        targets.append(query(f"{threshold(metric)} and on (model) {whole(metric)}", "threshold"))
        overrides.append(dashed("threshold"))
        description += f" Dashed in red where {fires} fires, in grey the reference."
    else:
        description += " Dashed the reference."
    return timeseries(title, description, targets, unit=unit, overrides=overrides, **defaults)


def both(title, description, metric, *matchers, unit="none"):
    """A metric of both data sets over time that knows no basis; the reference dashed."""
    return timeseries(
        title,
        description + " Dashed the reference.",
        [
            query(metric + M(of("current"), *matchers), "current"),
            query(metric + M(of("reference"), *matchers), "reference"),
        ],
        unit=unit,
        overrides=[dashed("reference", TEXT)],
    )


ACCURACY = score("Accuracy", "Share of right predictions.", "modelwatch_accuracy", "ModelwatchAccuracyLow", max=1)
F1 = score(
    "F1 score",
    "Of the positive label, or the mean over all labels.",
    "modelwatch_f1_score",
    "ModelwatchF1ScoreLow",
    max=1,
)
NOW = table(
    "Scores now",
    "The current data of a classification. It is worth something only above the dummy accuracy.",
    [
        rows(f"max by (model) ({whole(metric)})")
        for metric in (
            "modelwatch_accuracy",
            "modelwatch_precision",
            "modelwatch_recall",
            "modelwatch_f1_score",
            "modelwatch_dummy_accuracy",
        )
    ],
    unit="percentunit",
    decimals=1,
    order=["model"],
    rename={
        "Value #A": "accuracy",
        "Value #B": "precision",
        "Value #C": "recall",
        "Value #D": "F1 score",
        "Value #E": "dummy accuracy",
    },
)
LABELS = heatmap(
    "F1 score of each label over time",
    "Which labels a classification gets wrong, and since when.",
    [query("modelwatch_label_f1_score" + M(of("current"), WHOLE), "{{label}}")],
    unit="percentunit",
    min=0,
    max=1,
    color={"mode": "continuous-RdYlGr"},
)
LABELS_NOW = barchart(
    "Recall of each label",
    "The reference beside the current data.",
    [rows("avg by (label) (modelwatch_label_recall" + M(of(d), WHOLE) + ")") for d in ("reference", "current")],
    "label",
    ["reference", "current"],
)

AGAINST_REFERENCE = timeseries(
    "Against the reference",
    "Each metric against that of the reference: below 1 is worse, of scores and of errors. Dashed where "
    "ModelwatchPerformanceDegraded fires.",
    [
        query(f"model_metric:modelwatch_performance_per_reference:ratio{M()}", "{{metric}}"),
        query(threshold("modelwatch_performance_per_reference"), "threshold"),
    ],
    unit="percentunit",
    overrides=[dashed("threshold")],
)
TREND = timeseries(
    "Loss along the trend",
    "What the line through the last evaluations loses from the first of them to the last. Dashed where "
    "ModelwatchQualityFalling fires.",
    [
        query(f"model_metric:modelwatch_quality_trend:loss{M()}", "{{metric}}"),
        query(threshold("modelwatch_quality_trend"), "threshold"),
    ],
    unit="percentunit",
    overrides=[dashed("threshold")],
)
CONCEPT = states(
    "Concept and performance drift",
    "Whether predictions still relate to the truth as they did, and whether the model gets worse within "
    "its current data.",
    [query("modelwatch_drift_detected" + M('type=~"concept|performance"'), "{{type}} ({{method}})")],
    mappings=VERDICT,
    thresholds=steps((None, GREEN), (1, RED)),
)
CONCEPT_SCORES = timeseries(
    "Concept and performance drift: scores",
    "Dashed the exporter's thresholds of the score. Both score and p-value have to reach theirs.",
    [
        query("modelwatch_drift_score" + M('type=~"concept|performance"'), "{{type}}"),
        query(
            "max by (model, type) (modelwatch_drift_threshold" + M('type=~"concept|performance"', BY_SCORE) + ")",
            "threshold",
        ),
    ],
    overrides=[dashed("threshold")],
    min=0,
    decimals=3,
)
SLOPE = timeseries(
    "Performance per day",
    "Change of accuracy, absolute error or confidence along the timestamp column, per day. Needs a timestamp column.",
    [query("86400 * modelwatch_performance_slope_per_second" + M(of("current")), "{{method}}")],
    decimals=4,
)

ROC = score("ROC AUC", "Area under the ROC curve.", "modelwatch_roc_auc", max=1, unit="none")
LOG_LOSS = score("Log loss", "Smaller is better.", "modelwatch_log_loss", unit="none", min=0)
CALIBRATION = score(
    "Expected calibration error",
    "Distance between predicted probability and observed frequency.",
    "modelwatch_expected_calibration_error",
    unit="percentunit",
    min=0,
)
CONFIDENCE = both(
    "Average confidence",
    "Mean probability of the most probable label; needs no true labels.",
    "modelwatch_average_confidence",
    unit="percentunit",
)
LOW_CONFIDENCE = timeseries(
    "Low confidence",
    "Share of predictions whose most probable label is less probable than `quality.low_confidence`. Dashed in grey the "
    "reference, in red where ModelwatchConfidenceLow fires.",
    [
        query("modelwatch_low_confidence_ratio" + M(of("current")), "current"),
        query("modelwatch_low_confidence_ratio" + M(of("reference")), "reference"),
        query(
            f"modelwatch_low_confidence_ratio{M(of('reference'))} + {J} model:modelwatch_low_confidence_ratio:threshold{M()}",
            "threshold",
        ),
    ],
    unit="percentunit",
    overrides=[dashed("reference", TEXT), dashed("threshold")],
    min=0,
)

R2 = score(
    "R² score",
    "Share of the target's variance that the predictions explain.",
    "modelwatch_r2_score",
    "ModelwatchR2ScoreLow",
    unit="none",
    max=1,
)
ABSOLUTE = score(
    "Mean absolute error", "In the unit of the target.", "modelwatch_mean_absolute_error", unit="none", min=0
)
SQUARED = timeseries(
    "Root mean squared error",
    "In the unit of the target; dashed what always predicting the mean would have.",
    [
        query(whole("modelwatch_root_mean_squared_error"), "current"),
        query(whole("modelwatch_dummy_root_mean_squared_error"), "by the mean"),
    ],
    overrides=[dashed("by the mean", TEXT)],
    min=0,
)
ERRORS = timeseries(
    "Quantiles of the error",
    "Prediction minus target: 5 to 95 % of the rows. A band off zero is a bias.",
    [query("modelwatch_error_quantile" + M(of("current"), WHOLE), "{{probability}}")],
    decimals=2,
)

RANKING = timeseries(
    "Ranking",
    "NDCG and mean average precision of the current data, by the places after which lists are cut off.",
    [
        query("modelwatch_ndcg" + M(of("current"), WHOLE), "NDCG@{{k}}"),
        query("modelwatch_mean_average_precision" + M(of("current"), WHOLE), "MAP@{{k}}"),
    ],
    unit="percentunit",
    max=1,
)
HITS = timeseries(
    "Precision and recall of lists",
    "The mean over users.",
    [
        query("modelwatch_precision_at_k" + M(of("current"), WHOLE), "precision@{{k}}"),
        query("modelwatch_recall_at_k" + M(of("current"), WHOLE), "recall@{{k}}"),
    ],
    unit="percentunit",
    max=1,
)
VARIETY = timeseries(
    "Variety of recommendations",
    "Share of all items that are recommended at all, and how unlike the lists of two users are.",
    [
        query("modelwatch_recommendation_coverage" + M(of("current")), "coverage@{{k}}"),
        query("modelwatch_recommendation_personalization" + M(of("current")), "personalization@{{k}}"),
    ],
    unit="percentunit",
    max=1,
)
SILHOUETTE = both("Silhouette score", "How well clusters are apart, from -1 to 1.", "modelwatch_silhouette_score")
AGREEMENT = timeseries(
    "Agreement with labels",
    "Of clusters and true labels, adjusted for chance.",
    [
        query("modelwatch_adjusted_rand_index" + M(of("current"), WHOLE), "adjusted Rand index"),
        query("modelwatch_v_measure" + M(of("current"), WHOLE), "V-measure"),
    ],
    max=1,
)
INERTIA = both(
    "Inertia",
    "Sum of squared distances to the mean of the cluster; comparable only for equal numbers of rows.",
    "modelwatch_inertia",
    unit="short",
)

SEGMENT = "{{column}} {{segment}}"
# Those that are shown by themselves, not the rest of them all.
SHOWN = 'group!="other"'
SEGMENTS = table(
    "Segments now",
    "The most harmful segments: their rows, the share of columns that drift in them, and how right predictions are.",
    [
        rows(f"max by (column, segment, group) ({metric})")
        for metric in (
            "modelwatch_segment_rows" + M(of("current")),
            "modelwatch_segment_drifted_columns_ratio" + M(),
            "modelwatch_segment_accuracy" + M(of("current")) + " or modelwatch_segment_r2_score" + M(of("current")),
        )
    ],
    unit="short",
    decimals=3,
    order=["column", "segment", "group"],
    rename={"Value #A": "rows", "Value #B": "share of drifted columns", "Value #C": "accuracy or R²"},
    sort=("rows", True),
)
SEGMENT_ACCURACY = timeseries(
    "Quality by segment",
    "Accuracy of classifications, R² of regressions, in the current data.",
    [
        query(
            "modelwatch_segment_accuracy" + M(of("current")) + " or modelwatch_segment_r2_score" + M(of("current")),
            SEGMENT,
        )
    ],
    unit="percentunit",
    max=1,
    table=True,
)
SEGMENT_LOSS = bargauge(
    "Lost against the reference",
    "What each segment has lost of its accuracy or R² since the reference, in points; the largest losses first.",
    [
        now(
            "topk(10, (modelwatch_segment_accuracy"
            + M(of("reference"))
            + " or modelwatch_segment_r2_score"
            + M(of("reference"))
            + ") - ignoring (dataset) (modelwatch_segment_accuracy"
            + M(of("current"))
            + " or modelwatch_segment_r2_score"
            + M(of("current"))
            + "))",
            SEGMENT,
        )
    ],
    unit="percentunit",
    decimals=1,
)
SEGMENT_DRIFT = heatmap(
    "Drifted columns, segments × time",
    "Share of the columns that drift in each segment.",
    [query("modelwatch_segment_drifted_columns_ratio" + M(), SEGMENT)],
    unit="percentunit",
    min=0,
    max=1,
    color={"mode": "continuous-GrYlRd"},
)
SEGMENT_VERDICTS = states(
    "Drift of segments by type",
    "The exporter's verdict on each segment by itself.",
    [query("modelwatch_segment_drift_detected" + M(), SEGMENT + " {{type}}")],
    mappings=VERDICT,
    thresholds=steps((None, GREEN), (1, RED)),
)
SEGMENT_ROWS = timeseries(
    "Rows of segments",
    "In the current data, stacked. A segment that shrinks is a source that falls silent.",
    [query("modelwatch_segment_rows" + M(of("current"), SHOWN), SEGMENT)],
    unit="short",
    stacked=True,
    min=0,
)

BOARD = (
    Board(
        "performance",
        "Performance",
        "One model: its quality by task, against its reference, its thresholds and its past. Open the row of its task.",
        [*MODELWATCH_TARGETS, model_variable(many=False)],
        annotations=[RETRAINING],
    )
    .row("Change", (12, 9, AGAINST_REFERENCE), (12, 9, TREND), (10, 8, CONCEPT), (8, 8, CONCEPT_SCORES), (6, 8, SLOPE))
    .row("Classification", (9, 9, ACCURACY), (9, 9, F1), (6, 9, NOW), (14, 9, LABELS), (10, 9, LABELS_NOW))
    .folded(
        "Probabilities",
        (8, 8, ROC),
        (8, 8, LOG_LOSS),
        (8, 8, CALIBRATION),
        (12, 8, CONFIDENCE),
        (12, 8, LOW_CONFIDENCE),
    )
    .folded("Regression", (6, 8, R2), (6, 8, ABSOLUTE), (6, 8, SQUARED), (6, 8, ERRORS))
    .folded("Rankings and recommendations", (8, 8, RANKING), (8, 8, HITS), (8, 8, VARIETY))
    .folded("Clusters", (8, 8, SILHOUETTE), (8, 8, AGREEMENT), (8, 8, INERTIA))
    .folded(
        "Segments",
        (10, 9, SEGMENTS),
        (14, 9, SEGMENT_ACCURACY),
        (8, 9, SEGMENT_LOSS),
        (16, 9, SEGMENT_DRIFT),
        (14, 9, SEGMENT_VERDICTS),
        (10, 9, SEGMENT_ROWS),
    )
)
