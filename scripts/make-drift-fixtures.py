#!/usr/bin/env python3
"""Records tests of scipy on how labels, errors and confidences changed into Tests/Fixtures/statistics/drift.json.

    .venv/oracle/bin/pip install "scipy==1.17.1" "numpy==2.4.6"
    .venv/oracle/bin/python scripts/make-drift-fixtures.py

Labels: for each predicted label scipy.stats.chi2_contingency of data set by true label, without correction; statistics and
degrees of freedom are added up. The score is the total variation distance averaged over current rows. Confidences:
scipy.stats.ks_2samp of floor(1024 c) / 1024.
"""
import json
import pathlib
import warnings

import numpy as np
import scipy
from scipy import stats

OUTPUT = pathlib.Path(__file__).resolve().parent.parent / "Tests" / "Fixtures" / "statistics" / "drift.json"


def label_relation(reference, current):
    """Tables of counts, a row for each true label and a column for each predicted one."""
    statistic, degrees, moved, rows = 0.0, 0, 0.0, 0
    for left, right in zip(reference.T, current.T):
        if not left.sum() or not right.sum():
            continue
        rows += right.sum()
        moved += right.sum() * np.abs(left / left.sum() - right / right.sum()).sum() / 2
        seen = (left + right) > 0
        if seen.sum() > 1:
            result = stats.chi2_contingency([left[seen], right[seen]], correction=False)
            statistic, degrees = statistic + result.statistic, degrees + result.dof
    p = stats.chi2.sf(statistic, degrees) if degrees else 1.0
    return {"score": float(moved / rows), "pValue": float(p)}


def label_cases(generator):
    for name, labels, rows, accuracy in (
        ("unchanged", 2, (2000, 2000), 0.9), ("worse", 2, (2000, 1500), 0.8), ("better", 2, (500, 900), 0.97),
        ("five labels", 5, (20000, 20000), 0.88), ("never predicted", 4, (3000, 3000), 0.9),
    ):
        tables = []
        for count, right in zip(rows, (0.9, accuracy)):
            prediction = generator.integers(0, labels, count)
            other = (prediction + generator.integers(1, labels, count)) % labels
            target = np.where(generator.random(count) < right, prediction, other)
            table = np.zeros((labels, labels), int)
            np.add.at(table, (target, prediction), 1)
            tables.append(table)
        if name == "never predicted":
            tables[1][:, 3] = 0
        yield {
            "name": name, "reference": tables[0].tolist(), "current": tables[1].tolist(),
            **label_relation(*tables),
        }


def confidence_cases(generator):
    for name, sizes, shift in (("unchanged", (300, 200), 0), ("drop", (300, 300), 0.1), ("few", (5, 4), 0.2)):
        sides = [np.clip(generator.beta(8, 2, size) - lower, 0, 1) for size, lower in zip(sizes, (0, shift))]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            result = stats.ks_2samp(*[np.minimum(np.floor(1024 * side), 1023) / 1024 for side in sides])
        yield {
            "name": name, "reference": sides[0].tolist(), "current": sides[1].tolist(),
            "score": float(result.statistic), "pValue": float(result.pvalue),
        }


def main():
    generator = np.random.default_rng(5)
    document = {
        "versions": {"scipy": scipy.__version__, "numpy": np.__version__},
        "labels": list(label_cases(generator)), "confidences": list(confidence_cases(generator)),
    }
    OUTPUT.write_text(json.dumps(document) + "\n")
    print({key: len(cases) for key, cases in document.items()}, OUTPUT.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
