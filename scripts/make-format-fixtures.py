#!/usr/bin/env python3
"""Writes data sets in every format and type that can be read, and broken ones, into Tests/Fixtures/formats.

    python3 -m venv .venv/oracle && .venv/oracle/bin/pip install "pyarrow==26.0.1" "pandas<3.1"
    .venv/oracle/bin/python scripts/make-format-fixtures.py

What the files hold is written beside them, in expected.json: for each column the numbers or the categories that a
reader must find, computed here from the Python values and not from the files.
"""
import base64
import csv
import gzip
import json
import math
import pathlib
import shutil
from collections import Counter
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import numpy as np
import pyarrow as pa
import pyarrow.feather as feather
import pyarrow.ipc as ipc
import pyarrow.parquet as pq

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "Tests" / "Fixtures" / "formats"
ROWS = 24
SECONDS = {"s": 1, "ms": 1e-3, "us": 1e-6, "ns": 1e-9}


def with_nulls(values, every=5):
    """The values, repeated to ROWS rows, each fifth one missing."""
    return [None if row % every == 4 else values[row % len(values)] for row in range(ROWS)]


def integers(bits, signed):
    low, high = (-(1 << bits - 1), (1 << bits - 1) - 1) if signed else (0, (1 << bits) - 1)
    return [low, high, 0, 1, high - 1, low + 1]


FLOATS = [1.5, -0.0, 0.0, math.nan, math.inf, -math.inf, -2.25, 1024.0]
DECIMALS = {32: "1234567.89", 64: "123456789012.34", 128: "12345678901234567890.12", 256: "1" * 40 + ".25"}
NESTED = {"list", "struct", "map", "binary", "large_binary", "fixed_binary", "time32", "time64", "duration", "nested"}


def typed_columns():
    """Name to array, with missing values and without."""
    columns = {}

    def add(name, values, type_):
        columns[name] = pa.array(with_nulls(values), type_)
        columns[name + "_full"] = pa.array([values[row % len(values)] for row in range(ROWS)], type_)

    # Nested columns come first: they have more leaves than fields, which must not shift the others.
    columns["nested"] = pa.array(
        [{"x": row, "y": [row, row + 1], "z": {"deep": str(row)}} for row in range(ROWS)])
    columns["list"] = pa.array([[row] * (row % 3) for row in range(ROWS)])
    columns["struct"] = pa.array([{"a": row, "b": str(row)} for row in range(ROWS)])
    columns["map"] = pa.array([[("k", row)] for row in range(ROWS)], pa.map_(pa.string(), pa.int64()))
    columns["binary"] = pa.array([b"\x00\xff"] * ROWS, pa.binary())
    columns["large_binary"] = pa.array([b"\x00\xff"] * ROWS, pa.large_binary())
    columns["fixed_binary"] = pa.array([b"abcd"] * ROWS, pa.binary(4))
    columns["time32"] = pa.array([row for row in range(ROWS)], pa.time32("s"))
    columns["time64"] = pa.array([row for row in range(ROWS)], pa.time64("us"))
    columns["duration"] = pa.array([row for row in range(ROWS)], pa.duration("ms"))

    for bits in (8, 16, 32, 64):
        add(f"int{bits}", integers(bits, True), getattr(pa, f"int{bits}")())
        add(f"uint{bits}", integers(bits, False), getattr(pa, f"uint{bits}")())
    add("uint64_small", [0, 7, 9], pa.uint64())
    add("float16", [np.float16(value) for value in FLOATS], pa.float16())
    add("float32", FLOATS, pa.float32())
    add("float64", FLOATS + [1.7976931348623157e308, 5e-324], pa.float64())
    for bits, precision in ((32, 9), (64, 14), (128, 22), (256, 42)):
        value = Decimal(DECIMALS[bits])
        type_ = {32: pa.decimal32, 64: pa.decimal64, 128: pa.decimal128, 256: pa.decimal256}[bits](precision, 2)
        add(f"decimal{bits}", [value, -value, Decimal("0.00"), Decimal("-0.01"), Decimal("1.00")], type_)
    add("decimal_whole", [Decimal(5), Decimal(-17)], pa.decimal128(10, 0))
    add("bool", [True, False, True], pa.bool_())
    words = ["", "a", "blues", "a string that is longer than twelve bytes", "é", "e\u0301", "🎸", "0"]
    add("string", words, pa.string())
    add("large_string", words, pa.large_string())
    add("string_view", words, pa.string_view())
    for index in (pa.int8(), pa.int16(), pa.int32(), pa.uint8()):
        add(f"dictionary_{index}", words, pa.dictionary(index, pa.string()))
    add("dictionary_numbers", [3, 1, 2], pa.dictionary(pa.int16(), pa.int64()))
    days = [date(1969, 12, 31), date(1970, 1, 1), date(2026, 11, 20)]
    add("date32", days, pa.date32())
    add("date64", days, pa.date64())
    times = [datetime(1969, 12, 31, 23, 59, 59), datetime(2026, 11, 20, 22, 51, 0), datetime(2001, 9, 9, 1, 46, 40)]
    for unit in ("s", "ms", "us", "ns"):
        add(f"timestamp_{unit}", times, pa.timestamp(unit))
        zoned = [time.replace(tzinfo=timezone.utc) for time in times]
        add(f"timestamp_{unit}_utc", zoned, pa.timestamp(unit, "UTC"))
    add("timestamp_zone", [time.replace(tzinfo=timezone(timedelta(hours=1))) for time in times],
        pa.timestamp("us", "Europe/Berlin"))
    columns["null"] = pa.nulls(ROWS)
    columns["all_missing"] = pa.array([None] * ROWS, pa.float64())
    columns["all_missing_text"] = pa.array([None] * ROWS, pa.string())
    return columns


