#!/usr/bin/env python3
"""Makes the data of four small models beside the genre classifier: one for each other kind of task.

    python3 -m venv .venv/example && .venv/example/bin/pip install numpy pyarrow
    .venv/example/bin/python examples/showcase/generate.py          writes three Parquet files for each model

Each has a reference month, a good week and a degraded week, as the genre classifier has. The degraded week of

- tempo, a regression, has a new source, and errors that grow from day to day;
- skips, a binary classification, has a new device, missing values, rows twice and unsure probabilities;
- playlists, recommendations, ranks by a stale score;
- listeners, clusters, has clusters that run into each other, and less than half of the rows.

The seed is fixed: the same versions of numpy and pyarrow write the same bytes, and other versions the same values.
"""
import pathlib

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

FOLDER = pathlib.Path(__file__).resolve().parent
START = np.datetime64("2026-11-01T00:00:00")
WEEK, MONTH = 7 * 86400, 30 * 86400


def times(random, rows, seconds, begin=0):
    """Draws the moments of some rows, in order."""
    return START + (begin + np.sort(random.integers(0, seconds, rows))).astype("timedelta64[s]")


def write(name, columns):
    table = pa.table({key: value if isinstance(value, pa.Array) else pa.array(value) for key, value in columns.items()})
    pq.write_table(table, FOLDER / f"{name}.parquet", compression="zstd")
    print(f"{name}.parquet: {table.num_rows} rows")


def tempo(random, name, rows, seconds, begin, degraded=False):
    onsets = random.gamma(9, 0.25, rows) + (0.6 if degraded else 0)
    flux = 0.4 * onsets + random.normal(0, 0.3, rows)
    energy = random.beta(2, 3, rows)
    beats = 42 * onsets - 8 * energy + random.normal(0, 6, rows) - (25 if degraded else 0)
    age = np.linspace(0, 1, rows) if degraded else np.zeros(rows)
    predicted = 42 * onsets - 8 * energy + random.normal(0, 4, rows) * (1 + 4 * age) + 12 * age
    write(f"tempo-{name}", {
        "onset_rate": np.round(onsets, 3), "spectral_flux": np.round(flux, 3), "low_energy": np.round(energy, 3),
        "beats_per_minute": np.round(beats, 1), "predicted_beats": np.round(predicted, 1),
        "played_at": times(random, rows, seconds, begin),
    })


def skips(random, name, rows, seconds, begin, degraded=False):
    devices, shares = ["phone", "desktop", "car", "tv"], [0.55, 0.25, 0.12, 0.08]
    if degraded:
        devices, shares = [*devices, "watch"], [0.35, 0.15, 0.1, 0.05, 0.35]
    device = random.choice(devices, rows, p=shares)
    popularity = random.beta(2, 2, rows)
    seconds_in = random.exponential(40, rows)
    score = 2.2 - 3.2 * popularity - 0.03 * seconds_in + 0.8 * (device == "phone")
    truth = random.random(rows) < 1 / (1 + np.exp(-2 * score))
    known = 0.3 * score if degraded else 2 * score
    probability = 1 / (1 + np.exp(-(known + random.normal(0, 0.4, rows))))
    missing = random.random(rows) < (0.15 if degraded else 0.004)
    columns = {
        "device": device, "popularity": pa.array(np.round(popularity, 4), mask=missing),
        "seconds_in": np.round(seconds_in, 1), "skipped": truth.astype(np.int64),
        "skip_probability": np.round(probability, 4), "started_at": times(random, rows, seconds, begin),
    }
    if degraded:  # the last hours were delivered twice
        again = np.concatenate([np.arange(rows), np.arange(rows - rows // 8, rows)])
        columns = {key: (value.take(pa.array(again)) if isinstance(value, pa.Array) else value[again])
                   for key, value in columns.items()}
    write(f"skips-{name}", columns)


def playlists(random, name, users, degraded=False):
    shown = 12
    user = np.repeat(np.arange(users), shown)
    track = np.concatenate([random.choice(80, shown, replace=False) for _ in range(users)])
    taste = random.normal(0, 1, (users, 4))
    tracks = np.random.Generator(np.random.PCG64(7)).normal(0, 1, (80, 4))
    liking = (taste[user] * tracks[track]).sum(axis=1)
    score = liking + random.normal(0, 6 if degraded else 1, len(user))
    write(f"playlists-{name}", {
        "listener": user, "track": track, "score": np.round(score, 3), "played": (liking > 1.2).astype(np.int64),
    })


def listeners(random, name, rows, degraded=False):
    group = random.integers(0, 3, rows)
    spread = 1.6 if degraded else 0.6
    x = np.array([0, 4, 2])[group] + random.normal(0, spread, rows)
    y = np.array([0, 0, 3])[group] + random.normal(0, spread, rows)
    centres = np.array([[0, 0], [4, 0], [2, 3]])
    assigned = ((np.stack([x, y], 1)[:, None] - centres[None]) ** 2).sum(axis=2).argmin(axis=1)
    names = np.array(["morning", "evening", "night"])
    write(f"listeners-{name}", {
        "hours": np.round(x, 3), "sessions": np.round(y, 3), "group": names[assigned], "interview": names[group],
    })


def main():
    random = np.random.Generator(np.random.PCG64(17))
    for name, rows, seconds, begin, degraded in [
        ("reference", 2_000, MONTH, -MONTH, False), ("current", 1_000, WEEK, 0, False), ("degraded", 960, WEEK, WEEK, True)
    ]:
        tempo(random, name, rows, seconds, begin, degraded)
        skips(random, name, rows, seconds, begin, degraded)
        playlists(random, name, rows // 10, degraded)
        listeners(random, name, rows // (5 if degraded else 2), degraded)


if __name__ == "__main__":
    main()
