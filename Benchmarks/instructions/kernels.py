"""Counts the instructions and allocations of every kernel and compares them with the thresholds.

    python3 kernels.py BINARY [--update]

Exit code 1 if a kernel needs more than its threshold allows, or counts references, allocates, or calls through witness
tables and closures for its rows. With --update the thresholds become what was counted.
"""
import json
import pathlib
import subprocess
import sys
import tempfile

import callgrind

THRESHOLDS = pathlib.Path(__file__).with_name("thresholds.json")
HEADER = ["kernel", "rows", "instructions", "a row", "threshold", "allocations", "threshold", "calls a row"]


def measure(binary: pathlib.Path) -> dict[str, dict]:
    listing = subprocess.run([binary], capture_output=True, text=True, check=True).stdout
    found = {}
    for name, rows in (line.split() for line in listing.splitlines()):
        rows = int(rows)
        once = callgrind.count([binary, name, rows], within="mw_measured")
        twice = callgrind.count([binary, name, 2 * rows], within="mw_measured")
        found[name] = {
            "rows": rows, "instructions": once.instructions, "allocations": once.allocations,
            "growth": twice - once}
    return found


def problems(name: str, found: dict, known: dict | None, limits: dict) -> list[str]:
    if known is None:
        return [f"{name}: no threshold; run Benchmarks/instructions.sh update"]
    reasons = []
    for what in ("instructions", "allocations"):
        if found[what] > known[what] * (1 + limits[f"{what}_tolerance"]):
            reasons.append(f"{name}: {found[what]:,} {what}, threshold {known[what]:,}")
    for kind, count in found["growth"].kinds().items():
        if count > limits["calls_per_row"] * found["rows"]:
            reasons.append(f"{name}: {kind}, {count / found['rows']:.2f} a row, threshold {limits['calls_per_row']}")
            reasons.append(found["growth"].most_frequent(3, found["rows"]))
    return reasons


def row(name: str, found: dict, known: dict) -> list[str]:
    return [
        name, f"{found['rows']:,}", f"{found['instructions']:,}", f"{found['instructions'] / found['rows']:.1f}",
        f"{known.get('instructions', 0):,}", str(found["allocations"]), str(known.get("allocations", "")),
        f"{found['growth'].all_calls / found['rows']:.2f}"]


def print_table(rows: list[list[str]]) -> None:
    widths = [max(map(len, column)) for column in zip(*rows)]
    for cells in rows:
        print("  ".join(cell.rjust(width) if place else cell.ljust(width)
                        for place, (cell, width) in enumerate(zip(cells, widths))))


def main() -> int:
    limits = json.loads(THRESHOLDS.read_text())
    known = limits["kernels"]
    with tempfile.TemporaryDirectory() as folder:
        found = measure(callgrind.prepared(pathlib.Path(sys.argv[1]), pathlib.Path(folder)))
    print_table([HEADER] + [row(name, counted, known.get(name, {})) for name, counted in found.items()])
    if "--update" in sys.argv:
        limits["kernels"] = {
            name: {what: counted[what] for what in ("instructions", "allocations")} for name, counted in found.items()}
        THRESHOLDS.write_text(json.dumps(limits, indent=4) + "\n")
        return 0
    reasons = [reason for name in found for reason in problems(name, found[name], known.get(name), limits)]
    reasons += [f"{name}: there is a threshold, but no such kernel" for name in known.keys() - found.keys()]
    print(*reasons, sep="\n", end="\n" if reasons else "")
    return 1 if reasons else 0


sys.exit(main())
