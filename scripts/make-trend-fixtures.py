#!/usr/bin/env python3
"""Records lines of least squares of scipy and numpy into Tests/Fixtures/statistics/trends.json.

    .venv/oracle/bin/pip install "scipy==1.17.1" "numpy==2.4.6"
    .venv/oracle/bin/python scripts/make-trend-fixtures.py

Slope, intercept, standard error and p-value are those of scipy.stats.linregress, of series also the slope of numpy.polyfit.
Where x lies far from 0, scipy rounds: of such points `exact` has slope and standard error in rational arithmetic.
"""
import fractions
import json
import math
import pathlib
import random
import sys

import numpy as np
import scipy
from scipy import stats

OUTPUT = pathlib.Path(__file__).resolve().parent.parent / "Tests" / "Fixtures" / "statistics" / "trends.json"


def point_lists(generator):
    noise = lambda: generator.gauss(0, 1)
    yield "three", [0.0, 1.0, 2.0], [1.0, 3.0, 2.0]
    yield "a line", list(map(float, range(10))), [3 * x - 7.0 for x in range(10)]
    yield "constant y", list(map(float, range(10))), [0.3] * 10
    yield "two different x", [0.0, 0.0, 1.0, 1.0], [0.1, 0.2, 0.7, 0.4]
    for count in (4, 10, 100):
        xs = [generator.uniform(-5, 5) for _ in range(count)]
        yield f"{count} without a trend", xs, [noise() for _ in xs]
        yield f"{count} with a weak trend", xs, [0.1 * x + noise() for x in xs]
        yield f"{count} with a strong trend", xs, [-3 * x + noise() for x in xs]
        yield f"{count} right and wrong", xs, [float(generator.random() < 0.8 - 0.02 * x) for x in xs]
        yield f"{count} almost on a line", xs, [2 * x + 1e-6 * noise() for x in xs]
        times = [1.7e9 + 60.0 * i + generator.uniform(0, 1) for i in range(count)]
        yield f"{count} at times", times, [0.9 - 1e-9 * (t - 1.7e9) + 0.01 * noise() for t in times]
        yield f"{count} large", [1e60 * x for x in xs], [1e80 * noise() for _ in xs]
        yield f"{count} small", [1e-60 * x for x in xs], [1e-50 * noise() for _ in xs]


def series_lists(generator):
    yield "decline", [0.95, 0.94, 0.94, 0.93, 0.91, 0.92, 0.9, 0.89, 0.87, 0.88]
    yield "constant", [0.8] * 10
    yield "two", [0.3, 0.1]
    for count in (3, 5, 10, 50):
        for offset in (0, 1, 1000):
            yield f"{count} around {offset}", [offset + generator.gauss(0, 0.1) for _ in range(count)]


def exact(xs, ys):
    """Slope and standard error, rounded once but for the square root."""
    xs, ys, n = [fractions.Fraction(x) for x in xs], [fractions.Fraction(y) for y in ys], len(xs)
    mx, my = sum(xs) / n, sum(ys) / n
    sxx = sum((x - mx) ** 2 for x in xs)
    slope = sum((x - mx) * (y - my) for x, y in zip(xs, ys)) / sxx
    rest = sum((y - my - slope * (x - mx)) ** 2 for x, y in zip(xs, ys))
    return {"slope": float(slope), "standardError": math.sqrt(rest / sxx / (n - 2))}


def main():
    generator = random.Random(11)
    points = []
    for name, xs, ys in point_lists(generator):
        line = stats.linregress(xs, ys)
        points.append({
            "name": name, "x": xs, "y": ys, "slope": float(line.slope), "intercept": float(line.intercept),
            "standardError": float(line.stderr), "pValue": float(line.pvalue), "exact": exact(xs, ys),
        })
    series = [
        {"name": name, "values": values, "slope": float(np.polyfit(range(len(values)), values, 1)[0])}
        for name, values in series_lists(generator)
    ]
    versions = {"scipy": scipy.__version__, "numpy": np.__version__}
    OUTPUT.write_text(json.dumps({"versions": versions, "points": points, "series": series}) + "\n")
    print(versions, len(points), len(series), OUTPUT.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
