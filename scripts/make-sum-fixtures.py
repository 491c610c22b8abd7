#!/usr/bin/env python3
"""Records exact sums of doubles and of their products, and moments, into Tests/Fixtures/statistics/sums.json.

    python3 scripts/make-sum-fixtures.py

Rational arithmetic of the standard library, rounded once; where the terms are no products, math.fsum must say the
same. Doubles are written in hexadecimal, as both languages read them.
"""
import fractions
import json
import math
import pathlib
import random
import sys

OUTPUT = pathlib.Path(__file__).resolve().parent.parent / "Tests" / "Fixtures" / "statistics" / "sums.json"
LARGEST, LEAST = sys.float_info.max, 5e-324


def rounded(number):
    """The nearest double, to even; infinite beyond the largest one."""
    try:
        return float(number)
    except OverflowError:
        return math.inf if number > 0 else -math.inf


def anything(generator, low=-1074, high=1023):
    return math.ldexp(generator.uniform(-1, 1), generator.randint(low, high))


def term_lists(generator):
    yield "nothing", []
    yield "zero", [0.0, -0.0]
    yield "largest and least", [LARGEST, LEAST, -LARGEST]
    yield "twice the largest", [LARGEST, LARGEST]
    yield "beyond the largest and back", [LARGEST, LARGEST, -LARGEST, -LARGEST / 2]
    yield "half a unit above the largest", [LARGEST, math.ldexp(1, 970)]
    yield "less than half a unit above the largest", [LARGEST, math.ldexp(1, 970), -LEAST]
    yield "least", [LEAST] * 7
    yield "tie to even, down", [1.0, math.ldexp(1, -53)]
    yield "tie to even, up", [1.0 + math.ldexp(1, -52), math.ldexp(1, -53)]
    yield "just above a tie", [1.0, math.ldexp(1, -53), LEAST]
    yield "just below a tie", [1.0, math.ldexp(1, -53), -LEAST]
    yield "tie below zero", [-1.0, -math.ldexp(1, -53)]
    yield "tenths", [0.1] * 10
    yield "cancellation", [1e16, 1.0, -1e16]
    yield "all limbs carry", [math.ldexp(1, e) for e in range(-1074, 1024, 7)] + [-LEAST]
    for count in (10, 100, 400):
        yield f"{count} of any size", [anything(generator) for _ in range(count)]
        yield f"{count} small", [anything(generator, -1074, -1010) for _ in range(count)]
        yield f"{count} normal", [generator.gauss(1e6, 1) for _ in range(count)]
        some = [anything(generator, -60, 60) for _ in range(count)]
        yield f"{count} that nearly cancel", some + [-term for term in some[1:]] + [1e-300]


def product_lists(generator):
    yield "nothing", []
    yield "least squared", [(LEAST, LEAST)]
    yield "largest squared", [(LARGEST, LARGEST)]
    yield "largest squared and back", [(LARGEST, LARGEST), (-LARGEST, LARGEST), (3.0, 5.0)]
    yield "just half of the least", [(LEAST, 0.5)]
    yield "a little more than half of the least", [(LEAST, 0.5), (LEAST, LEAST)]
    yield "signs", [(-0.1, 0.1), (0.1, -0.1), (-0.3, -0.3), (-0.0, 4.0)]
    for count in (10, 100, 400):
        yield f"{count} of any size", [(anything(generator), anything(generator)) for _ in range(count)]
        yield f"{count} middling", [(generator.gauss(0, 1), generator.gauss(5, 2)) for _ in range(count)]


def number_lists(generator):
    yield "one", [0.1]
    yield "equal", [0.1] * 30
    yield "nearly equal", [1.0] * 9 + [math.nextafter(1.0, 2.0)]
    yield "far from zero", [1e15 + generator.randint(0, 3) for _ in range(50)]
    yield "of any size", [anything(generator, -500, 500) for _ in range(50)]
    yield "small", [anything(generator, -400, -300) for _ in range(50)]
    yield "large", [anything(generator, 400, 500) for _ in range(50)]
    yield "normal", [generator.gauss(-3, 2) for _ in range(200)]


def moments(name, numbers):
    """Mean and sum of squared deviations, rounded once."""
    exact = [fractions.Fraction(number) for number in numbers]
    mean = sum(exact) / len(exact)
    deviations = rounded(sum((number - mean) ** 2 for number in exact))
    return {"name": name, "terms": [number.hex() for number in numbers], "high": rounded(mean).hex(), "low": deviations.hex()}


def case(name, numbers, **given):
    exact = sum(numbers, fractions.Fraction())
    high = rounded(exact)
    low = rounded(exact - fractions.Fraction(high)) if math.isfinite(high) else 0.0
    return {"name": name, "high": high.hex(), "low": low.hex(), **given}


def main():
    generator = random.Random(7)
    sums = []
    for name, terms in term_lists(generator):
        sums.append(case(name, map(fractions.Fraction, terms), terms=[term.hex() for term in terms]))
        try:
            assert math.fsum(terms).hex() == sums[-1]["high"], name
        except OverflowError:
            pass
    products = []
    for name, pairs in product_lists(generator):
        exact = (fractions.Fraction(x) * fractions.Fraction(y) for x, y in pairs)
        products.append(case(name, exact, terms=[factor.hex() for pair in pairs for factor in pair]))
    document = {"sums": sums, "products": products, "moments": [moments(*given) for given in number_lists(generator)]}
    OUTPUT.write_text(json.dumps(document) + "\n")
    print({key: len(cases) for key, cases in document.items()}, OUTPUT.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