def values_of(array):
    """The Python values of an array; points in time as seconds."""
    type_ = array.type
    if pa.types.is_date32(type_):
        return [None if v is None else v * 86400.0 for v in array.cast(pa.int32()).to_pylist()]
    if pa.types.is_date64(type_):
        return [None if v is None else v / 1000 for v in array.cast(pa.int64()).to_pylist()]
    if pa.types.is_timestamp(type_):
        ticks = array.cast(pa.int64()).to_pylist()
        return [None if v is None else v * SECONDS[type_.unit] for v in ticks]
    return array.to_pylist()


def numbers(values):
    present = [float(v) if not isinstance(v, int) else v for v in values if v is not None]
    finite = [v for v in present if math.isfinite(v)]
    # Integers keep all 64 bits, unless some do not fit a signed one.
    exact = all(isinstance(v, int) and abs(v) < 1 << 63 or v == -(1 << 63) for v in finite)
    entry = {
        "missing": sum(v is None for v in values) + sum(math.isnan(v) for v in present),
        "infinite": sum(math.isinf(v) for v in present),
        "count": len(finite),
        "distinct": len({v if exact else float(v) + 0.0 for v in finite}),
    }
    if finite:
        entry.update(minimum=float(min(finite)), maximum=float(max(finite)))
        if max(abs(v) for v in finite) < 1e300:
            entry["mean"] = math.fsum(finite) / len(finite)
    return entry


