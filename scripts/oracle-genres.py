#!/usr/bin/env python3
"""Records what Evidently says about the example data, into Tests/Fixtures/genres/evidently.json.

    python3 -m venv .venv/oracle && .venv/oracle/bin/pip install "evidently==0.7.23" "pandas<3.1" pyarrow
    .venv/oracle/bin/python scripts/oracle-genres.py

The metric list is the one of the genre classifier's monitoring guide: 34 metrics, 49 samples. Names are flattened as
that guide does, in the spelling of Evidently 0.7.12 and older: later versions write the classification's name, the
method and the threshold into the name. Each comparison is recorded twice, once with the whole reference (distances)
and once with its first 1,000 rows, where Evidently's default tests give p-values.
"""
import importlib.metadata
import json
import pathlib
import re
import warnings

import pandas as pd
from evidently import DataDefinition, Dataset, MulticlassClassification, Report
from evidently.metrics import (
    Accuracy, CategoryCount, DriftedColumnsCount, DuplicatedRowCount, EmptyRowsCount, F1Score, MissingValueCount,
    RowCount, ValueDrift,
)

ROOT = pathlib.Path(__file__).resolve().parent.parent
DATA = ROOT / "examples" / "genres"
FEATURES = [f"mfcc_{i}" for i in range(1, 14)]


def flattened(name):
    return re.sub(r"[^a-z0-9_]+", "_", name.lower()).strip("_")


def old_spelling(name):
    name = re.sub(r",method=.*,threshold=[0-9.]+(?=\))", "", name)
    return re.sub(r"classification_name=default,?", "", name)


def dataset(frame):
    definition = DataDefinition(
        numerical_columns=FEATURES,
        classification=[MulticlassClassification(target="actual_genre", prediction_labels="predicted_genre")],
    )
    return Dataset.from_pandas(frame, data_definition=definition)


def compare(reference, current):
    categories = sorted(reference["predicted_genre"].dropna().unique().tolist())
    report = Report(
        [
            RowCount(), EmptyRowsCount(), DuplicatedRowCount(), *[MissingValueCount(column=c) for c in FEATURES],
            *[ValueDrift(column=c) for c in FEATURES], DriftedColumnsCount(columns=FEATURES),
            ValueDrift(column="predicted_genre"), CategoryCount(column="predicted_genre", categories=categories),
            Accuracy(), F1Score(),
        ],
        include_tests=True,
    )
    result = report.run(reference_data=dataset(reference), current_data=dataset(current)).dict()
    failed = {t["metric_config"]["metric_id"] for t in result["tests"] if t["status"] == "FAIL"}
    samples, drift = {}, {}
    for metric in result["metrics"]:
        name = flattened(old_spelling(metric["metric_name"]))
        value = metric["value"]
        if isinstance(value, dict):
            samples.update({flattened(f"{name}_{key}"): float(part) for key, part in value.items()})
        else:
            samples[name] = float(value)
        config = metric["config"]
        if config["type"].endswith(":ValueDrift"):
            drift[config["column"]] = {
                "method": config["method"], "threshold": config["threshold"],
                "score": float(value), "detected": metric["id"] in failed,
            }
    assert len(result["metrics"]) == 34 and len(samples) == 49, (len(result["metrics"]), len(samples))
    return {"rows": {"reference": len(reference), "current": len(current)}, "samples": samples, "drift": drift}


def main():
    warnings.simplefilter("ignore")
    frames = {name: pd.read_parquet(DATA / f"{name}.parquet") for name in ("reference", "current", "degraded")}
    comparisons = {}
    for name in ("current", "degraded"):
        comparisons[name] = compare(frames["reference"], frames[name])
        comparisons[f"{name}_reference_1000"] = compare(frames["reference"].head(1_000), frames[name])
    packages = ("evidently", "numpy", "pandas", "pyarrow", "scikit-learn", "scipy")
    output = ROOT / "Tests" / "Fixtures" / "genres" / "evidently.json"
    output.parent.mkdir(parents=True, exist_ok=True)
    document = {
        "versions": {name: importlib.metadata.version(name) for name in packages},
        "comparisons": comparisons,
    }
    output.write_text(json.dumps(document, indent=1) + "\n")
    for name, comparison in comparisons.items():
        drifted = [column for column, verdict in comparison["drift"].items() if verdict["detected"]]
        print(f"{name}: accuracy {comparison['samples']['accuracy']:.4f}, drifted {', '.join(drifted) or 'none'}")


if __name__ == "__main__":
    main()
