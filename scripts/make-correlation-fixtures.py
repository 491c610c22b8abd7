#!/usr/bin/env python3
"""Records correlations of pairs of columns by pandas and scipy, into Tests/Fixtures/correlations/expected.json.

    scripts/setup.sh peers && .venv/peers/bin/python scripts/make-correlation-fixtures.py

Columns are recorded with the values; null is a missing value. Pearson's correlation is recorded twice: as pandas has it,
which overflows or loses digits where numbers are extreme, and from fractions, to 50 digits before it is rounded.
"""
import json
import math
import pathlib
import warnings
from decimal import Decimal, localcontext
from fractions import Fraction

import numpy as np
import pandas as pd
import scipy
from scipy.stats.contingency import association

OUTPUT = pathlib.Path(__file__).resolve().parent.parent / "Tests" / "Fixtures" / "correlations" / "expected.json"
INT64 = (-(2**63), 2**63 - 1)


def linked(generator, count, strength):
    x = generator.normal(size=count)
    return x, strength * x + math.sqrt(1 - strength**2) * generator.normal(size=count)


def with_holes(generator, values, share):
    return [None if generator.random() < share else value for value in values]


def numerical_cases():
    generator = np.random.default_rng(41)
    for count in (2, 3, 4, 5, 8, 20, 57, 150):
        for strength in (0.0, 0.6, -0.95):
            x, y = linked(generator, count, strength)
            yield f"{count} rows, {strength}", x, y
    for count in (4, 25, 120):
        x, y = linked(generator, count, 0.7)
        yield f"{count} rows with ties", np.round(x * 2), np.round(y)
        yield f"{count} rows, one side two values", (x > 0.3) * 1.0, y
        yield f"{count} rows, both two values", (x > 0.3) * 1.0, (y > -0.2) * 1.0
        yield f"{count} rows with holes", with_holes(generator, x, 0.2), with_holes(generator, np.round(y, 1), 0.3)
        yield f"{count} rows, heavy tails", np.tan(1.57 * np.tanh(x)), generator.standard_cauchy(count)
        yield f"{count} rows, skewed", np.exp(4 * x), np.exp(3 * y)
        for scale in (1e-300, 1e-160, 1e160, 1e300):
            yield f"{count} rows times {scale}", x * scale, y / 3
            yield f"{count} rows, both times {scale}", x * scale, y * scale
        for offset in (1e6, 1e12, 1e15):
            yield f"{count} rows around {offset}", x + offset, y - offset
    x, y = linked(generator, 60, 0.5)
    yield "from tiny to huge", np.sign(x) * 10.0 ** (np.abs(x) * 100), np.sign(y) * 10.0 ** (np.abs(y) * 100)
    yield "the largest numbers", np.where(x > 0, 1, -1) * 1.7e308, np.where(y > 0, 1, -1) * 1.7e308
    yield "the least numbers", np.round(x * 3) * 5e-324, np.round(y * 3) * 5e-324
    yield "on a line", x, 3 * x + 1
    yield "against a line", x, -x
    yield "monotone", x, np.exp(x)
    yield "one outlier", np.append(x, 1e9), np.append(y, 1e9)
    yield "negative zero", [0.0, -0.0, 1.0, 2.0, -0.0], [1.0, 1.0, -0.0, 0.0, 3.0]
    yield "constant", x, np.ones(60)
    yield "constant, of no exact mean", x, np.full(60, 0.1)
    yield "constant where both are there", [1.0, 2.0, 3.0, 4.0, None], [5.0, 5.0, 5.0, None, 6.0]
    yield "no row with both", [1.0, None, 2.0, None], [None, 1.0, None, 5.0]
    yield "one row with both", [1.0, None, 2.0, 4.0], [None, 1.0, None, 5.0]
    yield "no value", [None, None], [1.0, 2.0]
    yield "one row", [1.0], [2.0]
    yield "none", [], []


def integer_cases():
    generator = np.random.default_rng(42)
    for low, high in ((INT64[0], INT64[1]), (-3, 3), (2**53 - 1000, 2**53), (INT64[1] - 2**40, INT64[1])):
        x = generator.integers(low, high, 40, endpoint=True)
        y = np.where(generator.random(40) < 0.5, x, generator.integers(low, high, 40, endpoint=True))
        yield f"integers from {low} to {high}", x.tolist(), y.tolist()
    yield "the extremes", [INT64[0], INT64[1], 0, INT64[0]], [INT64[1], INT64[0], 1, INT64[1]]
    yield "integers with holes", [1, None, 3, 4, 9, INT64[1]], [2, 5, None, 3, 8, 1]


