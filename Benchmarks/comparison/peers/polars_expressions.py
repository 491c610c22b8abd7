"""The peer: the guide's list with Polars, lazily, on its streaming engine.

    python polars_expressions.py FOLDER [--test wasserstein|ks]
"""
import pathlib

import polars as pl

import quantities as q

ROW = pl.struct(pl.all())


def labels_of(data: pl.LazyFrame) -> pl.LazyFrame:
    return data.group_by(q.TARGET, q.PREDICTION).len()


def summary(data: pl.LazyFrame, features: list[str]) -> pl.LazyFrame:
    return data.select(
        pl.len().alias("rows"),
        pl.all_horizontal(pl.all().is_null()).sum().alias("empty"),
        # Rows are compared by a 64-bit hash, as Modelwatch does: a tenth of the time of `unique()`.
        ROW.hash().n_unique().alias("distinct"),
        pl.all().null_count().name.prefix("missing "),
        pl.col(features).mean().name.prefix("mean "),
        pl.col(features).std().name.prefix("deviation "))


def side(row: dict, labels: pl.DataFrame, names: list[str], features: list[str]) -> q.Side:
    return q.Side(
        rows=row["rows"], empty_rows=row["empty"], duplicated_rows=row["rows"] - row["distinct"],
        missing={name: row[f"missing {name}"] for name in names},
        mean={name: row[f"mean {name}"] for name in features},
        deviation={name: row[f"deviation {name}"] for name in features},
        labels={(true, predicted): count for true, predicted, count in labels.iter_rows()})


def distance(reference: pl.LazyFrame, current: pl.LazyFrame, name: str, n: int, m: int, test: str) -> pl.LazyFrame:
    """Both sides sorted, merged, and the difference of the ranks i·m − j·n followed along: exact integers."""
    def values(data: pl.LazyFrame, weight: int) -> pl.LazyFrame:
        ordered = data.select(value=pl.col(name).cast(pl.Float64)).drop_nulls().sort("value")
        return ordered.with_columns(weight=pl.lit(weight, pl.Int64))

    merged = values(reference, m).merge_sorted(values(current, -n), key="value")
    difference = pl.col("weight").cum_sum().abs()
    following = pl.col("value").shift(-1)
    if test == q.WASSERSTEIN:
        measure = (difference * (following - pl.col("value"))).sum()
    else:  # at the last of equal values only
        measure = difference.filter(following.ne_missing(pl.col("value"))).max()
    return merged.select((measure / (n * m)).alias(name))


def main() -> None:
    options = q.arguments()
    data = [pl.scan_parquet(options.folder / f"{name}.parquet") for name in q.SIDES]
    names = data[0].collect_schema().names()
    features = [name for name in names if name not in (q.TARGET, q.PREDICTION)]
    plans = [plan for frame in data for plan in (summary(frame, features), labels_of(frame))]
    rows, labels, current_rows, current_labels = pl.collect_all(plans, engine="streaming")
    reference = side(rows.row(0, named=True), labels, names, features)
    current = side(current_rows.row(0, named=True), current_labels, names, features)
    drift = {}
    for start in range(0, len(features), q.BLOCK):
        block = features[start:start + q.BLOCK]
        # To scan hundreds of columns one by one is to read the metadata each time.
        values = [frame.lazy() for frame in pl.collect_all([frame.select(block) for frame in data], engine="streaming")]
        plans = [
            distance(*values, name, *(side.rows - side.missing[name] for side in (reference, current)), options.test)
            for name in block]
        for found in pl.collect_all(plans, engine="streaming"):
            drift |= found.row(0, named=True)
    q.emit(reference, current, drift, options.test)


main()
