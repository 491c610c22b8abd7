#!/usr/bin/env python3
"""Records Evidently's metrics of recommendations and scikit-learn's ndcg_score, into Tests/Fixtures/ranking/expected.json.

    scripts/setup.sh peers && .venv/peers/bin/python scripts/make-ranking-fixtures.py

The reference is the training data. The rows are recorded with the values.
"""
import json
import pathlib
import random
import warnings

import evidently
import numpy as np
import pandas as pd
import sklearn
from evidently import DataDefinition, Dataset, Recsys, Report
from evidently.metrics import (
    MAP, MRR, NDCG, Diversity, FBetaTopK, HitRate, Novelty, Personalization, PopularityBiasMetric, PrecisionTopK,
    RecallTopK, ScoreDistribution, Serendipity,
)
from sklearn.metrics import ndcg_score

OUTPUT = pathlib.Path(__file__).resolve().parent.parent / "Tests" / "Fixtures" / "ranking" / "expected.json"
FEATURES = ["f1", "f2", "f3"]

# What differs from one case to the next: users of reference and current, lengths of lists, decimals of scores (few make
# ties), grades of relevance, and the settings.
CASES = [
    {"name": "distinct scores", "users": (30, 20), "lengths": (12, 12), "decimals": 6, "k": 5},
    {"name": "ties, in mixed order", "users": (25, 25), "lengths": (12, 12), "decimals": 1, "k": 4},
    {"name": "uneven lists", "users": (30, 30), "lengths": (3, 12), "decimals": 6, "k": 3, "all_users": True},
    {"name": "uneven lists, ties", "users": (40, 20), "lengths": (6, 12), "decimals": 1, "k": 6, "beta": 2.0},
    {"name": "graded relevance", "users": (20, 20), "lengths": (8, 10), "decimals": 6, "grades": 4, "k": 7},
    {"name": "least relevance", "users": (20, 25), "lengths": (8, 10), "decimals": 2, "grades": 4, "k": 5,
     "min_relevance": 2},
    {"name": "least relevance, all users", "users": (20, 25), "lengths": (5, 8), "decimals": 2, "grades": 4, "k": 4,
     "min_relevance": 3, "all_users": True, "beta": 0.5},
    {"name": "ranks", "users": (20, 20), "lengths": (5, 9), "decimals": 6, "k": 3, "prediction": "rank"},
    {"name": "names", "users": (20, 20), "lengths": (9, 9), "decimals": 3, "k": 5, "names": True},
]


def rows(case, users, generator):
    """Lists in mixed order; item 0 has no direction."""
    out = []
    for user in range(users):
        length = generator.randint(*case["lengths"])
        scores = [round(generator.random(), case["decimals"]) for _ in range(length)]
        order = sorted(range(length), key=lambda place: -scores[place])
        for place, item in enumerate(generator.sample(range(40), length)):
            if generator.random() < 0.25:
                target = generator.randint(1, case.get("grades", 2) - 1)
            else:
                target = 0
            is_rank = case.get("prediction") == "rank"
            out.append({
                "user": f"u{user}" if case.get("names") else user * 1000, "item": f"i{item}" if case.get("names") else item,
                "target": target, "prediction": order.index(place) + 1 if is_rank else scores[place],
                "f1": item * 7 % 11, "f2": item * 5 % 7, "f3": item * 3 % 5 - 2 if item else 0,
            })
    generator.shuffle(out)
    return out


def metrics(case):
    k, beta = case["k"], case.get("beta", 1.0)
    feedback = {"k": k, "no_feedback_users": case.get("all_users", False), "min_rel_score": case.get("min_relevance")}
    serendipity = {"k": k, "item_features": FEATURES, "min_rel_score": case.get("min_relevance")}
    return {
        "ndcg": NDCG(**feedback), "mean_average_precision": MAP(**feedback), "mean_reciprocal_rank": MRR(**feedback),
        "hit_rate": HitRate(**feedback), "precision_at_k": PrecisionTopK(**feedback),
        "recall_at_k": RecallTopK(**feedback), "f_beta_at_k": FBetaTopK(beta=beta, **feedback),
        "recommendation_coverage": PopularityBiasMetric(k=k, metric="coverage"),
        "recommendation_gini": PopularityBiasMetric(k=k, metric="gini"),
        "recommendation_popularity": PopularityBiasMetric(k=k, metric="arp"),
        "recommendation_popularity_ratio": PopularityBiasMetric(k=k, metric="arp", normalize_arp=True),
        "recommendation_novelty": Novelty(k=k), "recommendation_diversity": Diversity(k=k, item_features=FEATURES),
        "recommendation_serendipity": Serendipity(**serendipity),
        "recommendation_personalization": Personalization(k=k), "recommendation_score_entropy": ScoreDistribution(k=k),
    }


def value_at(value, k):
    """Tables have a row for each rank."""
    number = value.value["value"].iloc[k - 1] if hasattr(value.value, "iloc") else value.value
    return float(number) if np.isfinite(number) else None


def measure(case, reference, current, metric):
    definition = DataDefinition(
        numerical_columns=FEATURES,
        ranking=[Recsys(user_id="user", item_id="item", target="target", prediction="prediction",
                        recommendations_type=case.get("prediction", "score"))])
    datasets = [Dataset.from_pandas(frame, data_definition=definition) for frame in (current, reference)]
    report = Report([metric]).run(*datasets, additional_data={"current_train_data": reference[["user", "item", *FEATURES]]})
    result = next(iter(report._context._metrics.values()))
    other = next(iter(report._context._reference_metrics.values()))
    return {"current": value_at(result, case["k"]), "reference": value_at(other, case["k"])}


def ndcg(case, frame):
    """scikit-learn's, the mean over users with anything relevant."""
    values = []
    for _, rows in frame.groupby("user"):
        if rows.target.max() >= (case.get("min_relevance") or 1) and len(rows) > 1:
            scores = -rows.prediction if case.get("prediction") == "rank" else rows.prediction
            values.append(ndcg_score([rows.target.to_numpy()], [scores.to_numpy()], k=case["k"]))
    return float(np.mean(values))


def main():
    document = {
        "versions": {"evidently": evidently.__version__, "scikit-learn": sklearn.__version__}, "features": FEATURES,
        "cases": [],
    }
    for seed, case in enumerate(CASES):
        generator = random.Random(seed)
        reference, current = (pd.DataFrame(rows(case, users, generator)) for users in case["users"])
        values, errors = {}, {}
        for name, metric in metrics(case).items():
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    values[name] = measure(case, reference, current, metric)
            except Exception as error:
                errors[name] = f"{type(error).__name__}: {error}"
        print(case["name"], len(values), errors)
        document["cases"].append({
            **{key: case.get(key) for key in ("name", "k", "beta", "min_relevance", "all_users", "prediction")},
            "reference": reference.to_dict("list"), "current": current.to_dict("list"), "evidently": values,
            "errors": errors, "ndcg_score": {"reference": ndcg(case, reference), "current": ndcg(case, current)},
        })
    OUTPUT.parent.mkdir(parents=True, exist_ok=True)
    OUTPUT.write_text(json.dumps(document) + "\n")
    print(f"{OUTPUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
