#!/usr/bin/env python3
"""Runs every variable, panel query, annotation and alert rule of the boards, and all rules, against a real Prometheus.

    scripts/check-dashboards.py [EXECUTABLE]            EXECUTABLE is .build/release/modelwatch by default

Starts the exporter, the bridge, Alertmanager and Prometheus on free ports of loopback, with what stands for MLflow and
Prefect, lets the models of examples/showcase degrade and one of them be retrained, and then asks Prometheus what Grafana would ask. Prints one line per finding and
exits 1 if there is one: a query with an error, a panel without a series, a legend with a label that no series has, a rule
that fails, a policy of the example that decides on no alert.

The rules wait seconds instead of minutes; everything else is as shipped. Needs PyYAML.
"""

import contextlib
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request

import yaml

ROOT = pathlib.Path(__file__).resolve().parent.parent
# Panels that nothing here fills, and why. A panel that has series nevertheless is a finding.
EMPTY = {
    ("System health", "Processor by container"): "needs cAdvisor",
    ("System health", "Memory by container"): "needs cAdvisor",
    ("System health", "Disk by container"): "needs cAdvisor",
    ("System health", "Free disk"): "needs node_exporter",
    ("System health", "Free memory"): "needs node_exporter",
    ("System health", "PostgreSQL: connections"): "needs postgres_exporter",
    ("System health", "PostgreSQL: transactions"): "needs postgres_exporter",
}
BUILT_IN = {"__rate_interval": "20s", "__interval": "5s", "__interval_ms": "5000"}
findings = []


def find(where, text):
    line = f"{where}: {text}"
    if line not in findings:
        findings.append(line)


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def get(url, **parameters):
    """The JSON of an answer, of whatever status."""
    query = urllib.parse.urlencode(parameters, doseq=True)
    try:
        with urllib.request.urlopen(f"{url}?{query}" if query else url, timeout=20) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as error:
        return json.load(error)


def answers(url):
    with contextlib.suppress(OSError):
        with urllib.request.urlopen(url, timeout=2) as answer:
            return answer.status == 200
    return False


def escaped(value):
    """A value of a variable as Grafana writes it into a regular expression within quotes."""
    return re.sub(r"([\\^$*+?.()|\[\]{}])", r"\\\\\1", value)


