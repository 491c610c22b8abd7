#!/usr/bin/env python3
"""Makes the example data: a reference month, a good week and a degraded week of a genre classifier.

    python3 -m venv .venv/example && .venv/example/bin/pip install numpy pyarrow
    .venv/example/bin/python examples/genres/generate.py            writes the three Parquet files beside this script

Each row is one audio clip: 13 averaged MFCCs, the genre a listener gave it and the genre the model predicted. The
predictions are those of a real if simple model, a nearest-centroid classifier fitted on data of the same kind, so a
shift of the features lowers the accuracy by itself. Nothing about the degraded week's labels is made up.

The seed is fixed: the same versions of numpy and pyarrow write the same bytes, and other versions the same values.
"""
import pathlib

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

SEED = 13
GENRES = ["blues", "classical", "country", "disco", "hiphop", "jazz", "metal", "pop", "reggae", "rock"]
MFCCS = [f"mfcc_{i}" for i in range(1, 14)]

# Typical clip averages of the 13 coefficients per genre, in GENRES' order, and the spread of clips within a genre.
CENTRES = np.array(
    [
        [-220, 124, -6, 38, -2, 12, -14, 6, -12, 3, -7, 2, -5],
        [-345, 110, -22, 34, -4, 4, -9, 2, -7, 1, -5, 1, -2],
        [-155, 104, 4, 32, 2, 17, -10, 12, -9, 8, -8, 6, -6],
        [-75, 96, -12, 38, -10, 19, -18, 14, -14, 11, -11, 8, -8],
        [-60, 108, -20, 24, -4, 10, -13, 11, -7, 6, -6, 3, -3],
        [-270, 133, -15, 42, 1, 9, -6, 9, -11, 5, -3, 4, -1],
        [-88, 113, -44, 56, -23, 26, -24, 17, -19, 14, -16, 11, -12],
        [-45, 81, -3, 18, 5, 6, -4, 6, -3, 3, -1, 0, -2],
        [-150, 123, -29, 29, 7, 14, -8, 2, -9, 8, -11, 5, -6],
        [-128, 121, -31, 43, -8, 18, -13, 11, -16, 6, -9, 7, -9],
    ],
    dtype=float,
)
SPREAD = np.array([44, 14.5, 11, 9, 8, 7, 6.6, 6, 5.6, 5.2, 4.9, 4.7, 4.6])
# What listeners send: pop and rock are more common than classical and blues.
MIX = np.array([0.08, 0.07, 0.10, 0.10, 0.12, 0.08, 0.09, 0.14, 0.09, 0.13])

# The degraded week: the recordings come through a new encoder, which moves the first four coefficients.
ENCODER_SHIFT = np.array([42, -16, 13, -10] + [0] * 9, dtype=float)


def clips(random, rows, shift=0.0):
    """Draws the features and true genres of some clips."""
    genre = random.choice(len(GENRES), size=rows, p=MIX)
    noise = random.standard_normal((rows, len(MFCCS)))
    # Neighbouring coefficients of one clip move together a little.
    noise[:, 1:] = 0.95 * noise[:, 1:] + np.sqrt(1 - 0.95**2) * noise[:, :-1]
    return np.round(CENTRES[genre] + shift + SPREAD * noise, 3), genre


class Classifier:
    """A nearest-centroid classifier on standardised features; a missing feature counts as its training mean."""

    def __init__(self, features, genre):
        self.mean, self.scale = features.mean(axis=0), SPREAD
        scaled = (features - self.mean) / self.scale
        self.centroids = np.array([scaled[genre == g].mean(axis=0) for g in range(len(GENRES))])

    def predict(self, features):
        scaled = (np.where(np.isnan(features), self.mean, features) - self.mean) / self.scale
        return ((scaled[:, None, :] - self.centroids[None, :, :]) ** 2).sum(axis=2).argmin(axis=1)


def table(features, genre, predicted):
    columns = {
        name: pa.array(features[:, i], pa.float64(), mask=np.isnan(features[:, i])) for i, name in enumerate(MFCCS)
    }
    columns["actual_genre"] = pa.array([GENRES[g] for g in genre], pa.string())
    columns["predicted_genre"] = pa.array([GENRES[g] for g in predicted], pa.string())
    return pa.table(columns)


def main():
    random = np.random.Generator(np.random.PCG64(SEED))
    model = Classifier(*clips(random, 2_000))
    folder = pathlib.Path(__file__).resolve().parent

    def write(name, features, genre):
        predicted = model.predict(features)
        pq.write_table(table(features, genre, predicted), folder / f"{name}.parquet", compression="zstd")
        print(f"{name}.parquet: {len(genre)} rows, accuracy {np.mean(genre == predicted):.4f}")

    write("reference", *clips(random, 3_000))
    write("current", *clips(random, 1_500))

    features, genre = clips(random, 1_488, ENCODER_SHIFT)
    # The encoder also leaves out a coefficient now and then, and twelve clips were logged twice.
    features[random.choice(len(genre), size=105, replace=False), MFCCS.index("mfcc_7")] = np.nan
    features[random.choice(len(genre), size=24, replace=False), MFCCS.index("mfcc_12")] = np.nan
    twice = np.sort(random.choice(len(genre), size=12, replace=False))
    write("degraded", np.vstack([features, features[twice]]), np.concatenate([genre, genre[twice]]))


if __name__ == "__main__":
    main()
