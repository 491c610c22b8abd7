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


def distance(database: duckdb.DuckDBPyConnection, name: str, n: int, m: int, test: str) -> float:
    """Follows the difference of the ranks i·m − j·n over the pooled order: exact integers, summed as 32-bit ones."""
    value, = database.execute(f"""
        with pooled as (
            select {name}::double as value, {m}::integer as weight from reference where {name} is not null
            union all select {name}::double, {-n}::integer from current where {name} is not null),
        ranked as (
            select value, lead(value) over (order by value) as following,
                sum(weight) over (order by value rows unbounded preceding) as difference
            from pooled)
        select {MEASURES[test]} / ({n}::double * {m}) from ranked""").fetchone()
    return value


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
    drift = {
        name: distance(database, name, reference.rows - reference.missing[name], current.rows - current.missing[name],
                       options.test)
        for name in features}
    q.emit(reference, current, drift, options.test)


main()
