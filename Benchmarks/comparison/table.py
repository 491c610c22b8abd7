"""The table as Markdown, which a terminal shows well enough."""
from lines import KOLMOGOROV_SMIRNOV, WASSERSTEIN, Line
from measurement import Measurement

HEADER = ["", "runs", "wall s", "CPU s", "peak MB", "wall ×", "CPU ×", "MB ×", "differs by"]
SECTIONS = {
    WASSERSTEIN: "*the guide's list: Wasserstein, Jensen-Shannon*",
    KOLMOGOROV_SMIRNOV: "*the same with Kolmogorov-Smirnov, chi-square*",
}


def text(lines: list[Line]) -> str:
    rows = [HEADER]
    for test, title in SECTIONS.items():
        section = [line for line in lines if line.test == test]
        if section:
            rows += [[title] + [""] * (len(HEADER) - 1)] + section_rows(section)
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADER))]
    written = [written_row(row, widths) for row in rows]
    rule = "|" + "|".join("-" * (width + 1) + (":" if column else "-") for column, width in enumerate(widths)) + "|"
    return "\n".join([written[0], rule, *written[1:]])


def written_row(row: list[str], widths: list[int]) -> str:
    cells = [cell.rjust(width) if column else cell.ljust(width)
             for column, (cell, width) in enumerate(zip(row, widths))]
    return "| " + " | ".join(cells) + " |"


def section_rows(lines: list[Line]) -> list[list[str]]:
    """The first line that was measured is what the others are divided by: Modelwatch, unless it was not asked for."""
    base = next((Measurement.median(line.measured) for line in lines if line.measured), None)
    return [row(line, base) for line in lines]


def row(line: Line, base: Measurement | None) -> list[str]:
    if not line.measured:
        return [f"{line.title}: {line.failure}"] + [""] * (len(HEADER) - 1)
    taken = Measurement.median(line.measured)
    ratios = [ratio(taken.wall, base.wall), ratio(taken.cpu, base.cpu), ratio(taken.memory, base.memory)]
    difference = "" if line.difference is None else f"{line.difference[0]:.0e}" if line.difference[0] else "0"
    return [
        line.title, str(len(line.measured)), f"{taken.wall:.2f}", f"{taken.cpu:.2f}", f"{taken.memory:.0f}", *ratios,
        difference]


def ratio(theirs: float, ours: float) -> str:
    return f"{theirs / ours:.1f}" if theirs >= ours else f"{theirs / ours:.2f}"
