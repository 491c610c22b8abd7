#!/usr/bin/env python3
"""Checks Grafana dashboards against the 17 rules of Grafana's dashboard linter and a few of our own.

    scripts/lint-dashboards.py grafana/dashboards/*.json

Prints one line per finding and exits 1 if there is one. Queries are parsed by promtool, which must be on the PATH. A file
.lint beside the boards excludes findings, in the linter's own format: rule, reason, and entries with the board's title
and, if not all, the panel's. Our own rules: a fixed uid, schemaVersion 36 to 39, no import placeholders, unique panel ids
and reference ids, panels that neither overlap nor leave the grid of 24 columns, the tag and the links of our boards.

Needs PyYAML.
"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import yaml

TITLED = {"stat", "singlestat", "graph", "table", "timeseries", "gauge"}
DRAWN = {"singlestat", "graph", "table", "timeseries"}
RATES = r"\b(?:rate|irate|increase|delta|deriv|changes|resets|[a-z]+_over_time)\s*\([^()\[\]]*\[([^\]]+)\]"
# Grafana's unit ids, as far as our boards use them or might soon.
UNITS = {
    "none", "short", "percent", "percentunit", "s", "ms", "bytes", "decbytes", "reqps", "ops", "rps", "bool",
    "bool_yes_no", "dateTimeAsIso", "dateTimeFromNow", "string",
}
VARIABLES = {"__rate_interval": "5m", "__interval": "1m", "__interval_ms": "6e4", "__range": "1h", "__range_s": "3600"}


def expand(expression):
    """Puts values for Grafana's variables: durations for the built-in ones, a regular expression for all others."""
    return re.sub(r"\$\{(\w+)(?::\w+)?\}|\$(\w+)", lambda m: VARIABLES.get(m[1] or m[2], ".+"), expression)


def parse_errors(expressions):
    """Gives promtool's complaint about each expression that is no PromQL, by its place in the list."""
    if not expressions:
        return {}
    rules = [{"record": f"lint:expression:{i}", "expr": expand(e)} for i, e in enumerate(expressions)]
    with tempfile.NamedTemporaryFile("w", suffix=".yml") as file:
        # JSON is YAML.
        json.dump({"groups": [{"name": "lint", "rules": rules}]}, file)
        file.flush()
        run = subprocess.run(["promtool", "check", "rules", "--lint=none", file.name], capture_output=True, text=True)
    if run.returncode == 0:
        return {}
    found = re.findall(r'rule (\d+), "[^"]*": (.*)', run.stderr)
    return {int(i) - 1: message for i, message in found} or {0: run.stderr.strip()}


def selectors(expression):
    """Yields (metric name, matchers, text before it) of each selector, with and without braces."""
    plain = re.sub(r'"(?:\\.|[^"\\])*"', lambda m: '"' + "_" * (len(m[0]) - 2) + '"', expression)
    for match in re.finditer(r"([a-zA-Z_:][\w:]*)?\s*\{([^}]*)\}", plain):
        yield match[1] or "", expression[match.start(2):match.end(2)], plain[: match.start()]
    # A metric without braces has no matchers at all. What is left after removing selectors, ranges, label lists,
    # functions, strings and numbers is either a keyword or such a metric.
    rest = re.sub(r"([a-zA-Z_:][\w:]*)?\s*\{[^}]*\}|\[[^\]]*\]|\"[^\"]*\"|\$\w+", " ", plain)
    rest = re.sub(r"\b(?:by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)", " ", rest)
    for word in re.finditer(r"[a-zA-Z_:][\w:]*(?!\s*\(|[\w:])", rest):
        if word[0] not in {"and", "or", "unless", "bool", "offset", "by", "without", "on", "ignoring", "group_left",
                           "group_right", "inf", "nan", "Inf", "NaN", "atan2"}:
            yield word[0], "", rest[: word.start()]