def label(value):
    return {True: "true", False: "false"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def categories(values):
    present = [v for v in values if v is not None]
    counts = Counter(label(v) for v in present)
    # A list: two spellings of one letter are two labels, but one key to some readers of JSON.
    entries = [{"label": name, "count": count} for name, count in sorted(counts.items())]
    return {"missing": len(values) - len(present), "categories": entries}


def expectation(array):
    """What a reader finds in a column."""
    type_ = array.type.value_type if pa.types.is_dictionary(array.type) else array.type
    values = values_of(array)
    if isinstance(array.type, pa.DictionaryType) or pa.types.is_boolean(type_) or "string" in str(type_):
        return {"rows": len(values), "kind": "categorical", **categories(values)}
    return {"rows": len(values), "kind": "numerical", **numbers(values)}


def expectations(table):
    result = {}
    for name in table.column_names:
        if name not in NESTED:
            result[name] = expectation(table[name].combine_chunks())
    return result


def write_stream(table, path, **options):
    with ipc.new_stream(path, table.schema, options=ipc.IpcWriteOptions(**options)) as writer:
        writer.write_table(table, max_chunksize=10)


def write_file(table, path, **options):
    with ipc.new_file(path, table.schema, options=ipc.IpcWriteOptions(**options)) as writer:
        writer.write_table(table, max_chunksize=10)


def write_types(expected):
    table = pa.table(typed_columns())
    pq.write_table(table, FOLDER / "types.parquet", row_group_size=10)
    pq.write_table(table, FOLDER / "types_plain.parquet", use_dictionary=False, compression="none", store_schema=False)
    write_file(table, FOLDER / "types.arrow", unify_dictionaries=True)
    write_stream(table, FOLDER / "types.arrows")
    for codec in ("lz4", "zstd"):
        feather.write_feather(table, FOLDER / f"types_{codec}.feather", compression=codec, chunksize=7)
    expected["types"] = expectations(table)


def write_dictionaries(expected):
    """Row groups and batches whose dictionaries differ, with entries that no row uses."""
    groups = [["a", "b", "c", "a"], ["c", "d", "e", "e"], [None, None, None, None], ["x", None, "a", "x"]]
    batches = []
    for group in groups:
        dictionary = pa.array(["unused"] + sorted({v for v in group if v}, reverse=True))
        places = {value: place for place, value in enumerate(dictionary.to_pylist())}
        indices = pa.array([None if v is None else places[v] for v in group], pa.int32())
        array = pa.DictionaryArray.from_arrays(indices, dictionary)
        batches.append(pa.record_batch({"genre": array, "row": pa.array(range(4), pa.int32())}))
    with ipc.new_stream(FOLDER / "dictionaries.arrows", batches[0].schema) as writer:
        for batch in batches:
            writer.write_batch(batch)
    texts = [pa.record_batch({"genre": pa.array(group, pa.string()), "row": pa.array(range(4), pa.int32())}) for group in groups]
    with pq.ParquetWriter(FOLDER / "dictionaries.parquet", texts[0].schema) as writer:
        for batch in texts:
            writer.write_batch(batch, row_group_size=4)
    expected["dictionaries"] = {
        "genre": {"rows": 16, "kind": "categorical", **categories([v for group in groups for v in group])}}


def write_slices(expected):
    """Batches cut out of longer ones: offsets that are not 0 when they are written."""
    table = pa.table({
        "number": pa.array([None if row % 7 == 0 else row * 0.5 for row in range(100)]),
        "flag": pa.array([None if row % 11 == 0 else row % 3 == 0 for row in range(100)]),
        "word": pa.array([None if row % 13 == 0 else f"word {row % 4}" for row in range(100)]),
        "code": pa.array([f"c{row % 5}" for row in range(100)]).dictionary_encode(),
    })
    sliced = pa.Table.from_batches([b.slice(3, 90 - 3) for b in table.to_batches()])
    with ipc.new_file(FOLDER / "slices.arrow", table.schema) as writer:
        for batch in sliced.to_batches():
            for start in range(0, batch.num_rows, 13):
                writer.write_batch(batch.slice(start, 13))
    expected["slices"] = expectations(sliced)


def write_csv():
    (FOLDER / "quoted.csv").write_text(
        'name,score,"a ""column"", quoted",flag,day\r\n'
        '"Blues, slow",1.5,x,true,2026-11-20\r\n'
        '"say ""hi""",NA,,false,2026-11-21\r\n'
        '"two\nlines",nan,N/A,true,2026-11-22\r\n'
        'plain,,null,,\r\n'
        ',-3,#N/A,false,2026-11-24\r\n', newline="")
    lines = "genre,mfcc_1\n" + "".join(f"{['blues', 'rock', ''][row % 3]},{row / 4}\n" for row in range(300))
    with open(FOLDER / "compressed.csv.gz", "wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", mtime=0) as file:
        file.write(lines.encode())


def write_folders():
    day = FOLDER / "days"
    for number, rows in ((1, 10), (2, 5), (3, 7)):
        pq.write_table(pa.table({"x": [float(row) for row in range(rows)]}), day / f"day-{number}.parquet")
    hive = FOLDER / "hive"
    for region, month, rows in (("north", 1, 4), ("north", 2, 3), ("south", 1, 2)):
        folder = hive / f"region={region}" / f"month={month}"
        folder.mkdir(parents=True)
        pq.write_table(pa.table({"x": [row * 1.0 for row in range(rows)]}), folder / "part.parquet")
    (hive / "_SUCCESS").write_text("")
    (hive / ".part.parquet.crc").write_bytes(b"\x00crc")


def write_empty():
    table = pa.table({"x": pa.array([], pa.float64()), "s": pa.array([], pa.string()), "i": pa.array([], pa.int64())})
    pq.write_table(table, FOLDER / "no_rows.parquet")
    write_file(table, FOLDER / "no_rows.arrow")
    write_stream(table, FOLDER / "no_rows.arrows")
    (FOLDER / "no_rows.csv").write_text("x,s,i\n")
    twice = pa.Table.from_arrays([pa.array([1, 2]), pa.array([3, 4]), pa.array([5, 6])], ["a", "a", "b"])
    pq.write_table(twice, FOLDER / "name_twice.parquet")


def corrupt_ipc(path, needle, replacement):
    data = path.read_bytes()
    assert data.count(needle) == 1, data.count(needle)
    path.write_bytes(data.replace(needle, replacement))


def write_broken():
    broken = FOLDER / "broken"
    table = pa.table({"word": ["one", "three", "fifteen!"], "x": [1.0, 2.0, 3.0]})
    offsets = np.array([0, 3, 8, 16], np.int32).tobytes()
    for name, bad in (("offset_beyond_data", [0, 3, 8, 1 << 30]), ("offsets_descend", [0, 12, 8, 16]),
                      ("offset_negative", [0, -5, 8, 16])):
        path = broken / f"{name}.arrow"
        write_file(table, path)
        corrupt_ipc(path, offsets, np.array(bad, np.int32).tobytes())
    codes = pa.DictionaryArray.from_arrays(pa.array([1, 0, 1, 0, 1, 1, 0], pa.int16()), pa.array(["a", "b"]))
    path = broken / "dictionary_index.arrow"
    write_file(pa.table({"code": codes, "x": [float(row) for row in range(7)]}), path)
    indices = np.array([1, 0, 1, 0, 1, 1, 0], np.int16).tobytes()
    corrupt_ipc(path, indices, np.array([1, 0, 99, 0, 1, 1, 0], np.int16).tobytes())

    whole = (FOLDER / "types.parquet").read_bytes()
    (broken / "half_written.parquet").write_bytes(whole[: len(whole) // 2])
    (broken / "without_footer.parquet").write_bytes(whole[:-8])
    (broken / "magic_only.parquet").write_bytes(b"PAR1")
    damaged = bytearray((FOLDER / "days" / "day-1.parquet").read_bytes())
    damaged[4:40] = b"\xff" * 36
    (broken / "damaged_page.parquet").write_bytes(damaged)
    arrow = (FOLDER / "slices.arrow").read_bytes()
    (broken / "half_written.arrow").write_bytes(arrow[: len(arrow) // 2])
    stream = (FOLDER / "dictionaries.arrows").read_bytes()
    (broken / "half_written.arrows").write_bytes(stream[: len(stream) * 3 // 4])
    (broken / "half_written.csv").write_text("a,b,c\n1,2,3\n4,5,6\n7,")
    packed = (FOLDER / "compressed.csv.gz").read_bytes()
    (broken / "half_written.csv.gz").write_bytes(packed[: len(packed) // 2])
    (broken / "empty.parquet").write_bytes(b"")
    (broken / "empty.csv").write_bytes(b"")
    (broken / "garbage.parquet").write_bytes(bytes(range(255, -1, -1)))
    (broken / "garbage.csv").write_bytes(bytes(range(256)) * 4)
    (broken / "notes.txt").write_text("not a data set\n")
    feather_v1 = b"FEA1" + b"\x00" * 60 + b"FEA1"
    (broken / "version_1.feather").write_bytes(feather_v1)
    mixed = broken / "mixed"
    mixed.mkdir()
    pq.write_table(pa.table({"x": [1.0]}), mixed / "a.parquet")
    (mixed / "b.csv").write_text("x\n1\n")
    conflicting = broken / "conflicting"
    conflicting.mkdir()
    pq.write_table(pa.table({"x": [1.0]}), conflicting / "a.parquet")
    pq.write_table(pa.table({"x": ["one"]}), conflicting / "b.parquet")


def packed_by(codec, content):
    sink = pa.BufferOutputStream()
    with pa.CompressedOutputStream(sink, codec) as stream:
        stream.write(content)
    return sink.getvalue().to_pybytes()


def write_lines():
    """NDJSON, and packed text."""
    rows = [{"mfcc_1": row / 4 if row % 3 else row, "genre": ["blues", "rock", None][row % 3], "tags": [row],
             "seen": row % 2 == 0, "at": f"2024-01-01 10:00:{row % 60:02d}", "user": {"id": row}} for row in range(300)]
    lines = ("\n".join(json.dumps(row) for row in rows) + "\n").encode()
    (FOLDER / "lines.jsonl").write_bytes(lines)
    zipped = gzip.compress(lines, mtime=0)
    (FOLDER / "lines.jsonl.gz").write_bytes(zipped)
    for codec, ending in (("zstd", "zst"), ("bz2", "bz2"), ("lz4", "lz4")):
        (FOLDER / f"lines.jsonl.{ending}").write_bytes(packed_by(codec, lines))
    table = packed_by("zstd", gzip.decompress((FOLDER / "compressed.csv.gz").read_bytes()))
    (FOLDER / "compressed.csv.zst").write_bytes(table)
    broken = FOLDER / "broken"
    (broken / "half_written.csv.zst").write_bytes(table[: len(table) // 2])
    (broken / "half_written.jsonl").write_bytes(lines[: len(lines) // 2 - 7])
    (broken / "half_written.jsonl.gz").write_bytes(zipped[: len(zipped) // 2])
    damaged = bytearray(zipped)
    for place in (len(zipped) // 2, len(zipped) // 2 + 1):
        damaged[place] ^= 0xFF
    (broken / "damaged.jsonl.gz").write_bytes(damaged)
    (broken / "login.csv").write_text(
        "<!DOCTYPE html>\n<html><head><title>Sign in\n to Example</title></head><body>...</body></html>\n")
    (broken / "half_written.json").write_text('[\n {"a":1},{"a":2}')
    (FOLDER / "array.json").write_text(json.dumps(rows, indent=1))


def write_kserve():
    """Batches in the shape of KServe's logger, https://github.com/kserve/kserve/tree/master/pkg/logger: a Parquet file with
    bytes and maps, CSV files of both of its marshallers, a JSON array, and the object that stands for a batch of one."""
    folder = FOLDER / "kserve"
    folder.mkdir()
    payload = b'{"instances": [[6.8, 2.8]]}'
    count = 20
    texts = {
        "content_type": ["application/json"] * count,
        "req_type": ["org.kubeflow.serving.inference." + ("request" if row % 2 else "response") for row in range(count)],
        "id": [f"{row // 2:04d}" for row in range(count)],
        "source_uri": [None] * count,
        "inference_service": ["sklearn-iris"] * count,
        "namespace": ["models"] * count,
        "component": ["predictor"] * count,
        "endpoint": [""] * count,
    }
    url = "http://sklearn-iris.models/v1/models/sklearn-iris:predict"
    headers = pa.map_(pa.string(), pa.list_(pa.string()))
    table = {"url": pa.array([url] * count), "bytes": pa.array([payload] * count, pa.binary())}
    table |= {name: pa.array(values, pa.string()) for name, values in texts.items()}
    table["metadata"] = pa.array([[("X-Request-Id", ["a", "b"])]] * count, headers)
    table["annotations"] = pa.array([[("team", "audio")]] * count, pa.map_(pa.string(), pa.string()))
    table |= {"cert_name": pa.array([""] * count), "tls_skip_verify": pa.array([False] * count)}
    pq.write_table(pa.table(table), folder / "0009-request.parquet", compression="snappy")

    encoded = base64.b64encode(payload).decode()
    parts = ["Scheme", "Opaque", "Host", "Path", "RawPath", "OmitHost", "ForceQuery", "RawQuery", "Fragment", "RawFragment"]
    records, flat, nested = [], [], []
    for row in range(count):
        values = {name.replace("_", " ").title().replace(" ", ""): texts[name][row] for name in texts}
        address = dict(zip(parts, ["http", "", "sklearn-iris.models", "/v1", "", False, False, "", "", ""]))
        more = {"Metadata": {"X-Request-Id": ["a", "b"]}, "Annotations": {"team": "audio"}, "CertName": "",
                "TlsSkipVerify": False}
        records.append({"Url": {**address, "User": None}, "Bytes": encoded, **values, **more})
        flat.append([url, encoded, *[value or "" for value in values.values()], json.dumps(more["Metadata"]),
                     json.dumps(more["Annotations"]), "", "false"])
        nested.append(["http", "", "sklearn-iris.models", "/v1", "", "false", "false", "", "", "", encoded,
                       values["ContentType"], values["ReqType"], values["Id"], *[""] * 10, "sklearn-iris", "models",
                       "predictor", "", "", "", "", "false"])
    names = ["url", "bytes", "contentType", "reqType", "id", "sourceUri", "inferenceService", "namespace", "component",
             "endpoint", "metadata", "annotations", "certName", "tlsSkipVerify"]
    spread = [f"Url.{part}" for part in parts] + ["Bytes", "ContentType", "ReqType", "Id"]
    spread += [f"SourceUri.{part}" for part in parts]
    spread += ["InferenceService", "Namespace", "Component", "Endpoint", "Metadata", "Annotations", "CertName",
               "TlsSkipVerify"]
    for name, header, lines in (("flat", names, flat), ("spread", spread, nested)):
        with (folder / f"{name}.csv").open("w", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([header, *lines])
    (folder / "batch.json").write_text(json.dumps(records, separators=(",", ":")))
    (folder / "single.json").write_text(json.dumps(records[0], separators=(",", ":")))


def main():
    shutil.rmtree(FOLDER, ignore_errors=True)
    for folder in ("days", "hive", "broken"):
        (FOLDER / folder).mkdir(parents=True)
    expected = {}
    write_types(expected)
    write_dictionaries(expected)
    write_slices(expected)
    write_csv()
    write_folders()
    write_empty()
    write_broken()
    write_lines()
    write_kserve()
    (FOLDER / "expected.json").write_text(json.dumps(expected, indent=1, ensure_ascii=False) + "\n")
    files = [path for path in FOLDER.rglob("*") if path.is_file()]
    print(f"{len(files)} files, {sum(path.stat().st_size for path in files)} bytes")


if __name__ == "__main__":
    main()
