"""The peer: the guide's list in SQL with DuckDB: aggregates, and one window over each numeric column.

    python duckdb_windows.py FOLDER [--test wasserstein|ks]
"""
import duckdb

import quantities as q

MEASURES = {
    q.WASSERSTEIN: "sum(abs(difference) * (following - value))",
    # at the last of equal values only
    q.KOLMOGOROV_SMIRNOV: "max(abs(difference)) filter (following is distinct from value)",
}


def side(database: duckdb.DuckDBPyConnection, name: str, columns: list[str], features: list[str]) -> q.Side:
    aggregates = ["count(*)", f"count(*) filter ({' and '.join(f'{column} is null' for column in columns)})"]
    aggregates += [f"count({column})" for column in columns]
    aggregates += [f"{function}({column})" for function in ("avg", "stddev_samp") for column in features]
    row = list(database.execute(f"select {', '.join(aggregates)} from {name}").fetchone())
    rows, empty, values = row[0], row[1], row[2:2 + len(columns)]
    moments = row[2 + len(columns):]
    # Rows are compared by a 64-bit hash, as Modelwatch does: a quarter of the time of `select distinct *`.
    distinct, = database.execute(
        f"select count(*) from (select hash({', '.join(columns)}) as digest from {name} group by digest)").fetchone()
    labels = database.execute(
        f"select {q.TARGET}, {q.PREDICTION}, count(*) from {name} group by all").fetchall()
    return q.Side(
        rows=rows, empty_rows=empty, duplicated_rows=rows - distinct,
        missing={column: rows - count for column, count in zip(columns, values)},
        mean=dict(zip(features, moments)), deviation=dict(zip(features, moments[len(features):])),
        labels={(true, predicted): count for true, predicted, count in labels})


def distance(
    database: duckdb.DuckDBPyConnection, sources: list[str], name: str, n: int, m: int, test: str
) -> float:
    """Follows the difference of the ranks i·m − j·n over the pooled order: exact integers, summed as 32-bit ones."""
    value, = database.execute(f"""
        with pooled as (
            select {name}::double as value, {m}::integer as weight from {sources[0]} where {name} is not null
            union all select {name}::double, {-n}::integer from {sources[1]} where {name} is not null),
        ranked as (
            select value, lead(value) over (order by value) as following,
                sum(weight) over (order by value rows unbounded preceding) as difference
            from pooled)
        select {MEASURES[test]} / ({n}::double * {m}) from ranked""").fetchone()
    return value


def tables(database: duckdb.DuckDBPyConnection, block: list[str]) -> list[str]:
    """Some columns of each side as tables: to read hundreds of columns one by one is to read the metadata each time."""
    for name in q.SIDES:
        database.execute(f"create or replace temp table {name}_block as select {', '.join(block)} from {name}")
    return [f"{name}_block" for name in q.SIDES]


def main() -> None:
    options = q.arguments()
    database = duckdb.connect()
    database.execute("set preserve_insertion_order = false")
    database.execute(f"set temp_directory = '{options.folder}/duckdb.tmp'")
    for name in q.SIDES:
        database.execute(f"create view {name} as select * from read_parquet('{options.folder}/{name}.parquet')")
    columns = [row[0] for row in database.execute("describe reference").fetchall()]
    features = [column for column in columns if column not in (q.TARGET, q.PREDICTION)]
    reference, current = [side(database, name, columns, features) for name in q.SIDES]
    drift = {}
    for start in range(0, len(features), q.BLOCK):
        block = features[start:start + q.BLOCK]
        sources = tables(database, block) if len(features) > q.BLOCK else q.SIDES
        for name in block:
            counts = [side.rows - side.missing[name] for side in (reference, current)]
            drift[name] = distance(database, sources, name, *counts, options.test)
    q.emit(reference, current, drift, options.test)


main()
