#!/usr/bin/env python3
"""Stands for MLflow and for Prefect: answers what is asked about their state, as scripts/check-dashboards.py wants it.

    examples/showcase/servers.py PORT

Both are behind one port of loopback: paths that begin with /api/2.0/mlflow are MLflow's, others below /api Prefect's.
"""

import datetime
import http.server
import json
import sys
import time


def at(hours):
    moment = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=hours)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def counts(**states):
    return [{"states": [{"state_type": name.upper(), "count_runs": count} for name, count in states.items()]}]


def version(number, stage):
    return {
        "name": "genre-classifier",
        "version": number,
        "current_stage": stage,
        "creation_timestamp": int(time.time() - 86_400) * 1000,
        "source": f"models:/m-{number}",
        "run_id": f"run-{number}",
        "status": "READY",
    }


def run(status, accuracy):
    return {
        "info": {"experiment_id": "1", "status": status, "start_time": int(time.time() - 90_000) * 1000},
        "data": {"metrics": [{"key": "accuracy", "value": accuracy}, {"key": "f1_score", "value": accuracy - 0.02}]},
    }


def mlflow(path):
    if path == "/registered-models/get":
        newest = [version("7", "Production"), version("8", "Staging")]
        aliases = [{"alias": "champion", "version": "7"}, {"alias": "previous_champion", "version": "6"}]
        return {"registered_model": {"name": "genre-classifier", "aliases": aliases, "latest_versions": newest}}
    if path == "/model-versions/get":
        return {"model_version": version("7", "Production")}
    if path == "/runs/get":
        return {"run": run("FINISHED", 0.91)}
    if path == "/runs/search":
        return {"runs": [run("RUNNING", 0.93)]}
    if path.startswith("/logged-models/"):
        return {"files": [{"path": "MLmodel"}] if "m-7" in path else []}
    return None


def prefect(path):
    if path == "/flow_runs/history":
        return counts(completed=12, failed=1, crashed=1, scheduled=2, running=1)
    if path == "/task_runs/history":
        return counts(completed=120, failed=3)
    if path == "/flow_runs/count":
        return 1
    if path == "/flow_runs/filter":
        return [{"id": "1", "expected_start_time": at(2), "end_time": at(-1)}]
    if path == "/work_pools/filter":
        return [{"name": "gpu", "is_paused": False, "status": "READY"}]
    if path == "/work_queues/filter":
        return [{"name": "default", "work_pool_name": "gpu", "is_paused": False, "status": "READY"}]
    if path.startswith("/deployments/name/"):
        return {"id": "1", "paused": False, "status": "READY"}
    return None


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        path = self.path.partition("?")[0]
        if path == "/-/ready":
            document = {}
        elif path.startswith("/api/2.0/mlflow"):
            document = mlflow(path.removeprefix("/api/2.0/mlflow"))
        else:
            document = prefect(path.removeprefix("/api"))
        text = json.dumps({"message": f"no {path}"} if document is None else document).encode()
        self.send_response(404 if document is None else 200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    do_GET = do_POST = answer

    def log_message(self, *_):
        pass


if __name__ == "__main__":
    http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