class Linter:
    def __init__(self, board):
        self.board = board
        self.findings = []
        self.variables = {v["name"]: v for v in board.get("templating", {}).get("list", [])}
        self.panels = [q for p in board.get("panels", []) for q in [p, *p.get("panels", [])]]

    def find(self, rule, text):
        self.findings.append(f"{rule}: {text}")

    def run(self):
        self.dashboard()
        self.template_datasource()
        for name in ("job", "instance"):
            self.template_matcher(name)
        self.template_queries()
        for panel in self.panels:
            if panel["type"] != "row":
                self.panel(panel)
        self.queries()
        self.layout()
        return self.findings

    def dashboard(self):
        board = self.board
        if board.get("editable") is not False:
            self.find("uneditable-dashboard", "editable is not false")
        if not re.fullmatch(r"[\w-]{8,40}", board.get("uid") or ""):
            self.find("uid", f"{board.get('uid')!r} is not 8 to 40 letters, digits, - or _")
        if board.get("id") is not None:
            self.find("uid", "a provisioned dashboard has no id")
        if not 36 <= board.get("schemaVersion", 0) <= 39:
            self.find("schema-version", f"{board.get('schemaVersion')} is not 36 to 39")
        if "modelwatch" not in board.get("tags", []):
            self.find("tags", "without the tag modelwatch the other boards do not link here")
        if not any(link.get("type") == "dashboards" for link in board.get("links", [])):
            self.find("links", "no links to the other boards")
        text = json.dumps(board)
        if "__inputs" in board or "${DS_" in text:
            self.find("import-placeholder", "provisioning fills no __inputs and no ${DS_...}")

    def template_datasource(self):
        sources = [v for v in self.variables.values() if v["type"] == "datasource"]
        if not sources:
            self.find("template-datasource-rule", "no variable of type datasource")
        for source in sources:
            allowed = {"datasource", f"{source['query']}_datasource"} if len(sources) == 1 else {
                f"{source['query']}_datasource"}
            if source["name"] not in allowed:
                self.find("template-datasource-rule", f"{source['name']} should be one of {sorted(allowed)}")
            if source.get("label") not in {"Data source", "Prometheus data source"}:
                self.find("template-datasource-rule", f"label {source.get('label')!r}")

    def is_templated(self, datasource):
        uid = (datasource or {}).get("uid", "")
        name = re.fullmatch(r"\$\{?(\w+)\}?", uid)
        return bool(name) and self.variables.get(name[1], {}).get("type") == "datasource"

    def template_matcher(self, name):
        rule, variable = f"template-{name}-rule", self.variables.get(name)
        if variable is None:
            return self.find(rule, f"no variable {name}")
        wanted = {"type": "query", "multi": True, "allValue": ".+", "label": name.capitalize()}
        for key, value in wanted.items():
            if variable.get(key) != value:
                self.find(rule, f"{key} is {variable.get(key)!r}, should be {value!r}")
        if not self.is_templated(variable.get("datasource")):
            self.find(rule, "its data source is not the variable")

    def template_queries(self):
        queries = [v for v in self.variables.values() if v["type"] == "query"]
        for variable in queries:
            if variable.get("refresh") != 2:
                self.find("template-on-time-change-reload-rule", f"{variable['name']}: refresh is not 2")
        inner = []
        for variable in queries:
            query = variable["query"] if isinstance(variable["query"], str) else variable["query"].get("query", "")
            call = re.fullmatch(r"label_values\((?:(.*),)?\s*\w+\s*\)|query_result\((.*)\)|label_names\(\)", query)
            if not call:
                self.find("template-label-promql-rule", f"{variable['name']}: {query!r} is no query of variables")
            inner.append((call and (call[1] or call[2])) or "vector(0)")
        for index, message in parse_errors(inner).items():
            self.find("template-label-promql-rule", f"{queries[index]['name']}: {message}")

    def panel(self, panel):
        kind, where = panel["type"], f"panel {panel.get('id')} {panel.get('title')!r}"
        defaults = panel.get("fieldConfig", {}).get("defaults", {})
        if kind in DRAWN and not self.is_templated(panel.get("datasource")):
            self.find("panel-datasource-rule", f"{where}: the data source is not the variable")
        if kind in TITLED:
            for key in ("title", "description"):
                if not panel.get(key):
                    self.find("panel-title-description-rule", f"{where}: no {key}")
            by_value = kind == "stat" and panel.get("options", {}).get("reduceOptions", {}).get("fields")
            if not defaults.get("mappings") and not by_value and defaults.get("unit") not in UNITS:
                self.find("panel-units-rule", f"{where}: unit {defaults.get('unit')!r}")
            if not panel.get("targets"):
                self.find("panel-no-targets-rule", f"{where}: no queries")
        references = [t.get("refId") for t in panel.get("targets", [])]
        if len(set(references)) != len(references):
            self.find("reference-ids", f"{where}: {references}")
        for target in panel.get("targets", []):
            source = target.get("datasource") or panel.get("datasource") or {}
            if source.get("type") == "loki":
                # Stands for target-logql-rule and target-logql-auto-rule: there is nothing to log here.
                self.find("target-logql-rule", f"{where}: a Loki query")
            self.target(where, target.get("expr", ""))

    def target(self, where, expression):
        for wanted in re.findall(RATES, expression):
            if re.search(r"\b(?:rate|irate)\s*\(", expression) and wanted != "$__rate_interval":
                self.find("target-rate-interval-rule", f"{where}: [{wanted}] should be [$__rate_interval]")
        rates = r"\b(?:rate|irate|increase|delta|deriv|changes|resets)\s*\([^()]*\[\$__rate_interval\]"
        outside = re.sub(rates, "", expression)
        if "$__rate_interval" in outside:
            self.find("target-rate-interval-rule", f"{where}: $__rate_interval outside of a rate")
        for metric, matchers, before in selectors(expression):
            for name in ("job", "instance"):
                if f'{name}=~"${name}"' not in re.sub(r"\$\{(\w+)\}", r"$\1", matchers):
                    self.find(f"target-{name}-rule", f"{where}: {metric or '{...}'} lacks {name}=~\"${name}\"")
            if metric.endswith("_total") and not re.search(r"\b(?:rate|irate|increase)\s*\(\s*$", before):
                self.find("target-counter-agg-rule", f"{where}: {metric} is a counter and needs a rate")

    def queries(self):
        targets = [(p, t) for p in self.panels for t in p.get("targets", [])]
        for index, message in parse_errors([t.get("expr", "") for _, t in targets]).items():
            self.find("target-promql-rule", f"panel {targets[index][0].get('id')}: {message}")

    def layout(self):
        ids = [p.get("id") for p in self.panels]
        if len(set(ids)) != len(ids):
            self.find("panel-ids", "two panels have the same id")
        taken = {}
        for panel in self.board.get("panels", []):
            grid = panel["gridPos"]
            if grid["x"] + grid["w"] > 24:
                self.find("grid", f"panel {panel['id']} ends beyond column 24")
            columns, rows = (range(grid[a], grid[a] + grid[b]) for a, b in ("xw", "yh"))
            for cell in ((x, y) for x in columns for y in rows):
                other = taken.setdefault(cell, panel["id"])
                if other != panel["id"]:
                    self.find("grid", f"panels {other} and {panel['id']} overlap")
                    break