class Stack:
    """The servers, on ports of their own, in a folder that is gone afterwards."""

    def __init__(self, executable, folder):
        self.executable, self.folder, self.processes = executable, folder, []
        self.exporter, self.bridge, self.alertmanager, self.prometheus, self.servers = (free_port() for _ in range(5))
        self.url = f"http://127.0.0.1:{self.prometheus}"

    def __enter__(self):
        shutil.copytree(ROOT / "examples", self.folder / "examples")
        shutil.copytree(ROOT / "prometheus", self.folder / "prometheus")
        self.data = self.folder / "examples/showcase"
        configuration = self.data / "modelwatch.yml"
        text = configuration.read_text().replace("evaluation_interval: 30s", "evaluation_interval: 1s")
        configuration.write_text(re.sub(r"localhost:(4200|5000)\b", f"localhost:{self.servers}", text))
        self.start(sys.executable, self.data / "servers.py", self.servers, ready=self.servers)
        for rules in (self.folder / "prometheus/rules").glob("*.yml"):
            text = re.sub(r"^(\s+(?:for|keep_firing_for|interval): )\w+$", r"\g<1>2s", rules.read_text(), flags=re.M)
            rules.write_text(text)
        self.write(
            "prometheus/prometheus.yml", self.moved("prometheus/prometheus.loopback.yml").replace(": 2s", ": 1s")
        )
        self.write("alertmanager.yml", self.moved("alertmanager/alertmanager.loopback.yml"))

        for role, port in (("exporter", self.exporter), ("bridge", self.bridge)):
            self.start(
                self.executable,
                role,
                "--config.file",
                configuration,
                "--web.listen-address",
                f"127.0.0.1:{port}",
                ready=port,
            )
        self.start(
            "prometheus-alertmanager",
            f"--config.file={self.folder}/alertmanager.yml",
            f"--storage.path={self.folder}/alerts",
            f"--web.listen-address=127.0.0.1:{self.alertmanager}",
            "--cluster.listen-address=",
            ready=self.alertmanager,
        )
        self.start(
            "prometheus",
            f"--config.file={self.folder}/prometheus/prometheus.yml",
            f"--storage.tsdb.path={self.folder}/series",
            f"--web.listen-address=127.0.0.1:{self.prometheus}",
            ready=self.prometheus,
        )
        return self

    def __exit__(self, *_):
        for process in reversed(self.processes):
            process.send_signal(signal.SIGTERM)
        for process in self.processes:
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()

    def write(self, name, text):
        (self.folder / name).write_text(text)

    def moved(self, path):
        """A configuration for one machine with the ports of this stack."""
        text = (ROOT / path).read_text()
        ports = {8000: self.exporter, 5080: self.bridge, 9091: self.prometheus, 9093: self.alertmanager}
        return re.sub(r"127\.0\.0\.1:(\d+)", lambda m: f"127.0.0.1:{ports[int(m[1])]}", text)

    def start(self, *command, ready):
        log = self.folder / f"{pathlib.Path(command[0]).name}-{ready}.log"
        with log.open("w") as output:
            self.processes.append(
                subprocess.Popen(
                    [str(part) for part in command],
                    stdout=output,
                    stderr=output,
                    cwd=self.folder,
                    env={**os.environ, "SWIFT_BACKTRACE": "enable=no"},
                )
            )
        process = self.processes[-1]
        self.wait(60, f"{command[0]} to be ready", lambda: answers(f"http://127.0.0.1:{ready}/-/ready"), process, log)

    def wait(self, seconds, what, condition, process=None, log=None):
        deadline = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > deadline or (process and process.poll() is not None):
                sys.exit(f"waited for {what}" + (f":\n{log.read_text()}" if log else ""))
            time.sleep(0.2)

    def value(self, expression):
        result = get(f"{self.url}/api/v1/query", query=expression)["data"]["result"]
        return float(result[0]["value"][1]) if result else None

    def replace_current(self, suffix):
        """Puts other current data in place of those of every model, each in one step."""
        for current in [*self.data.glob("*-current.parquet"), self.data.parent / "genres/current.parquet"]:
            name = f"{suffix}.parquet" if current.parent.name == "genres" else current.name.replace("current", suffix)
            copy = current.with_suffix(".new")
            shutil.copy(ROOT / "examples" / current.parent.name / name, copy)
            copy.rename(current)

    def fill(self):
        """Several weeks, good and degraded in turn, and a retraining. Trends need three of them."""
        for count, week in enumerate(["current", "degraded", "current", "degraded"], start=1):
            if count > 1:
                self.replace_current(week)
            self.wait(
                90,
                f"evaluation {count} of every model",
                lambda: (
                    (self.value('min(modelwatch_quality_trend_evaluations{metric=~"accuracy|r2_score"})') or 0) >= count
                ),
            )
            if count == 1:
                # The good weeks are the longer ones, so that their number of rows is the usual one.
                time.sleep(10)
        self.wait(90, "a retraining", lambda: self.value('sum(modelwatch_triggers{state="succeeded"})'))
        # A minute that the annotations look back, and enough samples for a rate.
        begun = time.monotonic()
        self.wait(90, "a minute with the bridge", lambda: self.value("modelwatch_open_episodes offset 1m") is not None)
        time.sleep(max(0, 12 - (time.monotonic() - begun)))


