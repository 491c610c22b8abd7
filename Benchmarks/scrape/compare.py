"""Scrapes a Modelwatch exporter with many models, and a node exporter that serves the same samples, with wrk.

The models share a few small Parquet files: what is measured is the page, not the reading of data.
"""
import argparse
import gzip
import math
import pathlib
import re
import shutil
import socket
import subprocess
import threading
import time
import urllib.request

import numpy
import pyarrow
import pyarrow.parquet

ROWS = 500
FILES = 8
MOST_MEMORY = 14e9
OPENMETRICS = "application/openmetrics-text;version=1.0.0"
PROTOBUF = "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited"


def write_data(folder, columns):
    """One reference and a few current files of normal columns, of which some are shifted."""
    random = numpy.random.default_rng(7)
    for index in range(FILES):
        shift = 0.1 * index
        table = {f"feature_{c:03}": random.normal(shift * (c % 5), 1 + shift, ROWS) for c in range(columns)}
        name = "reference" if index == 0 else f"current-{index}"
        pyarrow.parquet.write_table(pyarrow.table(table), folder / f"{name}.parquet")


def write_configuration(folder, models, interval):
    entries = [
        f"  - {{name: model-{m:04}, reference: {{path: reference.parquet}}, "
        f"current: {{path: current-{1 + m % (FILES - 1)}.parquet}}}}\n"
        for m in range(models)
    ]
    text = f"global: {{evaluation_interval: {interval}, storage_path: storage}}\nmodels:\n{''.join(entries)}"
    (folder / "modelwatch.yml").write_text(text)


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def fetch(url, accept="*/*", encoding="identity"):
    request = urllib.request.Request(url, headers={"Accept": accept, "Accept-Encoding": encoding})
    with urllib.request.urlopen(request, timeout=900) as answer:
        return answer.read()


def wait(process, url, seconds):
    end = time.monotonic() + seconds
    while time.monotonic() < end and process.poll() is None:
        try:
            return fetch(url)
        except OSError:
            time.sleep(0.5)
    raise SystemExit(f"{url} does not answer within {seconds} s")


def resident(process):
    found = re.search(r"VmRSS:\s+(\d+)", pathlib.Path(f"/proc/{process.pid}/status").read_text())
    return int(found[1]) * 1024 if found else 0


def processor_seconds(process):
    fields = pathlib.Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / 100


UNITS = {"us": 1e-3, "ms": 1, "s": 1000, "m": 60_000, "h": 3_600_000}


def milliseconds(output, pattern):
    """A latency that wrk printed; not a number where it had too few scrapes for one."""
    found = re.search(pattern + r"\s+([\d.]+)(us|ms|s|m|h)\b", output)
    return float(found[1]) * UNITS[found[2]] if found else math.nan


class Watch(threading.Thread):
    """Ends a process that takes so much memory that the machine would suffer."""

    def __init__(self, process):
        super().__init__(daemon=True)
        self.process, self.done, self.ended = process, threading.Event(), False

    def run(self):
        while not self.done.wait(0.1) and self.process.poll() is None:
            if resident(self.process) > MOST_MEMORY:
                self.ended = True
                self.process.kill()
                self.process.wait()


def scrape(process, url, connections, seconds, accept, encoding):
    """Latencies in milliseconds, and processor time for each scrape; None if the process had to be ended."""
    watch = Watch(process)
    watch.start()
    try:
        return measured(process, url, connections, seconds, accept, encoding)
    except (OSError, ValueError, subprocess.CalledProcessError):
        if not watch.ended:
            raise
        return None
    finally:
        watch.done.set()
        watch.join()


def measured(process, url, connections, seconds, accept, encoding):
    before = processor_seconds(process)
    output = subprocess.run(
        ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "120s", "--latency",
         "-H", f"Accept: {accept}", "-H", f"Accept-Encoding: {encoding}", url],
        capture_output=True, text=True, check=True).stdout
    used = processor_seconds(process) - before
    requests = int(re.search(r"(\d+) requests in", output)[1])
    if "Non-2xx" in output:
        raise SystemExit(f"scrapes of {url} failed:\n{output}")
    if not requests:  # None was answered in time: one is waited for, however long it takes.
        before, began = processor_seconds(process), time.monotonic()
        fetch(url, accept, encoding)
        took = (time.monotonic() - began) * 1000
        cpu = (processor_seconds(process) - before) * 1000
        return {"requests": f"0 in {seconds} s", "p50": took, "p99": took, "max": took, "cpu": cpu}
    return {
        "requests": requests, "p50": milliseconds(output, "50%"), "p99": milliseconds(output, "99%"),
        "max": milliseconds(output, r"Latency\s+\S+\s+\S+"), "cpu": used / requests * 1000,
    }


def row(name, form, connections, process, r):
    if r is None:
        print(f"| {name} | {form} | {connections} | took more than {MOST_MEMORY / 1e9:.0f} GB | | | | | |", flush=True)
        return
    rss = resident(process)
    cells = [name, form, connections, r["requests"], f"{r['p50']:.2f}", f"{r['p99']:.2f}", f"{r['max']:.2f}",
             f"{r['cpu']:.2f}", f"{rss / 1e6:.0f}"]
    print("| " + " | ".join(str(c) for c in cells) + " |", flush=True)


