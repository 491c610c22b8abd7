"""Counts what a whole `modelwatch check` calls, at two numbers of rows, and what a further row costs.

    python3 evaluation.py MODELWATCH FOLDER LARGER_FOLDER

The folders hold the data and the configuration of the comparison. Exit code 1 if reference counting, allocations, or calls
through witness tables and closures grow with the rows.
"""
import collections
import json
import pathlib
import sys
import tempfile

import callgrind

THRESHOLDS = pathlib.Path(__file__).with_name("thresholds.json")
DRIFT_FOUND = 3
LONGEST = 12
def is_ours(function: str) -> bool:
    """Functions of our modules; what the compiler specialised of the standard library bears their names too."""
    return function.startswith(callgrind.SWIFT) and any(
        module in function for module in ("10Statistics", "6Checks", "7Dataset", "7Monitor"))


def rows_of(folder: pathlib.Path) -> int:
    """Rows of both sides together, from the name of the folder."""
    return 2 * int(folder.name.split("-")[-1])


def main() -> int:
    binary, *folders = map(pathlib.Path, sys.argv[1:])
    limit = json.loads(THRESHOLDS.read_text())["evaluation_calls_per_row"]
    with tempfile.TemporaryDirectory() as temporary:
        copy = callgrind.prepared(binary, pathlib.Path(temporary))
        preload = callgrind.preloaded(pathlib.Path(temporary))
        counts = [callgrind.count([copy, "check", "--config.file", folder / "modelwatch.yml"], preload=preload,
                                  codes=(0, DRIFT_FOUND)) for folder in folders]
    further = rows_of(folders[1]) - rows_of(folders[0])
    growth = counts[1] - counts[0]
    ours = callgrind.Counts(growth.instructions, collections.Counter(
        {(caller, callee): count for (caller, callee), count in growth.calls.items() if is_ours(caller)}))
    print(f"{'':22}{rows_of(folders[0]):>15,} rows{rows_of(folders[1]):>15,} rows{'a further row':>16}")
    exceeded = []
    for kind, small in counts[0].kinds().items():
        large = counts[1].kinds()[kind]
        a_row = (large - small) / further
        print(f"{kind:22}{small:20,}{large:20,}{a_row:16.4f}")
        if a_row > limit:
            exceeded.append(f"{kind}: {a_row:.3f} a row, threshold {limit}")
    print(f"{'instructions':22}{counts[0].instructions:20,}{counts[1].instructions:20,}"
          f"{growth.instructions / further:16.1f}")
    print(f"calls of any kind that our code makes for a further row: {ours.all_calls / further:.3f}")
    print("where they are executed:")
    for function, count in growth.own.most_common(LONGEST):
        print(f"{count / growth.instructions:8.1%}{count / further:10.1f} a row  {callgrind.readable(function)[:100]}")
    if exceeded:
        print(*exceeded, "The calls that grow most, by caller:", ours.most_frequent(5, further), sep="\n")
    return 1 if exceeded else 0


sys.exit(main())
