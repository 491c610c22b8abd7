"""Writes the benchmark's data: numeric columns and two label columns, reference and current, as Parquet.

    python make-data.py SCENARIO ROWS FOLDER

Scenarios: `standard` has 13 numeric columns, `wide` 498, `tall` 2. In each, the first four columns of the current data
are shifted by 0.14 to 0.61 standard deviations, two in thirteen lack one value in a thousand, and one row in two hundred
repeats the row before it. Ten classes, accuracy about 0.75. Written row group by row group, so that memory does not
grow with the rows.
"""
import itertools
import pathlib
import sys

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

GENRES = np.array("blues classical country disco hiphop jazz metal pop reggae rock".split())
SHIFTS = [0.14, 0.30, 0.46, 0.61]
MIXED = ["normal", "student", "lognormal", "rounded", "poisson"]
COLUMNS = {
    "standard": ["normal"] * 12 + ["student"],
    "wide": list(itertools.islice(itertools.cycle(MIXED), 498)),
    "tall": ["normal", "lognormal"],
}
MOST_CELLS = 15_000_000  # in a row group


def draw(rng: np.random.Generator, kind: str, rows: int) -> np.ndarray:
    match kind:
        case "normal": return rng.normal(0, 1, rows)
        case "student": return rng.standard_t(3, rows)
        case "lognormal": return rng.lognormal(0, 1, rows)
        case "rounded": return rng.normal(0, 1, rows).round(2)
        case "poisson": return rng.poisson(50, rows)
    raise ValueError(kind)


def table(kinds: list[str], rows: int, shifted: bool, rng: np.random.Generator) -> pa.Table:
    source = np.arange(rows)
    source[1:] -= rng.random(rows - 1) < 0.005  # a repeated row
    columns = {}
    for index, kind in enumerate(kinds):
        values = draw(rng, kind, rows)
        if kind != "poisson":
            if shifted and index < len(SHIFTS):
                values = values + SHIFTS[index]
            values = values * (10 + index % 13) + index % 13
        missing = rng.random(rows) < 0.001 if index % 13 in (4, 5) else np.zeros(rows, bool)
        columns[f"mfcc_{index + 1}"] = pa.array(values[source], mask=missing[source])
    actual = rng.integers(0, 10, rows)
    predicted = np.where(rng.random(rows) < 0.28, rng.integers(0, 10, rows), actual)
    columns["actual_genre"] = GENRES[actual[source]]
    columns["predicted_genre"] = GENRES[predicted[source]]
    return pa.table(columns)


def write(kinds: list[str], rows: int, shifted: bool, path: pathlib.Path) -> None:
    group = min(1_000_000, MOST_CELLS // (len(kinds) + 2))
    partial = path.with_suffix(".partial")
    writer = None
    for start in range(0, rows, group):
        rng = np.random.default_rng([int(shifted), start])
        part = table(kinds, min(group, rows - start), shifted, rng)
        writer = writer or pq.ParquetWriter(partial, part.schema, compression="snappy")
        writer.write_table(part, row_group_size=group)
    writer.close()
    partial.rename(path)


def main() -> None:
    kinds, rows, folder = COLUMNS[sys.argv[1]], int(sys.argv[2]), pathlib.Path(sys.argv[3])
    folder.mkdir(parents=True, exist_ok=True)
    write(kinds, rows, False, folder / "reference.parquet")
    write(kinds, rows, True, folder / "current.parquet")


main()
