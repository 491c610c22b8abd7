"""The floor: what Arrow alone needs to decode the columns that the others compute on, and does nothing with them.

    python arrow_decode.py FOLDER

One column of one row group at a time and the labels as dictionaries, on as many threads as there are processors: of the
ways that pyarrow has the cheapest. Prints wall clock and CPU time of the decoding alone, in seconds; the rest of the
process is Python's.
"""
import concurrent.futures
import json
import os
import pathlib
import sys
import time

import pyarrow.parquet as pq

LABELS = ["actual_genre", "predicted_genre"]


def decode(path: pathlib.Path, column: str) -> int:
    file = pq.ParquetFile(path, read_dictionary=LABELS, pre_buffer=False, buffer_size=1 << 20)
    groups = range(file.num_row_groups)
    return sum(file.read_row_group(group, columns=[column], use_threads=False).num_rows for group in groups)


def main() -> None:
    paths = [pathlib.Path(sys.argv[1]) / f"{name}.parquet" for name in ("reference", "current")]
    jobs = [(path, column) for path in paths for column in pq.read_schema(path).names]
    wall, cpu = time.monotonic(), time.process_time()
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for _ in pool.map(lambda job: decode(*job), jobs):
            pass
    json.dump({"wall": time.monotonic() - wall, "cpu": time.process_time() - cpu}, sys.stdout)


main()
