"""The peer: the guide's list with pandas and scipy, as a data scientist writes it who knows both.

    python pandas_scipy.py FOLDER [--test wasserstein|ks]

The labels are read as categories, which makes whatever counts them many times as fast as strings would be.
"""
import pandas as pd
from scipy import stats

import quantities as q


def side(frame: pd.DataFrame) -> q.Side:
    missing = frame.isna()
    labels = frame.groupby([q.TARGET, q.PREDICTION], observed=True).size()
    # Rows are compared by a 64-bit hash, as Modelwatch does: a tenth of the time of `duplicated()`.
    distinct = pd.util.hash_pandas_object(frame, index=False).nunique()
    return q.Side(
        rows=len(frame), empty_rows=int(missing.all(axis=1).sum()), duplicated_rows=len(frame) - distinct,
        missing={name: int(count) for name, count in missing.sum().items()},
        mean=frame.mean(numeric_only=True).to_dict(), deviation=frame.std(numeric_only=True).to_dict(),
        labels={pair: int(count) for pair, count in labels.items()})


def main() -> None:
    options = q.arguments()
    frames = [pd.read_parquet(options.folder / f"{name}.parquet", read_dictionary=[q.TARGET, q.PREDICTION])
              for name in q.SIDES]
    drift, p_values = {}, {}
    for name in frames[0].columns.difference([q.TARGET, q.PREDICTION]):
        pair = [frame[name].dropna() for frame in frames]
        if options.test == q.WASSERSTEIN:
            drift[name] = float(stats.wasserstein_distance(*pair))
        else:
            drift[name], p_values[name] = map(float, stats.ks_2samp(*pair))
    reference, current = [side(frame) for frame in frames]
    q.emit(reference, current, drift, options.test, p_values)


main()
