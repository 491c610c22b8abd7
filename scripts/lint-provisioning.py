#!/usr/bin/env python3
"""Checks what Grafana is provisioned with: data sources, board providers and alert rules.

    scripts/lint-provisioning.py

Prints one line per finding and exits 1 if there is one. Grafana has no public schema for these files; what is checked here
is what it refuses or silently ignores: missing keys, unknown data sources, boards and panels, a condition without a query.
Needs PyYAML.
"""

import json
import pathlib
import re
import sys

import yaml

ROOT = pathlib.Path(__file__).resolve().parent.parent
FOLDER = ROOT / "grafana/provisioning"
# The list of each kind of file, and the keys that each entry needs.
KINDS = {
    "datasources": ("datasources", {"name", "uid", "type", "access", "url"}),
    "dashboards": ("providers", {"name", "type", "options"}),
    "alerting": ("groups", {"orgId", "name", "folder", "interval", "rules"}),
}
RULE = {"uid", "title", "condition", "data", "for", "noDataState", "execErrState", "labels", "annotations"}
# Grafana's own name for the data source of expressions.
EXPRESSIONS = "__expr__"
findings = []


def find(where, text):
    findings.append(f"{where}: {text}")


def documents(kind):
    for path in sorted((FOLDER / kind).glob("*.yml")):
        yield path, yaml.safe_load(path.read_text())


def check_keys(where, entry, wanted):
    for key in sorted(wanted - entry.keys()):
        find(where, f"{key} is missing")


def metrics(queries):
    return {name for query in queries for name in re.findall(r"modelwatch_\w+", query.get("expr", ""))}


def panels():
    """The metrics of each panel, by the uid of its board and its id."""
    result = {}
    for path in (ROOT / "grafana/dashboards").glob("*.json"):
        board = json.loads(path.read_text())
        for panel in (q for p in board["panels"] for q in [p, *p.get("panels", [])] if q["type"] != "row"):
            result[board["uid"], panel["id"]] = metrics(panel["targets"])
    return result


def check_rule(where, rule, sources, boards):
    check_keys(where, rule, RULE)
    queries = {query["refId"]: query for query in rule["data"]}
    if rule["condition"] not in queries:
        find(where, f"there is no query {rule['condition']}")
    for name, query in queries.items():
        model = query["model"]
        if query["datasourceUid"] not in {*sources, EXPRESSIONS}:
            find(where, f"{name}: there is no data source {query['datasourceUid']}")
        if query["datasourceUid"] == EXPRESSIONS and model["expression"] not in queries:
            find(where, f"{name}: there is no query {model['expression']}")
        if model["refId"] != name:
            find(where, f"{name}: its model has the refId {model['refId']}")
    shown = boards.get((rule.get("dashboardUid"), rule.get("panelId")), set())
    if not shown & metrics(query["model"] for query in queries.values()):
        find(where, f"panel {rule.get('panelId')} of {rule.get('dashboardUid')} does not show what it is about")


def main():
    sources, boards, uids = set(), panels(), set()
    for kind, (key, wanted) in KINDS.items():
        for path, document in documents(kind):
            if document.get("apiVersion") != 1 or not document.get(key):
                find(path.relative_to(ROOT), f"needs apiVersion: 1 and {key}")
            for entry in document.get(key, []):
                check_keys(f"{path.relative_to(ROOT)}: {entry.get('name')}", entry, wanted)
                sources |= {entry["uid"]} if kind == "datasources" else set()
                for rule in entry.get("rules", []):
                    where = f"{path.relative_to(ROOT)}: {rule.get('title')}"
                    check_rule(where, rule, sources, boards)
                    if rule["uid"] in uids or len(rule["uid"]) > 40:
                        find(where, "its uid is taken, or longer than 40 characters")
                    uids.add(rule["uid"])
    print("\n".join(findings), end="\n" if findings else "")
    sys.exit(1 if findings else 0)


if __name__ == "__main__":
    main()
