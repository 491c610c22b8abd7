"""What the measurements were taken on, and how much of it others used meanwhile."""
import os
import pathlib
from importlib import metadata


def description() -> str:
    """The kind of machine; no names."""
    model = next((line.split(":", 1)[1].strip() for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines()
                  if line.startswith("model name")), "unknown processor")
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
    return f"{os.cpu_count()} × {model}, {memory:.0f} GiB"


class Noise:
    """Processor time that was not ours while we measured, from /proc/stat."""

    def __init__(self) -> None:
        self.others = 0.0
        self.available = 0.0

    @staticmethod
    def busy() -> float:
        """Seconds that all processors were busy or stolen since the machine started."""
        fields = pathlib.Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9]
        user, nice, system, _, _, interrupts, soft, stolen = map(int, fields)
        return (user + nice + system + interrupts + soft + stolen) / os.sysconf("SC_CLK_TCK")

    def add(self, busy: float, own: float, wall: float) -> None:
        """A run that took `own` processor seconds of the `busy` ones."""
        self.others += max(0, busy - own)
        self.available += wall * os.cpu_count()

    def __str__(self) -> str:
        share = self.others / self.available if self.available else 0
        return f"others used {share:.0%} of the processors meanwhile (load average now {os.getloadavg()[0]:.1f})"


def versions() -> str:
    """Of the programs that are compared."""
    names = ["evidently", "pandas", "scipy", "scikit-learn", "numpy", "polars", "duckdb", "pyarrow"]
    return ", ".join(f"{name} {metadata.version(name)}" for name in names)
