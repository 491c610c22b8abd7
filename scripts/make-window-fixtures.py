#!/usr/bin/env python3
"""Writes one table in several formats, and the rows in each of some windows and segments, into Tests/Fixtures/windows.

    python3 -m venv .venv/oracle && .venv/oracle/bin/pip install "pyarrow==26.0.1" "pandas<3.1"
    .venv/oracle/bin/python scripts/make-window-fixtures.py

Which rows are in them is decided here by pandas. Times are out of order, often equal, some missing, some later than the
evaluation; the file `sorted` has them in order, so that row groups can be left out by their statistics.
"""
import pathlib
import shutil

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.ipc as ipc
import pyarrow.parquet as pq

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "Tests" / "Fixtures" / "windows"
NOW = pd.Timestamp("2026-11-20T12:00:00")
WINDOWS = {
    "last_day": lambda rows: between(rows, NOW - pd.Timedelta("24h"), NOW),
    "two_whole_days": lambda rows: between(rows, pd.Timestamp("2026-11-18"), pd.Timestamp("2026-11-20")),
    "hours_with_offset": lambda rows: between(
        rows, pd.Timestamp("2026-11-18T18:00:00"), pd.Timestamp("2026-11-20T06:00:00")),
    "newest_500": lambda rows: newest(rows, 500, NOW),
    "newest_777_of_yesterday": lambda rows: newest(rows, 777, NOW - pd.Timedelta("24h")),
}


SEGMENTS = {
    "fr": lambda rows: rows[rows.country == "fr"],
    "missing": lambda rows: rows[rows.country.isna()],
    "clicks_10_20": lambda rows: rows[(rows.clicks >= 10) & (rows.clicks < 20)],
}


def between(rows, start, end):
    return rows[(rows.seen_at >= start) & (rows.seen_at < end)]


def newest(rows, count, end):
    before = rows[rows.seen_at < end]
    # Of equal times those that come first: a stable sort keeps their order.
    return before.sort_values("seen_at", ascending=False, kind="stable").head(count).sort_index()


def table(random, count):
    """A quarter of an hour is the grain of the times, so many are equal and some lie on the ends of windows."""
    minutes = random.integers(-13 * 96, 96, count) * 15
    seen_at = NOW.normalize() + pd.to_timedelta(minutes, unit="min")
    label = random.integers(0, 2, count)
    return pd.DataFrame({
        "seen_at": pd.Series(seen_at).where(random.random(count) > 0.03),
        "amount": np.where(random.random(count) < 0.05, np.nan, random.normal(100, 20, count).round(2)),
        "clicks": random.integers(0, 40, count),
        "country": random.choice(["de", "fr", "it", "ž", None], count, p=[0.4, 0.3, 0.2, 0.05, 0.05]),
        "is_new": random.random(count) < 0.3,
        "label": label,
        "predicted": np.where(random.random(count) < 0.8, label, 1 - label),
    })


def arrow(rows):
    return pa.Table.from_pandas(rows, preserve_index=False).cast(pa.schema([
        ("seen_at", pa.timestamp("us")), ("amount", pa.float64()), ("clicks", pa.int64()), ("country", pa.string()),
        ("is_new", pa.bool_()), ("label", pa.int64()), ("predicted", pa.int64())]))


def main():
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    random = np.random.default_rng(20261120)
    rows = table(random, 4000)
    ordered = rows.sort_values("seen_at", kind="stable")
    reference = table(random, 1500)
    pq.write_table(arrow(reference), FOLDER / "reference.parquet")
    pq.write_table(arrow(rows), FOLDER / "shuffled.parquet", row_group_size=150)
    pq.write_table(arrow(ordered), FOLDER / "sorted.parquet", row_group_size=150)
    with ipc.new_file(FOLDER / "shuffled.arrow", arrow(rows).schema) as writer:
        writer.write_table(arrow(rows), max_chunksize=333)
    for day, part in ordered.groupby(ordered.seen_at.dt.date.astype(str)):
        folder = FOLDER / "days" / f"day={day}"
        folder.mkdir(parents=True)
        pq.write_table(arrow(part), folder / "rows.parquet", row_group_size=100)
    for name, window in WINDOWS.items():
        pq.write_table(arrow(window(rows)), FOLDER / f"{name}.parquet")
    for name, segment in SEGMENTS.items():
        folder = FOLDER / "segments" / name
        folder.mkdir(parents=True)
        pq.write_table(arrow(segment(reference)), folder / "reference.parquet")
        pq.write_table(arrow(segment(rows)), folder / "current.parquet")


if __name__ == "__main__":
    main()