class Board:
    """One board with its variables set."""

    def __init__(self, stack, board, seconds):
        self.stack, self.board, self.seconds = stack, board, seconds
        self.title = board["title"]
        self.panels = [q for p in board["panels"] for q in [p, *p.get("panels", [])] if q["type"] != "row"]
        self.filled, self.labels = set(), {}
        self.annotations = [a for a in board["annotations"]["list"] if "expr" in a]

    def expand(self, expression, values):
        values = {**BUILT_IN, "__range": f"{self.seconds}s", "__range_s": str(self.seconds), **values}
        # A name that is not set stays as it is, and is then an error of Prometheus's parser.
        return re.sub(r"\$\{(\w+)(?::\w+)?\}|\$(\w+)", lambda m: values.get(m[1] or m[2], m[0]), expression)

    def check(self):
        single = self.run_variables({}, self.board["templating"]["list"])
        for values in single:
            for panel in self.panels:
                self.run_panel(panel, values)
            for annotation in self.annotations:
                if self.ask(f"annotation {annotation['name']!r}", annotation["expr"], values, instant=False):
                    self.filled.add(annotation["name"])
        for annotation in self.annotations:
            if annotation["name"] not in self.filled:
                find(self.title, f"annotation {annotation['name']!r}: no series")
        for panel in self.panels:
            for target in panel["targets"]:
                self.judge(panel, target)

    def run_variables(self, values, variables):
        """All combinations of the variables: of one that takes a single value, each."""
        if not variables:
            return [values]
        variable, *others = variables
        if variable["type"] != "query":
            return self.run_variables(values, others)
        selector, label = re.fullmatch(r"label_values\((.*), (\w+)\)", variable["query"]).groups()
        found = get(f"{self.stack.url}/api/v1/label/{label}/values", **{"match[]": self.expand(selector, values)})
        if found["status"] != "success":
            find(self.title, f"variable {variable['name']}: {found['error']}")
        choices = found.get("data") or []
        if not choices and variable["multi"]:
            find(self.title, f"variable {variable['name']} has no values")
        if variable["multi"]:  # chosen one by one: allValue, which matches all, would hide a wrong value
            return self.run_variables({**values, variable["name"]: f"({'|'.join(map(escaped, choices))})"}, others)
        return [
            one
            for choice in choices
            for one in self.run_variables({**values, variable["name"]: escaped(choice)}, others)
        ]

    def ask(self, where, expression, values, instant):
        now = time.time()
        query = self.expand(expression, values)
        if instant:
            answer = get(f"{self.stack.url}/api/v1/query", query=query, time=now)
        else:
            answer = get(f"{self.stack.url}/api/v1/query_range", query=query, start=now - self.seconds, end=now, step=1)
        if answer["status"] != "success":
            find(self.title, f"{where}: {answer['error']}: {query}")
            return []
        return answer["data"]["result"]

    def run_panel(self, panel, values):
        for target in panel["targets"]:
            key = (panel["id"], target["refId"])
            where = f"panel {panel['title']!r} {target['refId']}"
            for series in self.ask(where, target["expr"], values, target.get("instant", False)):
                self.filled.add(key)
                self.labels.setdefault(key, set()).update(series["metric"])
                numbers = [v for _, v in series.get("values", [series.get("value", (0, "0"))])]
                if any(number in ("NaN", "+Inf", "-Inf") for number in numbers):
                    find(self.title, f"{where}: a value is not finite")

    def judge(self, panel, target):
        key, where = (panel["id"], target["refId"]), f"panel {panel['title']!r} {target['refId']}"
        reason = EMPTY.get((self.title, panel["title"]))
        if (key in self.filled) == bool(reason):
            find(self.title, f"{where}: " + (f"has series, though it {reason}" if reason else "no series"))
        missing = set(re.findall(r"\{\{\s*(\w+)\s*\}\}", target.get("legendFormat", ""))) - self.labels.get(key, set())
        if key in self.filled and missing:
            find(self.title, f"{where}: no series has the label {', '.join(sorted(missing))}")


def check_alert_rules(stack):
    """What Grafana's own alert rules ask for."""
    for path in sorted((ROOT / "grafana/provisioning/alerting").glob("*.yml")):
        for group in yaml.safe_load(path.read_text()).get("groups", []):
            for rule in group["rules"]:
                for query in rule["data"]:
                    if query["datasourceUid"] == "prometheus":
                        answer = get(f"{stack.url}/api/v1/query", query=query["model"]["expr"])
                        if answer["status"] != "success" or not answer["data"]["result"]:
                            find(path.name, f"{rule['title']}: {answer.get('error', 'no series')}")


def check_rules(stack):
    """Rules that fail only on real data, such as a join of many with many; and the policies, which decide on alerts."""
    for group in get(f"{stack.url}/api/v1/rules")["data"]["groups"]:
        for rule in group["rules"]:
            if rule["health"] == "err":
                find(group["name"], f"{rule['name']}: {rule['lastError']}")
    policies = yaml.safe_load((stack.data / "modelwatch.yml").read_text())["policies"]
    for name in [policy["name"] for policy in policies if policy["mode"] == "observe"]:
        if not stack.value(f'modelwatch_suppressed_total{{policy="{name}",reason="observe"}}'):
            find("policies", f"{name} has not decided on any alert")


def main():
    executable = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / ".build/release/modelwatch").resolve()
    if not executable.exists():
        sys.exit(f"{executable} does not exist; build it, or name another one")
    boards = [json.loads(path.read_text()) for path in sorted((ROOT / "grafana/dashboards").glob("*.json"))]
    begin, queries = time.monotonic(), 0
    with tempfile.TemporaryDirectory() as folder, Stack(executable, pathlib.Path(folder)) as stack:
        stack.fill()
        for board in boards:
            checked = Board(stack, board, seconds=int(time.monotonic() - begin) + 5)
            checked.check()
            queries += sum(len(panel["targets"]) for panel in checked.panels)
        check_alert_rules(stack)
        check_rules(stack)
    print("\n".join(findings) if findings else f"{len(boards)} boards, {queries} panel queries, no finding")
    sys.exit(1 if findings else 0)


if __name__ == "__main__":
    main()
