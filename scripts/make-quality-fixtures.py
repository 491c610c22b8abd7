#!/usr/bin/env python3
"""Records quality metrics of scikit-learn, into Tests/Fixtures/statistics/quality.json.

    python3 -m venv .venv/oracle && .venv/oracle/bin/pip install "scikit-learn==1.9.1"
    .venv/oracle/bin/python scripts/make-quality-fixtures.py

What scikit-learn does not define is null. The calibration error, which it does not have, is computed as
docs/statistics.md says.
"""
import json
import math
import pathlib
import warnings

import numpy as np
import sklearn
from sklearn import metrics
from sklearn.dummy import DummyClassifier, DummyRegressor

OUTPUT = pathlib.Path(__file__).resolve().parent.parent / "Tests" / "Fixtures" / "statistics" / "quality.json"
GENERATOR = np.random.default_rng(20)


def defined(value):
    value = float(value)
    return value if math.isfinite(value) else None


def calibration_error(probability, hit):
    edges = np.linspace(0, 1, 16)
    place = np.clip(np.searchsorted(edges, probability, side="right") - 1, 0, 14)
    return sum(abs(probability[place == b].sum() - hit[place == b].sum()) for b in range(15)) / len(probability)


def averages(target, prediction):
    found = {}
    for name, score in (("precision", metrics.precision_score), ("recall", metrics.recall_score),
                        ("f1_score", metrics.f1_score)):
        found[name] = score(target, prediction, average="macro", zero_division=0)
        found[f"weighted_{name}"] = score(target, prediction, average="weighted", zero_division=0)
        labels = sorted(set(target) | set(prediction))
        found[f"label_{name}"] = dict(zip(
            labels, score(target, prediction, labels=labels, average=None, zero_division=0).tolist()))
    return found


def label_cases():
    letters = np.array(list("abcde"))
    yield "five labels", letters[GENERATOR.integers(0, 5, 300)], letters[GENERATOR.integers(0, 5, 300)]
    yield "lopsided", np.array(["a"] * 290 + ["b"] * 9 + ["c"]), np.array(["a"] * 280 + ["b"] * 15 + ["d"] * 5)
    yield "never predicted", np.array(["a", "b", "c"] * 7), np.array(["a", "a", "b"] * 7)
    yield "one row, wrong", np.array(["a"]), np.array(["b"])
    yield "one row, right", np.array(["a"]), np.array(["a"])
    yield "unicode", np.array(["é", "e\u0301", "日本", "", " "] * 9), np.array(["é", "é", "日本", " ", ""] * 9)


def labels():
    for name, target, prediction in label_cases():
        target, prediction = target.tolist(), prediction.tolist()
        dummy = DummyClassifier(strategy="most_frequent").fit([[0]] * len(target), target)
        yield {
            "name": name, "target": target, "prediction": prediction,
            "values": {"accuracy": metrics.accuracy_score(target, prediction),
                       "dummy_accuracy": dummy.score([[0]] * len(target), target), **averages(target, prediction)},
        }


def binary_cases():
    n = 400
    truth = GENERATOR.integers(0, 2, n)
    scores = np.clip(0.35 * truth + GENERATOR.random(n) * 0.65, 0, 1)
    yield "distinct scores", truth, scores
    yield "ties", truth, np.round(scores, 1)
    yield "one score", truth, np.full(n, 0.5)
    yield "two scores", truth, np.where(scores > 0.6, 0.9, 0.1)
    yield "upside down", truth, 1 - scores
    yield "certain and wrong", np.array([1, 0, 1, 0]), np.array([0.0, 1.0, 1.0, 0.0])
    yield "tiny scores", truth, scores * 1e-20
    yield "subnormal scores", truth, scores * 5e-322
    yield "rare", (np.arange(n) % 97 == 0).astype(int), scores
    yield "bin edges", np.arange(32) % 2, np.concatenate([np.linspace(0, 1, 16), np.arange(16) / 15])
    yield "only positive", np.ones(20, int), scores[:20]
    yield "only negative", np.zeros(20, int), scores[:20]
    yield "one row", np.array([1]), np.array([0.3])


def binary():
    for name, truth, scores in binary_cases():
        counts = np.bincount(truth, minlength=2) / len(truth)
        confidence = np.maximum(scores, 1 - scores)
        predicted = (scores >= 0.5).astype(int)
        yield {
            "name": name, "target": truth.tolist(), "probability": scores.tolist(),
            "values": {
                "roc_auc": defined(metrics.roc_auc_score(truth, scores)) if 0 < truth.sum() < len(truth) else None,
                "log_loss": metrics.log_loss(truth, scores, labels=[0, 1]),
                "brier_score": metrics.brier_score_loss(truth, scores, labels=[0, 1], pos_label=1),
                "expected_calibration_error": calibration_error(scores, truth),
                "average_confidence": confidence.mean(), "low_confidence_ratio": (confidence < 0.7).mean(),
                "dummy_log_loss": -sum(f * math.log(f) for f in counts if f),
                "accuracy": metrics.accuracy_score(truth, predicted),
                "precision": metrics.precision_score(truth, predicted, zero_division=0),
                "recall": metrics.recall_score(truth, predicted, zero_division=0),
                "f1_score": metrics.f1_score(truth, predicted, zero_division=0),
            },
        }


