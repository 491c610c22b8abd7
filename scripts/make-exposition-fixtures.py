#!/usr/bin/env python3
"""Writes Tests/Fixtures/exposition/hostile.parquet: names and values that a metrics page must survive.

    .venv/peers/bin/python scripts/make-exposition-fixtures.py
"""
import pathlib

import pyarrow
import pyarrow.parquet

FOLDER = pathlib.Path(__file__).parent.parent / "Tests" / "Fixtures" / "exposition"
VALUES = [
    b'"', b"\\", b"\n", b"\\n", b"\r\n", b"\0", b"\xff\xfe", b"f\xfcr", b"\xed\xa0\x80", b"\xc0\xaf", b"\xf4\x90\x80\x80",
    "é".encode(), "e\u0301".encode(), "🎸".encode(), b'"} 1\n# EOF\n', b"", b" ", b"long" * 600, b"long" * 600 + b"er",
    "\u2028\ufeff\x1b[31m".encode(),
]


def main():
    # Bytes as strings, without a look at whether they are UTF-8.
    labels = pyarrow.array(VALUES * 20, pyarrow.binary()).view(pyarrow.string())
    numbers = pyarrow.array([float(i % 17) for i in range(len(VALUES) * 20)])
    columns = {'a"b\\c\nd': labels, "é": numbers, "e\u0301": numbers, "n" * 2000: numbers, "": numbers, 'le="1"} NaN': numbers}
    pyarrow.parquet.write_table(pyarrow.table(columns), FOLDER / "hostile.parquet", compression="zstd")


main()