def exclusions(folder):
    """Gives pairs of rule and pattern of a finding's place, from the file .lint."""
    path = pathlib.Path(folder) / ".lint"
    listed = yaml.safe_load(path.read_text())["exclusions"] if path.exists() else {}
    for rule, exclusion in listed.items():
        if not exclusion.get("reason"):
            sys.exit(f"{path}: {rule} needs a reason")
        for entry in exclusion["entries"]:
            yield rule, entry["dashboard"], entry.get("panel")


def is_excluded(finding, title, excluded):
    rule, text = finding.split(": ", 1)
    return any(rule == r and title == d and (p is None or f" {p!r}:" in text) for r, d, p in excluded)


def main():
    boards, count = {}, 0
    for path in sys.argv[1:]:
        with open(path) as file:
            board = json.load(file)
        excluded = list(exclusions(pathlib.Path(path).parent))
        findings = [f for f in Linter(board).run() if not is_excluded(f, board.get("title"), excluded)]
        for key in ("uid", "title"):
            other = boards.setdefault((key, board.get(key)), path)
            if other != path:
                findings.append(f"{key}: the same as in {other}")
        for finding in findings:
            print(f"{path}: {finding}")
        count += len(findings)
    sys.exit(1 if count or len(sys.argv) < 2 else 0)


if __name__ == "__main__":
    main()
