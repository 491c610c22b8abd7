"""What every peer prints: the guide's list for one pair of data sets, as one JSON object.

What is computed from ten categories is the same few lines of Python for all of them and costs nothing.
"""
import argparse
import collections
import dataclasses
import json
import math
import pathlib
import sys

TARGET, PREDICTION = "actual_genre", "predicted_genre"
SIDES = ["reference", "current"]
# Numeric columns to work on at a time, where there are hundreds.
BLOCK = 16
WASSERSTEIN, KOLMOGOROV_SMIRNOV = "wasserstein", "ks"


@dataclasses.dataclass
class Side:
    """One data set: whole rows, columns by name, and how often each (true, predicted) pair of labels occurs."""
    rows: int
    empty_rows: int
    duplicated_rows: int
    missing: dict[str, int]
    mean: dict[str, float]
    deviation: dict[str, float]
    labels: dict[tuple, int]


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--test", choices=[WASSERSTEIN, KOLMOGOROV_SMIRNOV], default=WASSERSTEIN)
    parser.add_argument("--integer-labels", action="store_true")
    return parser.parse_args()


def counts(labels: dict[tuple, int], place: int) -> dict:
    totals = collections.Counter()
    for pair, count in labels.items():
        totals[pair[place]] += count
    return dict(totals)


def jensen_shannon(reference: dict, current: dict) -> float:
    n, m = sum(reference.values()), sum(current.values())
    divergence = 0.0
    for category in reference.keys() | current.keys():
        p, q = reference.get(category, 0) / n, current.get(category, 0) / m
        middle = (p + q) / 2
        divergence += sum(share * math.log(share / middle) for share in (p, q) if share > 0)
    return math.sqrt(max(divergence / 2, 0))


def chi_square(reference: dict, current: dict) -> float:
    """Evidently's: goodness of fit of the current counts to the reference's shares."""
    scale = sum(current.values()) / sum(reference.values())
    return sum((current.get(category, 0) - count * scale) ** 2 / (count * scale)
               for category, count in reference.items())


def accuracy(labels: dict[tuple, int]) -> float:
    return sum(count for (true, predicted), count in labels.items() if true == predicted) / sum(labels.values())


def macro_f1(labels: dict[tuple, int]) -> float:
    true, predicted = counts(labels, 0), counts(labels, 1)
    scores = [2 * labels.get((name, name), 0) / (true.get(name, 0) + predicted.get(name, 0))
              for name in true.keys() | predicted.keys()]
    return sum(scores) / len(scores)


def emit(
    reference: Side, current: Side, drift: dict[str, float], test: str, p_values: dict[str, float] | None = None
) -> None:
    """Prints the quantities.

    `drift` has the distance of each numeric column, in the unit of the column for W1; only scipy has p-values.
    """
    compare = jensen_shannon if test == WASSERSTEIN else chi_square
    if test == WASSERSTEIN:
        drift = {name: distance / population_deviation(reference, name) for name, distance in drift.items()}
    for place, name in enumerate([TARGET, PREDICTION]):
        drift[name] = compare(counts(reference.labels, place), counts(current.labels, place))
    sides = {"reference": reference, "current": current}
    json.dump({
        "rows": {name: side.rows for name, side in sides.items()},
        "empty_rows": {name: side.empty_rows for name, side in sides.items()},
        "duplicated_rows": {name: side.duplicated_rows for name, side in sides.items()},
        "missing": {name: side.missing for name, side in sides.items()},
        "mean": {name: side.mean for name, side in sides.items()},
        "deviation": {name: side.deviation for name, side in sides.items()},
        "categories": {name: {TARGET: counts(side.labels, 0), PREDICTION: counts(side.labels, 1)}
                       for name, side in sides.items()},
        "accuracy": {name: accuracy(side.labels) for name, side in sides.items()},
        "f1_score": {name: macro_f1(side.labels) for name, side in sides.items()},
        "drift": drift,
        "p_value": p_values or {},
    }, sys.stdout)


def population_deviation(side: Side, name: str) -> float:
    """The divisor n, where the libraries' default is n - 1; 0.001 at least, as Evidently has it."""
    values = side.rows - side.missing[name]
    return max(side.deviation[name] * math.sqrt((values - 1) / values), 0.001)
