"""Counts what a whole `modelwatch check` calls, at two numbers of rows, and what a further row costs.

    python3 evaluation.py MODELWATCH FOLDER LARGER_FOLDER

The folders hold the data and the configuration of the comparison. Exit code 1 if reference counting, allocation, calls
through witness tables, or calls of any kind that our own code makes, grow with the rows.
"""
import collections
import json
import pathlib
import subprocess
import sys
import tempfile

import callgrind

THRESHOLDS = pathlib.Path(__file__).with_name("thresholds.json")
DRIFT_FOUND = 3
REFERENCE_COUNTING = {
    "swift_retain", "swift_release", "swift_retain_n", "swift_release_n", "swift_bridgeObjectRetain",
    "swift_bridgeObjectRelease", "swift_isUniquelyReferenced_nonNull_native",
}
OBJECTS = {"swift_allocObject", "swift_initStackObject", "swift_slowAlloc"}
# Mangled Swift names begin so; what follows tells a protocol witness.
SWIFT, WITNESS = "$s", ("TW", "TWTm")


def is_ours(function: str) -> bool:
    """Functions of our modules; what the compiler specialised of the standard library bears their names too."""
    return function.startswith(SWIFT) and any(
        module in function for module in ("10Statistics", "6Checks", "7Dataset", "7Monitor"))


def kinds(counts: callgrind.Counts) -> dict[str, int]:
    """Calls by what they are for."""
    return {
        "instructions": counts.instructions,
        "reference counting": counts.to(*REFERENCE_COUNTING),
        "objects": counts.to(*OBJECTS),
        "malloc and its kin": counts.allocations,
        "witness tables": sum(count for (_, callee), count in counts.calls.items()
                              if callee.startswith(SWIFT) and callee.endswith(WITNESS)),
        "all calls by our code": sum(count for (caller, _), count in counts.calls.items() if is_ours(caller)),
    }


def readable(function: str) -> str:
    if not function.startswith(SWIFT):
        return function
    command = ["swift", "demangle", "--compact", "--simplified", function]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


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
    print(f"{'':22}{rows_of(folders[0]):>15,} rows{rows_of(folders[1]):>15,} rows{'a further row':>16}")
    exceeded = []
    for (kind, small), large in zip(kinds(counts[0]).items(), kinds(counts[1]).values()):
        a_row = (large - small) / further
        print(f"{kind:22}{small:20,}{large:20,}{a_row:16.4f}")
        if kind != "instructions" and a_row > limit:
            exceeded.append(f"{kind}: {a_row:.3f} a row, threshold {limit}")
    if exceeded:
        print(*exceeded, "The calls that grow most, by caller:", sep="\n")
        ours = collections.Counter({pair: count for pair, count in growth.calls.items() if is_ours(pair[0])})
        for (caller, callee), count in ours.most_common(5):
            print(f"{count / further:8.3f}  {readable(caller)}\n          -> {readable(callee)}")
    return 1 if exceeded else 0


sys.exit(main())
