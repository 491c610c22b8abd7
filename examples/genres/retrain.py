#!/usr/bin/env python3
"""Stands in for a training job: takes a trigger on standard input and leaves a model card.

It trains nothing and says so. A real job would fit a model where this one writes its card; everything around it is
what a real job needs too: read the trigger, name the output after it, write it in one step, and report by exit code
(0 done, 75 try again later, anything else failed).

    echo '{"key": "by-hand", "parameters": {"model": "genre-classifier", "alert": "by hand", "value": "0.6873"}}' \
        | examples/genres/retrain.py [OUTPUT_FOLDER]
"""
import datetime
import json
import os
import pathlib
import re
import sys

TRY_AGAIN = 75


def main():
    folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parent / "output")
    try:
        trigger = json.load(sys.stdin)
    except ValueError as error:
        sys.exit(f"retrain: the trigger on standard input is not JSON: {error}")
    if not isinstance(trigger, dict):
        sys.exit("retrain: the trigger on standard input is not a JSON object")

    given = trigger.get("parameters")
    if not isinstance(given, dict) or not given.get("model"):
        sys.exit('retrain: the trigger names no model in its "parameters"')
    model = given["model"]
    identity = str(trigger.get("key") or f"{model}-by-hand")

    card = {
        "model": model,
        "reason": {"alert": given.get("alert"), "value": given.get("value")},
        "trained": False,
        "would_train_on": ["reference.parquet", "current.parquet"],
        "created": datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds"),
        "trigger": trigger,
    }
    path = folder / (re.sub(r"[^A-Za-z0-9_.-]+", "-", identity).strip(".-") + ".json")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(".draft")
        draft.write_text(json.dumps(card, indent=2) + "\n")
        os.replace(draft, path)
    except OSError as error:
        print(f"retrain: cannot write the model card: {error}", file=sys.stderr)
        sys.exit(TRY_AGAIN)
    print(f"Would retrain {model} because of {given.get('alert')} at {given.get('value')}; the card is {path}")


if __name__ == "__main__":
    main()
