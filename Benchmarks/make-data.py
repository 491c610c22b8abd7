"""Writes the benchmark's data: 13 numeric columns and two label columns, reference and current, as Parquet.

Twelve columns are normal and one is Student's t with 3 degrees of freedom; the first four are shifted in the current
data by 0.14 to 0.61 standard deviations. Ten classes, accuracy about 0.75.

    python make-data.py ROWS FOLDER
"""
import pathlib
import sys

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

GENRES = np.array("blues classical country disco hiphop jazz metal pop reggae rock".split())
SHIFTS = [0.14, 0.30, 0.46, 0.61]


def table(rows: int, shifted: bool, seed: int) -> pa.Table:
    rng = np.random.default_rng(seed)
    columns = {}
    for index in range(13):
        values = rng.standard_t(3, rows) if index == 12 else rng.normal(0, 1, rows)
        if shifted and index < len(SHIFTS):
            values = values + SHIFTS[index]
        columns[f"mfcc_{index + 1}"] = values * (10 + index) + index
    actual = rng.integers(0, 10, rows)
    wrong = rng.random(rows) < 0.28
    predicted = np.where(wrong, rng.integers(0, 10, rows), actual)
    columns["actual_genre"] = GENRES[actual]
    columns["predicted_genre"] = GENRES[predicted]
    return pa.table(columns)


def main() -> None:
    rows, folder = int(sys.argv[1]), pathlib.Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    pq.write_table(table(rows, False, 1), folder / "reference.parquet", compression="snappy")
    pq.write_table(table(rows, True, 2), folder / "current.parquet", compression="snappy")


main()
