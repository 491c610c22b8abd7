#!/usr/bin/env python3
"""Writes deploy/kubernetes/prometheus-rules.yaml, the rules of prometheus/ for the Prometheus operator.

    scripts/make-kubernetes-rules.py            writes it
    scripts/make-kubernetes-rules.py --check    writes nothing, and exits 1 if the file is not what would be written

The guide's rules are left out: they work on names that no ServiceMonitor here scrapes. Needs PyYAML.
"""

import pathlib
import sys

import yaml

ROOT = pathlib.Path(__file__).resolve().parent.parent
TARGET = ROOT / "deploy/kubernetes/prometheus-rules.yaml"
SOURCES = ["thresholds/balanced.yml", "rules/modelwatch.rules.yml", "rules/modelwatch.alerts.yml"]
HEAD = "# Written by scripts/make-kubernetes-rules.py from prometheus/; change it there.\n"


class Dumper(yaml.SafeDumper):
    """Writes text of several lines as such."""


Dumper.add_representer(
    str,
    lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None),
)


def manifest(source):
    path = ROOT / "prometheus" / source
    return {
        "apiVersion": "monitoring.coreos.com/v1",
        "kind": "PrometheusRule",
        # The labels of kube-prometheus-stack's default selector have to be added where it is used.
        "metadata": {
            "name": path.stem.replace(".", "-") if path.stem.startswith("modelwatch") else "modelwatch-thresholds"
        },
        "spec": {"groups": yaml.safe_load(path.read_text())["groups"]},
    }


def main():
    text = HEAD + yaml.dump_all(
        [manifest(s) for s in SOURCES], Dumper=Dumper, sort_keys=False, width=10_000, allow_unicode=True
    )
    if sys.argv[1:] != ["--check"]:
        TARGET.write_text(text)
    elif not TARGET.exists() or TARGET.read_text() != text:
        sys.exit("deploy/kubernetes/prometheus-rules.yaml is not as scripts/make-kubernetes-rules.py writes it")


if __name__ == "__main__":
    main()
