"""The peer: the guide's metric list with Evidently, as its users write it.

    python evidently_guide.py FOLDER [--integer-labels]

With integer labels scikit-learn, on which accuracy and F1 rest, sorts numbers instead of strings.
"""
import json
import sys

import pandas as pd
from evidently import DataDefinition, Dataset, MulticlassClassification, Report
from evidently.metrics import (
    Accuracy, CategoryCount, DriftedColumnsCount, DuplicatedRowCount, EmptyRowsCount, F1Score, MissingValueCount,
    RowCount, ValueDrift)

import quantities as q

LABELS = [q.TARGET, q.PREDICTION]


def read(options) -> list[pd.DataFrame]:
    paths = [options.folder / f"{name}.parquet" for name in q.SIDES]
    if not options.integer_labels:
        return [pd.read_parquet(path) for path in paths]
    frames = [pd.read_parquet(path, read_dictionary=LABELS) for path in paths]
    names = sorted(frames[0][q.TARGET].cat.categories)
    for frame in frames:
        for column in LABELS:
            frame[column] = frame[column].cat.set_categories(names).cat.codes.astype("int64")
    return frames


def values(result: dict, kind: str) -> dict:
    """By column; of a metric of the whole data set under the key None."""
    suffix = f":{kind}"
    return {metric["config"].get("column"): metric["value"] for metric in result["metrics"]
            if metric["config"]["type"].endswith(suffix)}


def main() -> None:
    options = q.arguments()
    reference, current = read(options)
    features = [name for name in reference.columns if name not in LABELS]
    definition = DataDefinition(
        numerical_columns=features, categorical_columns=LABELS,
        classification=[MulticlassClassification(target=q.TARGET, prediction_labels=q.PREDICTION)])
    report = Report(metrics=[
        RowCount(), EmptyRowsCount(), DuplicatedRowCount(),
        *[MissingValueCount(column=name) for name in features],
        *[ValueDrift(column=name) for name in features],
        DriftedColumnsCount(columns=features),
        ValueDrift(column=q.PREDICTION),
        CategoryCount(column=q.PREDICTION, categories=reference[q.PREDICTION].unique().tolist()),
        Accuracy(), F1Score(),
    ])
    result = report.run(
        reference_data=Dataset.from_pandas(reference, data_definition=definition),
        current_data=Dataset.from_pandas(current, data_definition=definition)).dict()
    current_values = {
        "rows": values(result, "RowCount")[None],
        "empty_rows": values(result, "EmptyRowsCount")[None],
        "duplicated_rows": values(result, "DuplicatedRowCount")[None],
        "missing": {name: value["count"] for name, value in values(result, "MissingValueCount").items()},
        "accuracy": values(result, "Accuracy")[None],
        "f1_score": values(result, "F1Score")[None],
    }
    answers = {name: {"current": value} for name, value in current_values.items()}
    json.dump(answers | {"drift": values(result, "ValueDrift")}, sys.stdout)


main()
