"""Runs one process and accounts for it: wall clock, processor time and peak memory, as the kernel counts them."""
import dataclasses
import json
import os
import pathlib
import select
import statistics
import subprocess
import tempfile
import time

POLL_MILLISECONDS = 200


class Failed(Exception):
    """The process did not end as it should; the text says why, short enough for a table."""


class Exceeded(Failed):
    """The process was ended at a limit."""


@dataclasses.dataclass
class Limits:
    """What a process may take before it is ended. The machine belongs to others too."""
    megabytes: int
    seconds: int


@dataclasses.dataclass
class Measurement:
    """Seconds, seconds of all threads in user and system mode, megabytes."""
    wall: float
    cpu: float
    memory: float

    @staticmethod
    def median(measurements: list["Measurement"]) -> "Measurement":
        return Measurement(*(statistics.median(values) for values in zip(*map(dataclasses.astuple, measurements))))


def resident_megabytes(pid: int) -> float:
    try:
        pages = int(pathlib.Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0  # it has ended
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def excess(pid: int, limits: Limits) -> str | None:
    """Waits for the end of a process, or for a limit that it exceeds."""
    poll = select.poll()
    descriptor = os.pidfd_open(pid)
    poll.register(descriptor, select.POLLIN)
    end = time.monotonic() + limits.seconds
    try:
        while not poll.poll(POLL_MILLISECONDS):
            if resident_megabytes(pid) > limits.megabytes:
                return f"needs more than {limits.megabytes} MB"
            if time.monotonic() > end:
                return f"takes more than {limits.seconds} s"
        return None
    finally:
        os.close(descriptor)


def run(command: list[str], limits: Limits, codes: tuple[int, ...] = (0,)) -> tuple[Measurement, dict]:
    """Runs a command that prints JSON; returns what it took and what it printed.

    The kernel's peak of a process begins with its parent's, so this one must stay small.
    """
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        start = time.monotonic()
        process = subprocess.Popen(command, stdout=output, stderr=errors)
        reason = excess(process.pid, limits)
        if reason:
            process.kill()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if reason:
            raise Exceeded(reason)
        if process.returncode not in codes:
            errors.seek(0)
            lines = errors.read().decode(errors="replace").strip().splitlines()
            raise Failed(f"exit code {process.returncode}: {lines[-1] if lines else ''}"[:120])
        output.seek(0)
        return Measurement(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1e3), json.load(output)