def categorical_cases():
    generator = np.random.default_rng(43)
    for count, left, right, agreement in (
        (2, 2, 2, 0.5), (5, 2, 2, 0.5), (30, 2, 2, 0.0), (30, 3, 2, 0.6), (80, 4, 7, 0.3), (200, 5, 5, 0.9),
        (200, 2, 40, 0.1), (150, 90, 70, 0.0), (300, 3, 3, 0.0), (300, 300, 300, 1.0),
    ):
        x = generator.integers(0, left, count)
        y = np.where(generator.random(count) < agreement, x % right, generator.integers(0, right, count))
        yield f"{count} rows, {left} by {right}", [f"a{one}" for one in x], [f"b{one}" for one in y]
        yield f"{count} rows with holes, {left} by {right}", \
            with_holes(generator, [f"a{one}" for one in x], 0.1), with_holes(generator, [f"b{one}" for one in y], 0.2)
    yield "independent", ["a", "a", "b", "b"] * 5, ["u", "v"] * 10
    yield "renamed", ["a", "b", "c"] * 4, ["ü", "", "\u0000"] * 4
    yield "spellings of one letter", ["\u00e9", "e\u0301"] * 4, ["x", "y"] * 4
    yield "constant", ["a", "b"] * 4, ["c"] * 8
    yield "none", [], []


def number(value):
    return None if value is None or not math.isfinite(value) else float(value)


def complete(x, y):
    return [(a, b) for a, b in zip(x, y) if a is not None and b is not None]


def exact_pearson(x, y):
    pairs = [(Fraction(float(a)), Fraction(float(b))) for a, b in complete(x, y)]
    if not pairs:
        return None
    mean = [sum(pair[side] for pair in pairs) / len(pairs) for side in (0, 1)]
    products = [
        sum((pair[left] - mean[left]) * (pair[right] - mean[right]) for pair in pairs)
        for left, right in ((0, 1), (0, 0), (1, 1))
    ]
    if products[1] == 0 or products[2] == 0:
        return None
    square = products[0] ** 2 / (products[1] * products[2])
    with localcontext() as context:
        context.prec = 50
        root = (Decimal(square.numerator) / Decimal(square.denominator)).sqrt()
    return float(root) if products[0] > 0 else -float(root)


def plain(values):
    return [None if value is None else value if isinstance(value, (int, str)) else float(value) for value in values]


def numerical(name, x, y):
    x, y = plain(x), plain(y)
    frame = pd.DataFrame({"x": pd.Series(x, dtype="Float64").astype(float), "y": pd.Series(y, dtype="Float64").astype(float)})
    recorded = {method: number(frame.corr(method=method).loc["x", "y"]) for method in ("pearson", "spearman", "kendall")}
    pairs = complete(x, y)
    if len(pairs) > 1 and len({a for a, _ in pairs}) > 1 and len({b for _, b in pairs}) > 1:
        left, right = np.array(pairs, dtype=float).T
        for method, value in (("spearman", scipy.stats.spearmanr(left, right)), ("kendall", scipy.stats.kendalltau(left, right))):
            assert abs(value.statistic - recorded[method]) < 1e-14, (name, method, value.statistic, recorded[method])
    return {"name": name, "x": x, "y": y, "pearson_exact": exact_pearson(x, y), **recorded}


def categorical(name, x, y):
    pairs = complete(x, y)
    value = None
    if len({a for a, _ in pairs}) > 1 and len({b for _, b in pairs}) > 1:
        left, right = zip(*pairs)
        value = number(association(pd.crosstab(pd.Series(left), pd.Series(right)).to_numpy(), method="cramer"))
    return {"name": name, "x": list(x), "y": list(y), "cramer_v": value}


def main():
    warnings.simplefilter("ignore")
    document = {
        "versions": {"pandas": pd.__version__, "scipy": scipy.__version__},
        "numerical": [numerical(*case) for case in numerical_cases()],
        "integers": [numerical(*case) for case in integer_cases()],
        "categorical": [categorical(*case) for case in categorical_cases()],
    }
    OUTPUT.parent.mkdir(parents=True, exist_ok=True)
    OUTPUT.write_text(json.dumps(document, ensure_ascii=True) + "\n")
    print({key: len(cases) for key, cases in document.items()}, OUTPUT.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