def multiclass_cases():
    def probabilities(count, labels):
        return GENERATOR.dirichlet(np.ones(labels), count)

    letters = np.array(list("abcd"))
    scores = probabilities(300, 3)
    drawn = np.array([GENERATOR.choice(3, p=row) for row in scores])
    yield "three labels", list("abc"), letters[drawn], scores
    yield "ties", list("abc"), letters[drawn], np.round(scores, 1)
    yield "a label that no row has", list("abcd"), letters[drawn], probabilities(300, 4)
    yield "two of four labels", list("abcd"), letters[drawn % 2], probabilities(300, 4)
    yield "a label without a column", list("abc"), letters[GENERATOR.integers(0, 4, 300)], scores
    yield "uniform", list("abc"), letters[drawn], np.full((300, 3), 1 / 3)
    yield "certain", list("abc"), letters[drawn], np.eye(3)[GENERATOR.integers(0, 3, 300)]
    yield "one label", list("abc"), letters[np.zeros(20, int)], scores[:20]
    yield "one row", list("ab"), letters[[1]], np.array([[0.25, 0.75]])


def multiclass():
    for name, columns, target, scores in multiclass_cases():
        # A label without a column is one that is given no probability.
        labels = sorted(set(columns) | set(target.tolist()))
        padded = np.zeros((len(target), len(labels)))
        padded[:, [labels.index(c) for c in columns]] = scores
        predicted = np.array(columns)[scores.argmax(axis=1)]
        areas = {}
        for place, label in enumerate(columns):
            if 0 < (target == label).sum() < len(target):
                areas[label] = metrics.roc_auc_score(target == label, scores[:, place])
        confidence = scores.max(axis=1)
        frequencies = [(target == label).mean() for label in labels]
        yield {
            "name": name, "columns": columns, "target": target.tolist(), "probabilities": scores.T.tolist(),
            "values": {
                "roc_auc": float(np.mean(list(areas.values()))) if areas else None, "label_roc_auc": areas,
                "log_loss": metrics.log_loss(target, padded, labels=labels),
                "brier_score": metrics.brier_score_loss(target, padded, labels=labels, scale_by_half=False),
                "expected_calibration_error": calibration_error(confidence, predicted == target),
                "average_confidence": confidence.mean(), "low_confidence_ratio": (confidence < 0.7).mean(),
                "dummy_log_loss": -sum(f * math.log(f) for f in frequencies if f),
                "accuracy": metrics.accuracy_score(target, predicted),
                **averages(target.tolist(), predicted.tolist()),
            },
        }


def regression_cases():
    n = 250
    noise = GENERATOR.normal(0, 1, n)
    target = GENERATOR.normal(3, 5, n)
    yield "normal", target, target + noise
    yield "negative", -np.abs(target), -np.abs(target) + noise
    yield "zeros", np.where(np.arange(n) % 5 == 0, 0, target), target + noise
    yield "constant target", np.full(n, 3.0), 3 + noise
    yield "constant target, right", np.full(9, 3.0), np.full(9, 3.0)
    yield "constant prediction", target, np.full(n, 3.0)
    yield "far from zero", 1e9 + target, 1e9 + target + noise
    yield "huge", target * 1e150, (target + noise) * 1e150
    yield "tiny", target * 1e-150, (target + noise) * 1e-150
    yield "whole numbers", np.round(target), np.round(target + noise)
    yield "two rows", np.array([1.0, 2.0]), np.array([1.5, 1.0])
    yield "one row", np.array([1.0]), np.array([1.5])


def regression():
    for name, target, prediction in regression_cases():
        error = prediction - target
        dummy = DummyRegressor(strategy="mean").fit(np.zeros((len(target), 1)), target)
        yield {
            "name": name, "target": target.tolist(), "prediction": prediction.tolist(),
            "values": {
                "mean_error": error.mean(),
                "error_stddev": defined(error.std(ddof=1)) if len(error) > 1 else None,
                "mean_absolute_error": metrics.mean_absolute_error(target, prediction),
                "absolute_error_stddev": defined(np.abs(error).std(ddof=1)) if len(error) > 1 else None,
                "root_mean_squared_error": metrics.root_mean_squared_error(target, prediction),
                "r2_score": defined(metrics.r2_score(target, prediction)),
                "max_absolute_error": metrics.max_error(target, prediction),
                "mean_absolute_percentage_error": metrics.mean_absolute_percentage_error(target, prediction),
                "dummy_root_mean_squared_error": metrics.root_mean_squared_error(
                    target, dummy.predict(np.zeros((len(target), 1)))),
            },
            "quantiles": np.quantile(error, [0.05, 0.25, 0.5, 0.75, 0.95]).tolist(),
        }


def main():
    warnings.simplefilter("ignore")
    document = {
        "version": sklearn.__version__, "labels": list(labels()), "binary": list(binary()),
        "multiclass": list(multiclass()), "regression": list(regression()),
    }
    OUTPUT.write_text(json.dumps(document, ensure_ascii=False) + "\n")
    sizes = {key: len(cases) for key, cases in document.items() if key != "version"}
    print(f"{sizes}, {OUTPUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
