#!/usr/bin/env python3
"""Checks the alert rules, their runbooks, tests and thresholds, and the table in docs/alerts.md against each other.

    scripts/lint-alerts.py

Prints one line per finding and exits 1 if there is one. Needs PyYAML. What Prometheus itself can check, promtool does.
"""

import pathlib
import re
import sys

import yaml

ROOT = pathlib.Path(__file__).resolve().parent.parent
RUNBOOKS = ROOT / "docs/runbooks"
# The guide's rules are shipped as they are, without our labels and annotations.
AS_THEY_ARE = {"guide.rules.yml"}
SEVERITIES = {"critical", "warning", "info"}
SECTIONS = ["Impact", "Check", "Do"]
COMPARISON = re.compile(r"==|!=|<=|>=|<|>")
findings = []


def find(where, text):
    findings.append(f"{where}: {text}")


def rules(path):
    return [rule for group in yaml.safe_load(path.read_text())["groups"] for rule in group["rules"]]


def check_rule(rule):
    name, labels, notes = rule["alert"], rule.get("labels", {}), rule.get("annotations", {})
    if not re.fullmatch(r"Modelwatch([A-Z][a-z0-9]+)+|Modelwatch(F1|R2)[A-Za-z]+", name):
        find(name, "should be CamelCase and begin with Modelwatch")
    if labels.get("severity") not in SEVERITIES:
        find(name, f"severity {labels.get('severity')!r} is none of {sorted(SEVERITIES)}")
    if any("{{" in str(value) for value in labels.values()):
        find(name, "a templated label makes another alert of each value")
    if not re.fullmatch(r"[A-Z][^{]*\.", notes.get("summary", "")):
        find(name, "the summary should be one sentence without templates")
    if "$labels." not in notes.get("description", "") or not notes["description"].endswith("."):
        find(name, "the description should be a sentence that says what it is about")
    if "value" not in notes:
        find(name, "the annotation value is missing")
    if not notes.get("runbook_url", "").endswith(f"/docs/runbooks/{name}.md"):
        find(name, f"runbook_url is {notes.get('runbook_url')!r}")
    # Matchers compare, too: they do not count.
    if not COMPARISON.search(re.sub(r"\{[^}]*\}", "", rule["expr"])):
        find(name, "the expression compares nothing")


def check_runbook(name):
    page = RUNBOOKS / f"{name}.md"
    if not page.exists():
        return find(name, f"{page.relative_to(ROOT)} is missing")
    text = page.read_text()
    if not text.startswith(f"# {name}\n"):
        find(page.name, f"should begin with # {name}")
    if re.findall(r"^## (.*)$", text, re.M)[: len(SECTIONS)] != SECTIONS:
        find(page.name, f"should have the sections {', '.join(SECTIONS)}")
    for link in re.findall(r"\]\(([^)#]+)", text):
        if not link.startswith("http") and not (RUNBOOKS / link).exists():
            find(page.name, f"{link} does not exist")


def check_tests(names):
    fires, silent = set(), set()
    for path in sorted((ROOT / "prometheus/tests").glob("*.yml")):
        for test in yaml.safe_load(path.read_text())["tests"]:
            for case in test.get("alert_rule_test", []):
                (fires if case.get("exp_alerts") else silent).add(case["alertname"])
                if case["alertname"] not in names:
                    find(path.name, f"{case['alertname']} is no alert")
    for name in names:
        if name not in fires:
            find(name, "no test says when it fires")
        if name not in silent:
            find(name, "no test says when it does not fire")


def check_table(alerts):
    rows = re.findall(
        r"^\| \[(\w+)\]\(runbooks/(\w+)\.md\) \| (\w+) \| ([\w ]+) \| .+ \|$",
        (ROOT / "docs/alerts.md").read_text(),
        re.M,
    )
    table = {name: (page, severity, wait) for name, page, severity, wait in rows}
    for name, rule in alerts.items():
        wanted = (name, rule["labels"]["severity"], rule.get("for", "at once"))
        if table.get(name) != wanted:
            find("docs/alerts.md", f"the row of {name} is {table.get(name)}, should be {wanted}")
    for name in table.keys() - alerts.keys():
        find("docs/alerts.md", f"{name} is no alert")


def check_thresholds(alerts):
    profiles = {
        path.stem: [rule["record"] for rule in rules(path)]
        for path in sorted((ROOT / "prometheus/thresholds").glob("*.yml"))
    }
    documented = re.findall(r"^\| `(model:[\w:]+)` \|", (ROOT / "docs/alerts.md").read_text(), re.M)
    used = {name for rule in alerts.values() for name in re.findall(r"model:\w+:\w*threshold\b", rule["expr"])}
    for profile, recorded in profiles.items():
        thresholds = {name for name in recorded if name.endswith("threshold")}
        for name in used ^ thresholds:
            find(
                f"thresholds/{profile}.yml",
                f"{name} is {'used, not recorded' if name in used else 'recorded, not used'}",
            )
        if documented != [name for name in recorded if name in thresholds]:
            find(f"thresholds/{profile}.yml", "the table in docs/alerts.md has other thresholds, or another order")


def main():
    alerts = {}
    for path in sorted((ROOT / "prometheus/rules").glob("*.yml")):
        for rule in rules(path):
            if "alert" in rule:
                alerts[rule["alert"]] = rule
                if path.name not in AS_THEY_ARE:
                    check_rule(rule)
    for name in alerts:
        check_runbook(name)
    for page in RUNBOOKS.glob("*.md"):
        if page.stem not in alerts and page.stem != "README":
            find(page.name, "there is no such alert")
    examples = {rule["alert"] for path in (ROOT / "examples/policies").glob("*.rules.yml") for rule in rules(path)}
    check_tests(alerts.keys() | examples)
    check_table(alerts)
    check_thresholds(alerts)
    print("\n".join(findings), end="\n" if findings else "")
    sys.exit(1 if findings else 0)


if __name__ == "__main__":
    main()
