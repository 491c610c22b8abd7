"""The peer: the guide's metric list on two Parquet files with Evidently, as its users write it.

    python evidently_guide.py FOLDER [--integer-labels]
"""
import json
import pathlib
import sys

import pandas as pd
from evidently import DataDefinition, Dataset, MulticlassClassification, Report
from evidently.metrics import (
    Accuracy, CategoryCount, DriftedColumnsCount, DuplicatedRowCount, EmptyRowsCount, F1Score, MissingValueCount,
    RowCount, ValueDrift)

folder = pathlib.Path(sys.argv[1])
reference = pd.read_parquet(folder / "reference.parquet")
current = pd.read_parquet(folder / "current.parquet")
if "--integer-labels" in sys.argv:
    codes = {name: code for code, name in enumerate(sorted(reference["actual_genre"].unique()))}
    for frame in (reference, current):
        for column in ("actual_genre", "predicted_genre"):
            frame[column] = frame[column].map(codes)
features = [f"mfcc_{index}" for index in range(1, 14)]
categories = sorted(reference["predicted_genre"].dropna().unique().tolist())
definition = DataDefinition(
    numerical_columns=features, categorical_columns=["actual_genre", "predicted_genre"],
    classification=[MulticlassClassification(target="actual_genre", prediction_labels="predicted_genre")])
report = Report(metrics=[
    RowCount(), EmptyRowsCount(), DuplicatedRowCount(),
    *[MissingValueCount(column=name) for name in features],
    *[ValueDrift(column=name) for name in features],
    DriftedColumnsCount(columns=features),
    ValueDrift(column="predicted_genre"),
    CategoryCount(column="predicted_genre", categories=categories),
    Accuracy(), F1Score(),
])
result = report.run(
    reference_data=Dataset.from_pandas(reference, data_definition=definition),
    current_data=Dataset.from_pandas(current, data_definition=definition)).dict()
print(json.dumps([metric["value"] for metric in result["metrics"]])[:2000])
