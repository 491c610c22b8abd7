#!/usr/bin/env python3
"""Records what scipy says of small, tied, lopsided and large samples, into Tests/Fixtures/statistics/stattests.json.

    python3 -m venv .venv/oracle && .venv/oracle/bin/pip install "scipy==1.17.1"
    .venv/oracle/bin/python scripts/make-stattest-fixtures.py

Samples are the integers of a small formula, as in make-statistics-fixtures.py, so that the tests make the same ones.
"""
import json
import pathlib
import warnings

import numpy as np
import scipy
from scipy import stats

OUTPUT = pathlib.Path(__file__).resolve().parent.parent / "Tests" / "Fixtures" / "statistics" / "stattests.json"


def sample(count, modulus, shift):
    """Multiplicative steps through a modulus: spread evenly, in no order, with ties where the modulus is small."""
    return np.array([(row * 7919 + 13) % modulus + shift for row in range(count)], float)


SIZES = [
    (2, 2), (2, 3), (3, 3), (3, 8), (4, 4), (5, 5), (5, 8), (7, 9), (8, 8), (8, 9), (8, 100), (1000, 8), (1, 20),
    (9, 9), (12, 18), (19, 20), (20, 20), (20, 3), (21, 20), (24, 24), (25, 10), (50, 51), (100, 37),
    (1001, 200), (999, 1000), (4096, 4097), (10000, 97), (30000, 20000),
]


def numerical():
    """Half of the shifts are not whole, so that no two values of different sides are equal."""
    cases = []
    for n, m in SIZES:
        distinct = 3 * max(n, m) + 1
        for modulus in (3, 7, 101, distinct):
            for share in (0, 0.01, 0.1, 0.5, 1.2):
                shift = round(modulus * share) + (0.5 if modulus == distinct else 0)
                if n > 10_000 and modulus not in (101, distinct):
                    continue
                left, right = sample(n, modulus, 0), sample(m, modulus, shift)
                cases.append({"n": n, "m": m, "modulus": modulus, "shift": shift, **statistics(left, right)})
    return cases


def pair(result):
    values = [float(value) for value in result]
    return values if all(np.isfinite(values)) else None


def attempt(test):
    """The statistic and the p-value; None where the test is undefined."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            result = test()
        return pair((result.statistic, result.pvalue))
    except (ValueError, np.linalg.LinAlgError, ZeroDivisionError):
        return None


def statistics(left, right):
    pooled = np.concatenate([left, right])
    return {
        "mannWhitney": attempt(lambda: stats.mannwhitneyu(left, right)),
        "mannWhitneyLess": attempt(lambda: stats.mannwhitneyu(left, right, alternative="less")),
        "cramerVonMises": attempt(lambda: stats.cramervonmises_2samp(left, right)) if min(len(left), len(right)) > 1
        else None,
        "andersonDarling": attempt(lambda: stats.anderson_ksamp([left, right])) if len(pooled) > 3 else None,
        "eppsSingleton": attempt(lambda: stats.epps_singleton_2samp(left, right))
        # Fewer values vary in fewer directions than scipy takes rounding errors for.
        if len(set(pooled)) > 5 and stats.iqr(pooled) > 0 else None,
        "student": attempt(lambda: stats.ttest_ind(left, right)),
        "welch": attempt(lambda: stats.ttest_ind(left, right, equal_var=False)),
        "energy": float(stats.energy_distance(left, right)),
        "wasserstein": float(stats.wasserstein_distance(left, right)),
    }


TABLES = [
    [[8, 2], [1, 5]], [[3, 0], [0, 3]], [[1, 1], [1, 1]], [[10, 0], [10, 0]], [[0, 7], [3, 2]], [[12, 5], [29, 2]],
    [[100, 2], [1000, 5]], [[500, 500], [520, 480]], [[9000, 1000], [880, 120]], [[1, 999999], [12, 999988]],
    [[500000, 500000], [498000, 502000]], [[20000, 180000], [2100, 17900]], [[3, 1], [900, 100]], [[0, 5], [0, 9]],
    [[40, 60], [40, 60]], [[7, 13], [13, 7]], [[200, 1], [150, 9]],
]

COUNTS = [
    [[4, 1, 3, 1], [1, 3, 1, 2]], [[100, 200, 300], [110, 190, 330]], [[5, 0, 2], [0, 4, 2]], [[1000, 1], [10, 1]],
    [[50] * 20, [3, 7] * 10], [[10, 20, 30, 40], [10, 20, 30, 40]], [[1, 0, 0, 0], [0, 1, 1, 1]], [[7], [9]],
    [[100000, 50000, 1], [99000, 51000, 40]],
]


def tables():
    return [{"table": [int(v) for row in t for v in row], "pValue": float(stats.fisher_exact(t).pvalue)} for t in TABLES]


def filled(counts):
    """Shares with Evidently's floor under empty ones."""
    shares = np.array(counts) / sum(counts)
    smallest = shares[shares > 0].min()
    shares[shares == 0] = smallest / 1e6 if smallest <= 1e-4 else 1e-4
    return shares


def counts():
    cases = []
    for left, right in COUNTS:
        p, q = np.array(left) / sum(left), np.array(right) / sum(right)
        fp, fq = filled(left), filled(right)
        case = {
            "reference": left, "current": right, "tvd": float(np.abs(p - q).sum() / 2),
            "lInfinity": float(np.abs(p - q).max()),
            "jensenShannon": float(scipy.spatial.distance.jensenshannon(p, q)),
            "hellinger": float(np.sqrt(((np.sqrt(p) - np.sqrt(q)) ** 2).sum() / 2)),
            "psi": float(((fp - fq) * np.log(fp / fq)).sum()), "kullbackLeibler": float(stats.entropy(fp, fq)),
        }
        if len(left) > 1:
            case["pearson"] = pair(stats.chi2_contingency([left, right], correction=False)[:2])
            case["likelihood"] = pair(
                stats.chi2_contingency([left, right], correction=False, lambda_="log-likelihood")[:2])
        cases.append(case)
    return cases


def main():
    document = {
        "versions": {"scipy": scipy.__version__, "numpy": np.__version__}, "numerical": numerical(),
        "tables": tables(), "counts": counts(),
    }
    OUTPUT.write_text(json.dumps(document) + "\n")
    print(f"{len(document['numerical'])} samples, {OUTPUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
