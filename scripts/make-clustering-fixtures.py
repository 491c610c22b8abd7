#!/usr/bin/env python3
"""Records scikit-learn's measures of clusters, into Tests/Fixtures/clustering/expected.json.

    scripts/setup.sh peers && .venv/peers/bin/python scripts/make-clustering-fixtures.py

Points are recorded with the values. Inertia is KMeans's own where it made the clusters, else what its documentation says
it is: the sum of squared distances to the mean of the cluster.
"""
import json
import pathlib

import numpy as np
import sklearn
from sklearn.cluster import KMeans
from sklearn.datasets import make_blobs
from sklearn.metrics import (
    adjusted_mutual_info_score, adjusted_rand_score, calinski_harabasz_score, davies_bouldin_score, silhouette_score,
    v_measure_score,
)

OUTPUT = pathlib.Path(__file__).resolve().parent.parent / "Tests" / "Fixtures" / "clustering" / "expected.json"


def blobs(points, centers, features, seed, spread=1.0, offset=0.0):
    values, truth = make_blobs(points, features, centers=centers, cluster_std=spread, random_state=seed)
    return np.round(values, 4) + offset, truth


def cases():
    generator = np.random.default_rng(20)
    for name, clusters, arguments in (
        ("three blobs", 3, (90, 3, 2, 1)), ("many features", 4, (120, 4, 9, 2)), ("too many clusters", 7, (100, 3, 2, 3)),
        ("too few clusters", 2, (100, 5, 3, 4)), ("one feature", 3, (60, 3, 1, 5)),
        ("overlapping blobs", 4, (150, 4, 2, 6, 4.0)), ("far from the origin", 3, (80, 3, 3, 7, 1.0, 1000.0)),
    ):
        values, truth = blobs(*arguments)
        model = KMeans(clusters, n_init=3, random_state=0, tol=0).fit(values)
        yield name, values, model.labels_, truth, model.inertia_
    values, truth = blobs(100, 4, 2, 8)
    yield "random clusters", values, generator.integers(0, 4, 100), truth, None
    yield "a cluster of one point", values, np.where(np.arange(100) == 17, 9, truth), truth, None
    yield "rows that are alike", np.round(values / 3), truth, np.where(truth == 3, 0, truth), None
    yield "two points", np.array([[0.0, 1.0], [0.0, 2.0], [5.0, 5.0]]), np.array([0, 0, 1]), np.array([1, 1, 2]), None
    yield "all in one place", np.zeros((6, 2)), np.array([0, 0, 0, 1, 1, 1]), np.array([0, 1, 0, 1, 0, 1]), None
    yield "many labels", np.round(generator.normal(size=(200, 2)), 3), generator.integers(0, 30, 200), \
        generator.integers(0, 40, 200), None


def definition(values, labels):
    return float(sum(((values[labels == one] - values[labels == one].mean(0)) ** 2).sum() for one in set(labels)))


def main():
    document = {"versions": {"scikit-learn": sklearn.__version__}, "cases": []}
    for name, values, labels, truth, inertia in cases():
        document["cases"].append({
            "name": name, "features": values.T.tolist(), "clusters": labels.tolist(), "labels": truth.tolist(),
            "silhouette_score": float(silhouette_score(values, labels)),
            "inertia": definition(values, labels) if inertia is None else float(inertia),
            "calinski_harabasz_score": float(calinski_harabasz_score(values, labels)),
            "davies_bouldin_score": float(davies_bouldin_score(values, labels)),
            "adjusted_rand_index": float(adjusted_rand_score(truth, labels)),
            "adjusted_mutual_information": float(adjusted_mutual_info_score(truth, labels)),
            "v_measure": float(v_measure_score(truth, labels)),
        })
    # Tables of label × cluster alone, of sizes at which factorials have many digits.
    document["tables"] = []
    for rows, labels, clusters, agreement in ((5000, 3, 4, 0.5), (20000, 10, 10, 0.9), (20000, 50, 7, 0.0), (400, 20, 300, 0.1)):
        truth = generator_of(rows).integers(0, labels, rows)
        noise = generator_of(rows + 1).integers(0, clusters, rows)
        found = np.where(generator_of(rows + 2).random(rows) < agreement, truth % clusters, noise)
        table = np.zeros((labels, clusters), int)
        np.add.at(table, (truth, found), 1)
        document["tables"].append({
            "counts": table.tolist(), "adjusted_rand_index": float(adjusted_rand_score(truth, found)),
            "adjusted_mutual_information": float(adjusted_mutual_info_score(truth, found)),
            "v_measure": float(v_measure_score(truth, found)),
        })
    OUTPUT.parent.mkdir(parents=True, exist_ok=True)
    OUTPUT.write_text(json.dumps(document) + "\n")
    print(f"{len(document['cases'])} cases, {OUTPUT.stat().st_size} bytes")


def generator_of(seed):
    return np.random.default_rng(seed)


if __name__ == "__main__":
    main()
