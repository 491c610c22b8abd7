#!/usr/bin/env python3
"""Writes the Grafana boards in grafana/dashboards from their description in scripts/boards.

scripts/make-dashboards.py            writes them
scripts/make-dashboards.py --check    writes nothing, and exits 1 if a file is not what would be written
"""

import json
import pathlib
import sys

from boards import alerts, drift, guide, health, overview, performance, quality, retraining

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "grafana/dashboards"
BOARDS = [module.BOARD for module in (overview, drift, quality, performance, guide, retraining, alerts, health)]


def main():
    check, stale = sys.argv[1:] == ["--check"], []
    for board in BOARDS:
        path = FOLDER / f"{board.uid.removeprefix('modelwatch-')}.json"
        text = json.dumps(board.json(), indent=2, ensure_ascii=False) + "\n"
        if not path.exists() or path.read_text() != text:
            stale.append(path.name)
            if not check:
                path.write_text(text)
    if check and stale:
        print(f"not as scripts/make-dashboards.py writes them: {', '.join(stale)}")
        sys.exit(1)


if __name__ == "__main__":
    main()
