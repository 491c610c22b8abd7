"""Runs Modelwatch and its peers on the same files, in turns, and prints one table of medians and ratios.

    python compare.py MODELWATCH FOLDER [--runs N] [--programs NAME...]

Every line is a whole process with its start; that of Arrow is the decoding alone. The files are read into the page cache
before each run. Exit code 1 if a program's answers differ from Modelwatch's, or a program broke.
"""
import argparse
import dataclasses
import datetime
import pathlib
import sys

import answers
import machine
import measurement
import table
from lines import PROGRAMS, Line, lines

# Evidently takes minutes; one run of it is enough to see a factor of a hundred.
SLOW = {"evidently-integers", "evidently"}
DRIFT_FOUND = 3


class Comparison:
    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.limits = measurement.Limits(options.memory_limit, options.time_limit)
        self.noise = machine.Noise()
        self.lines = lines(options.modelwatch, options.folder, options.programs)
        # Modelwatch's answers, by the test of the numeric columns.
        self.ours: dict[str, dict] = {}

    def run(self) -> None:
        for line in self.lines:
            if line.is_cached:
                self.run_once(line)  # fills the cache
        for turn in range(self.options.runs):
            for line in self.lines:
                if not line.failure and (turn == 0 or line.program not in SLOW):
                    print(f"{turn + 1}: {line.title}, {line.test}", file=sys.stderr)
                    self.measure(line)

    def measure(self, line: Line) -> None:
        self.warm()
        busy = self.noise.busy()
        try:
            taken, found = self.run_once(line)
        except measurement.Failed as failure:
            line.failure = str(failure)
            line.is_broken = not isinstance(failure, measurement.Exceeded)
            return
        self.noise.add(self.noise.busy() - busy, taken.cpu, taken.wall)
        if line.program == "arrow":
            taken = dataclasses.replace(taken, **found)
        line.measured.append(taken)
        self.compare(line, found)

    def run_once(self, line: Line) -> tuple[measurement.Measurement, dict | list]:
        codes = (0, DRIFT_FOUND) if line.program == "modelwatch" else (0,)
        return measurement.run(line.command, self.limits, codes=codes)

    def compare(self, line: Line, found: dict | list) -> None:
        if line.program == "arrow":
            return
        theirs = answers.of_modelwatch(found) if line.program == "modelwatch" else found
        ours = self.ours.setdefault(line.test, theirs)
        line.difference = answers.difference(ours, theirs)

    def warm(self) -> None:
        buffer = bytearray(1 << 20)
        for path in self.options.folder.glob("*.parquet"):
            with open(path, "rb", buffering=0) as file:
                while file.readinto(buffer):
                    pass

    def problems(self) -> list[str]:
        """Programs that broke, and answers that differ."""
        broken = [f"{line.title}, {line.test}: {line.failure}" for line in self.lines if line.is_broken]
        return broken + [
            f"{line.title}, {line.test}: {line.difference[1]} differs by {line.difference[0]:.1e}"
            for line in self.lines if line.difference and line.difference[0] > answers.TOLERANCE]


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("modelwatch", type=pathlib.Path)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--programs", nargs="+", choices=PROGRAMS, default=PROGRAMS)
    parser.add_argument("--memory-limit", type=int, default=14_000, help="megabytes a program may take")
    parser.add_argument("--time-limit", type=int, default=3600, help="seconds a program may take")
    comparison = Comparison(parser.parse_args())
    comparison.run()
    print(table.text(comparison.lines))
    print(f"{datetime.date.today()}; {machine.description()}; {comparison.noise}.")
    print(machine.versions(), end=".\n")
    problems = comparison.problems()
    print("\n".join(problems) or f"All answers agree: counts are equal, the rest within {answers.TOLERANCE}.")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
