#!/usr/bin/env python3
"""Records p-values of scipy and label scores of scikit-learn, into Tests/Fixtures/statistics/expected.json.

    python3 -m venv .venv/oracle && .venv/oracle/bin/pip install "scipy==1.17.1" "scikit-learn==1.9.1"
    .venv/oracle/bin/python scripts/make-statistics-fixtures.py

Samples are the integers of a small formula, so that the tests make the same ones and the file stays small.
"""
import json
import pathlib
import warnings

import numpy as np
import scipy
import sklearn
from scipy import stats
from sklearn.metrics import accuracy_score, confusion_matrix, f1_score

OUTPUT = pathlib.Path(__file__).resolve().parent.parent / "Tests" / "Fixtures" / "statistics" / "expected.json"


def sample(count, modulus, shift):
    """Multiplicative steps through a modulus: spread evenly, in no order, with ties where the modulus is small."""
    return np.array([(row * 7919 + 13) % modulus + shift for row in range(count)], float)


SIZES = [
    (1, 1), (1, 2), (2, 1), (1, 100), (2, 3), (3, 3), (5, 8), (10, 10), (12, 18), (50, 51), (100, 100), (100, 37),
    (137, 140), (500, 500), (600, 900), (499, 500), (256, 4096), (1500, 1000), (5000, 5000), (10000, 97),
    (10000, 10000), (10, 10000), (10001, 10001), (10001, 10000), (20000, 50), (1, 20000), (2, 20000), (50000, 40000),
    (100000, 99999), (150000, 140),
]


def kolmogorov_smirnov():
    cases = []
    for n, m in SIZES:
        modulus = max(n, m) * 3 + 1
        for modulus in (7, 101, modulus):
            for share in (0, 0.01, 0.05, 0.2, 0.5, 1):
                if max(n, m) > 10_000 and modulus == 7:
                    continue
                shift = round(modulus * share)
                left, right = sample(n, modulus, 0), sample(m, modulus, shift)
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    result = stats.ks_2samp(left, right)
                cases.append({
                    "n": n, "m": m, "modulus": modulus, "shift": shift, "statistic": result.statistic,
                    "pValue": result.pvalue,
                    "wasserstein": stats.wasserstein_distance(left, right),
                })
    return cases


def labels():
    cases = []
    for name, target, prediction in (
        ("all right", ["a", "b", "c"] * 5, ["a", "b", "c"] * 5),
        ("all wrong", ["a", "b"] * 5, ["b", "a"] * 5),
        ("never predicted", ["a", "b", "c", "c"] * 4, ["a", "b", "a", "b"] * 4),
        ("predicted, never true", ["a", "b"] * 6, ["a", "z", "b"] * 4),
        ("one label", ["a"] * 7, ["a"] * 7),
        ("lopsided", ["a"] * 97 + ["b", "b", "c"], ["a"] * 95 + ["b", "c", "b", "a", "c"]),
        ("ten genres", [f"g{row * 7 % 10}" for row in range(400)], 
         [f"g{row * 7 % 10 if row % 3 else row % 10}" for row in range(400)]),
    ):
        names = sorted(set(target) | set(prediction))
        cases.append({
            "name": name, "target": target, "prediction": prediction, "labels": names,
            "matrix": confusion_matrix(target, prediction, labels=names).ravel().tolist(),
            "accuracy": accuracy_score(target, prediction),
            "macroF1": f1_score(target, prediction, average="macro", zero_division=0),
            "f1": [f1_score(target, prediction, labels=[n], average="macro", zero_division=0) for n in names],
        })
    return cases


def main():
    document = {
        "versions": {"scipy": scipy.__version__, "scikit-learn": sklearn.__version__},
        "kolmogorovSmirnov": kolmogorov_smirnov(), "labels": labels(),
    }
    OUTPUT.parent.mkdir(parents=True, exist_ok=True)
    OUTPUT.write_text(json.dumps(document) + "\n")
    pvalues = [case["pValue"] for case in document["kolmogorovSmirnov"]]
    print(f"{len(pvalues)} p-values down to {min(p for p in pvalues if p > 0)}, {OUTPUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
