"""Whether the programs computed the same: their answers in one form, and the largest difference between two of them."""
import collections
import math

TOLERANCE = 1e-9
SCALARS = {
    "modelwatch_dataset_rows": "rows", "modelwatch_dataset_empty_rows": "empty_rows",
    "modelwatch_dataset_duplicated_rows": "duplicated_rows", "modelwatch_accuracy": "accuracy",
    "modelwatch_f1_score": "f1_score",
}
COLUMNS = {
    "modelwatch_column_missing_values": "missing", "modelwatch_column_mean": "mean",
    "modelwatch_column_stddev": "deviation",
}
DRIFT = {"modelwatch_column_drift_score": "drift", "modelwatch_column_drift_p_value": "p_value"}
RELATIVE = {"mean", "deviation", "accuracy", "f1_score", "drift"}


def of_modelwatch(samples: list[dict]) -> dict:
    """What `modelwatch check --format json` printed, in the form in which the peers print it."""
    answers = collections.defaultdict(lambda: collections.defaultdict(dict))
    for sample in samples:
        name, labels, value = sample["metric"], sample["labels"], sample["value"]
        if name in SCALARS:
            answers[SCALARS[name]][labels["dataset"]] = value
        elif name in COLUMNS:
            answers[COLUMNS[name]][labels["dataset"]][labels["column"]] = value
        elif name == "modelwatch_column_category_rows":
            columns = answers["categories"][labels["dataset"]]
            columns.setdefault(labels["column"], {})[labels["category"]] = value
        elif name in DRIFT:
            answers[DRIFT[name]][labels["column"]] = value
    return answers


def leaves(answers: dict, path: tuple = ()):
    for key, value in answers.items():
        if isinstance(value, dict):
            yield from leaves(value, path + (key,))
        else:
            yield path + (key,), value


def difference(ours: dict, theirs: dict) -> tuple[float, str]:
    """The largest difference and what it is of: relative, but of means in standard deviations and of p-values absolute;
    infinite for a count that is not the same, and for a value that only the peer has."""
    known = dict(leaves(ours))
    worst = (0.0, "")
    for path, value in leaves(theirs):
        found = known.get(path)
        if found is None or math.isnan(value):
            error = math.inf
        elif path[0] == "p_value":
            error = abs(value - found)
        elif path[0] in RELATIVE:
            scale = known[("deviation", *path[1:])] if path[0] == "mean" else abs(found)
            error = abs(value - found) / scale if value != found else 0.0
        else:
            error = 0.0 if value == found else math.inf
        worst = max(worst, (error, " ".join(path)))
    return worst
