"""Runs Modelwatch and Evidently on the same files, one after the other, and prints medians and ratios.

    python compare.py MODELWATCH FOLDER RUNS

Whole processes: wall clock, CPU time (user + system) and peak resident memory, as the kernel accounts for them.
"""
import os
import statistics
import subprocess
import sys
import time

binary, folder, runs = sys.argv[1], sys.argv[2], int(sys.argv[3])
peer = [sys.executable, os.path.join(os.path.dirname(__file__), "evidently_guide.py"), folder]
commands = {
    "Modelwatch": ([binary, "check", "--config.file", f"{folder}/modelwatch.yml"], runs),
    "Evidently, string labels": (peer, 1),
    "Evidently, integer labels": (peer + ["--integer-labels"], 1),
}


def measure(command: list[str]) -> tuple[float, float, float]:
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - start
    # Modelwatch exits with 3 where it finds drift.
    if os.waitstatus_to_exitcode(status) not in (0, 3):
        sys.exit(f"{command[0]} failed")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


print(f"{'':28}{'runs':>5}{'wall s':>9}{'CPU s':>9}{'peak MB':>9}{'wall x':>8}{'CPU x':>8}{'MB x':>7}")
base = None
for name, (command, count) in commands.items():
    wall, cpu, memory = (statistics.median(column) for column in zip(*(measure(command) for _ in range(count))))
    base = base or (wall, cpu, memory)
    ratios = [value / ours for value, ours in zip((wall, cpu, memory), base)]
    print(f"{name:28}{count:5}{wall:9.2f}{cpu:9.2f}{memory:9.0f}{ratios[0]:8.1f}{ratios[1]:8.1f}{ratios[2]:7.1f}", flush=True)
