"""The floor: what Arrow alone needs to decode the columns that the others compute on, and does nothing with them.

    python arrow_decode.py FOLDER

One column of one row group at a time, the labels as dictionaries, a reader for each thread and as many threads as
processors: of the ways that pyarrow has the cheapest. Prints wall clock and CPU time of the decoding alone, in seconds;
the rest of the process is Python's.
"""
import concurrent.futures
import json
import os
import pathlib
import sys
import threading
import time

import pyarrow.parquet as pq

LABELS = ["actual_genre", "predicted_genre"]
BUFFER = 1 << 20
readers = threading.local()


def reader(path: pathlib.Path) -> pq.ParquetFile:
    """This thread's: a reader keeps the metadata, which take long to read of hundreds of columns."""
    opened = readers.__dict__
    if path not in opened:
        opened[path] = pq.ParquetFile(path, read_dictionary=LABELS, pre_buffer=False, buffer_size=BUFFER)
    return opened[path]


def decode(path: pathlib.Path, column: str) -> int:
    file = reader(path)
    groups = range(file.num_row_groups)
    return sum(file.read_row_group(group, columns=[column], use_threads=False).num_rows for group in groups)


def main() -> None:
    wall, cpu = time.monotonic(), time.process_time()
    paths = [pathlib.Path(sys.argv[1]) / f"{name}.parquet" for name in ("reference", "current")]
    jobs = [(path, column) for path in paths for column in pq.read_schema(path).names]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for _ in pool.map(lambda job: decode(*job), jobs):
            pass
    json.dump({"wall": time.monotonic() - wall, "cpu": time.process_time() - cpu}, sys.stdout)


main()