def textfile(page):
    """The page without what the node exporter tells of itself, too."""
    lines = page.decode().splitlines(keepends=True)
    name = lambda line: line.split()[2] if line.startswith("#") else line
    return "".join(line for line in lines if not name(line).startswith(("process_", "promhttp_")))


def start_node_exporter(folder, page):
    prom = folder / "textfile"
    shutil.rmtree(prom, ignore_errors=True)
    prom.mkdir()
    (prom / "page.prom").write_text(textfile(page))
    port = free_port()
    url = f"http://127.0.0.1:{port}/metrics"
    process = subprocess.Popen(
        ["prometheus-node-exporter", "--collector.disable-defaults", "--collector.textfile",
         f"--collector.textfile.directory={prom}", "--web.disable-exporter-metrics", "--web.max-requests=0",
         f"--web.listen-address=127.0.0.1:{port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wait(process, url.removesuffix("metrics"), 60)
    return process, url


def start_exporter(binary, folder, address):
    with open(folder / "exporter.log", "w") as log:
        return subprocess.Popen(
            [binary, "exporter", "--config.file", folder / "modelwatch.yml", "--web.listen-address", address,
             "--log.level", "warn"], stdout=log, stderr=log)


def measure(start, name, formats, seconds):
    """Starts an exporter, again where it had to be ended, and scrapes it in each format."""
    process, url = start()
    try:
        for form, accept, encoding in formats:
            for connections in (1, 16):
                if process.poll() is not None:
                    process, url = start()
                row(name, form, connections, process, scrape(process, url, connections, seconds, accept, encoding))
    finally:
        stop(process)


def stop(process):
    if process.poll() is None:
        process.terminate()
        process.wait(60)


class Writer(threading.Thread):
    """Replaces one data file after the other, as careful writers do, so that evaluations never end."""

    def __init__(self, folder):
        super().__init__(daemon=True)
        self.folder, self.done = folder, threading.Event()

    def run(self):
        index = 0
        while not self.done.wait(1):
            index = index % (FILES - 1) + 1
            target = self.folder / f"current-{index}.parquet"
            draft = target.with_suffix(".new")
            shutil.copyfile(target, draft)
            draft.rename(target)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("--models", type=int, required=True)
    parser.add_argument("--columns", type=int, required=True)
    parser.add_argument("--seconds", type=int, required=True)
    parser.add_argument("--folder", type=pathlib.Path, required=True)
    arguments = parser.parse_args()
    folder = arguments.folder
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    write_data(folder, arguments.columns)
    write_configuration(folder, arguments.models, "1h")
    address = f"127.0.0.1:{free_port()}"
    url = f"http://{address}/metrics"

    def start():
        exporter = start_exporter(arguments.binary, folder, address)
        wait(exporter, f"http://{address}/-/ready", 60 + 5 * arguments.models)
        return exporter

    began = time.monotonic()
    exporter = start()
    print(f"{arguments.models} models of {arguments.columns} columns, ready after {time.monotonic() - began:.0f} s, "
          f"{processor_seconds(exporter):.0f} s of processor time, {resident(exporter) / 1e6:.0f} MB resident")
    try:
        page = describe(url)
        print("\n| exporter | format | connections | scrapes | p50 ms | p99 ms | max ms | CPU ms per scrape | RSS MB |")
        print("|---|---|---|---|---|---|---|---|---|")
        formats = [("text", "*/*", "identity"), ("text, gzip", "*/*", "gzip"), ("OpenMetrics, gzip", OPENMETRICS, "gzip"),
                   ("protocol buffers, gzip", PROTOBUF, "gzip")]
        measure(lambda: (exporter, url), "modelwatch", formats, arguments.seconds)
    finally:
        stop(exporter)
    measure(lambda: start_node_exporter(folder, page), "node exporter", formats[:2], arguments.seconds)
    write_configuration(folder, arguments.models, "2s")
    evaluating(start, folder, url, 3 * arguments.seconds)


def describe(url):
    """Prints how large the page is; tells its text."""
    page = fetch(url)
    sizes = {
        "text": len(page), "text, gzip": len(fetch(url, encoding="gzip")),
        "OpenMetrics, gzip": len(fetch(url, OPENMETRICS, "gzip")),
        "protocol buffers, gzip": len(fetch(url, PROTOBUF, "gzip")),
    }
    assert gzip.decompress(fetch(url, OPENMETRICS, "gzip")).endswith(b"# EOF\n")
    series = sum(1 for line in page.splitlines() if not line.startswith(b"#"))
    print(f"{series} series; bytes: " + ", ".join(f"{name} {size}" for name, size in sizes.items()))
    return page


def evaluating(start, folder, url, seconds):
    """Scrapes while evaluations never end: every file changes every few seconds."""
    exporter = start()
    writer = Writer(folder)
    writer.start()
    try:
        lines = fetch(url).count(b"\n")
        for connections in (1, 16):
            row("modelwatch, evaluating", "OpenMetrics, gzip", connections, exporter,
                scrape(exporter, url, connections, seconds, OPENMETRICS, "gzip"))
        assert fetch(url).count(b"\n") == lines
    finally:
        writer.done.set()
        stop(exporter)


main()
