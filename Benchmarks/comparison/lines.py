"""The lines of the table: which program, started how, computing what."""
import dataclasses
import pathlib
import shutil
import sys

import measurement

HERE = pathlib.Path(__file__).parent
WASSERSTEIN, KOLMOGOROV_SMIRNOV = "wasserstein", "ks"
CONFIGURATIONS = {WASSERSTEIN: "modelwatch.yml", KOLMOGOROV_SMIRNOV: "modelwatch.ks.yml"}
PEERS = {
    "polars": ("Polars", "polars_expressions.py"),
    "duckdb": ("DuckDB", "duckdb_windows.py"),
    "pandas": ("pandas and scipy", "pandas_scipy.py"),
}
# In the order in which they are run.
PROGRAMS = ["modelwatch", "arrow", *PEERS, "evidently-integers", "evidently"]


@dataclasses.dataclass
class Line:
    """One line, and what was measured for it."""
    program: str
    title: str
    command: list[str]
    test: str
    # Whether Modelwatch finds its cached profile of the reference.
    is_cached: bool = False
    measured: list[measurement.Measurement] = dataclasses.field(default_factory=list)
    # The largest difference from Modelwatch's answers, and what it is of.
    difference: tuple[float, str] | None = None
    # Why there is no measurement, and whether that is a mistake rather than a limit.
    failure: str = ""
    is_broken: bool = False


def lines(modelwatch: pathlib.Path, folder: pathlib.Path, programs: list[str]) -> list[Line]:
    """All lines of the chosen programs."""
    made = check(modelwatch, folder, WASSERSTEIN)
    made.append(peer("arrow", "Arrow, decoding alone", "arrow_decode.py", folder))
    made += [peer(name, title, script, folder) for name, (title, script) in PEERS.items()]
    guide = "evidently_guide.py"
    made.append(peer("evidently-integers", "Evidently, integer labels", guide, folder, "--integer-labels"))
    made.append(peer("evidently", "Evidently, string labels", guide, folder))
    made += check(modelwatch, folder, KOLMOGOROV_SMIRNOV)
    made += [peer(name, title, script, folder, test=KOLMOGOROV_SMIRNOV) for name, (title, script) in PEERS.items()]
    return [line for line in made if line.program in programs]


def peer(
    program: str, title: str, script: str, folder: pathlib.Path, *flags: str, test: str = WASSERSTEIN
) -> Line:
    command = [sys.executable, str(HERE / "peers" / script), str(folder), *flags]
    if test != WASSERSTEIN:
        command += ["--test", test]
    return Line(program, title, command, test)


def check(modelwatch: pathlib.Path, folder: pathlib.Path, test: str) -> list[Line]:
    """`modelwatch check`, and again with its cached profile of the reference."""
    configuration = shutil.copy(HERE / CONFIGURATIONS[test], folder)
    command = [str(modelwatch), "check", "--format", "json", "--config.file", str(configuration)]
    return [Line("modelwatch", "Modelwatch", command, test),
            Line("modelwatch", "Modelwatch, cached reference", [*command, "--cache"], test, is_cached=True)]
