"""Sends storms of webhook deliveries to a bridge and tells when the last was acknowledged.

1. 1,000 deliveries of one alert each over 600 connections, begun within half a second: all are subjects of one policy.
2. The same for one subject: one trigger.
3. 1,000 alerts in one delivery.
4. Deliveries one after the other on 64 connections for ten seconds: those stored in a second, each with its fsync.
5. SQLite alone on the same disk: commits of one row in a second, with WAL and synchronous=FULL.
"""

import argparse
import asyncio
import json
import pathlib
import shutil
import socket
import sqlite3
import subprocess
import time
import urllib.request


def alert(number, model):
    return {
        "status": "firing",
        "labels": {"alertname": "Drift", "model": model, "column": f"c{number}"},
        "annotations": {"value": "0.31"},
        "startsAt": "2026-01-01T00:00:00Z",
        "endsAt": "0001-01-01T00:00:00Z",
        "fingerprint": f"{number:016x}",
    }


def request(port, alerts):
    body = json.dumps({"version": "4", "status": "firing", "alerts": alerts}).encode()
    head = f"POST /trigger HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n"
    return head.encode() + f"Content-Length: {len(body)}\r\n\r\n".encode() + body


async def answer(reader):
    head = await reader.readuntil(b"\r\n\r\n")
    length = next(int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length"))
    await reader.readexactly(length)
    return int(head.split()[1])


async def storm(port, payloads, connections, spread):
    """Sends all payloads, the connections opened evenly over some seconds; tells codes and times."""
    times, codes = [], []
    queue = list(payloads)
    start = time.perf_counter()

    async def connection(number):
        await asyncio.sleep(spread * number / connections)
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while queue:
            payload = queue.pop()
            begin = time.perf_counter()
            writer.write(payload)
            codes.append(await answer(reader))
            times.append(time.perf_counter() - begin)
        writer.close()

    await asyncio.gather(*(connection(number) for number in range(connections)))
    return codes, sorted(times), time.perf_counter() - start


async def sustained(port, connections, seconds):
    count = 0
    end = time.perf_counter() + seconds

    async def connection(number):
        nonlocal count
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        sequence = 0
        while time.perf_counter() < end:
            writer.write(request(port, [alert(10_000 + number * 100_000 + sequence, "sustained")]))
            assert await answer(reader) == 200
            sequence += 1
            count += 1
        writer.close()

    await asyncio.gather(*(connection(number) for number in range(connections)))
    return count / seconds


def sqlite_commits(folder, seconds):
    database = sqlite3.connect(folder / "alone.sqlite", isolation_level=None)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    database.execute("CREATE TABLE delivery (id INTEGER PRIMARY KEY, body BLOB)")
    body, count, end = b"x" * 600, 0, time.perf_counter() + seconds
    while time.perf_counter() < end:
        database.execute("INSERT INTO delivery (body) VALUES (?)", (body,))
        count += 1
    return count / seconds


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def triggers(port):
    """Triggers that were made since the start of the bridge."""
    page = urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics").read().decode()
    return sum(float(line.split()[-1]) for line in page.splitlines() if line.startswith("modelwatch_triggers{"))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("--folder", type=pathlib.Path, required=True)
    options = parser.parse_args()
    shutil.rmtree(options.folder, ignore_errors=True)
    options.folder.mkdir(parents=True)
    (options.folder / "modelwatch.yml").write_text(
        "policies:\n  - {name: retrain, match: [alertname=\"Drift\"], mode: approve, rate: {interval: 0s},\n"
        "     engine: {command: {argv: [/bin/true]}}}\n"
    )
    port = free_port()
    command = [options.binary, "bridge", "--config.file", options.folder / "modelwatch.yml"]
    log = open(options.folder / "bridge.log", "w")
    bridge = subprocess.Popen([*command, "--web.listen-address", f"127.0.0.1:{port}"], stdout=log, stderr=log)
    try:
        for _ in range(100):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/-/ready")
                break
            except OSError:
                time.sleep(0.1)
        runs = [
            ("1,000 subjects", [request(port, [alert(n, f"m{n}")]) for n in range(1000)], 600, 0.5),
            ("1,000 alerts of one subject", [request(port, [alert(2000 + n, "one")]) for n in range(1000)], 600, 0.5),
            ("1,000 alerts in one delivery", [request(port, [alert(4000 + n, "big") for n in range(1000)])], 1, 0),
        ]
        before = 0
        for name, payloads, connections, spread in runs:
            codes, times, whole = asyncio.run(storm(port, payloads, connections, spread))
            made = triggers(port)
            print(
                f"{name}: {codes.count(200)} of {len(payloads)} acknowledged, last after {whole:.2f} s, "
                f"p50 {times[len(times) // 2] * 1000:.0f} ms, p99 {times[int(len(times) * 0.99)] * 1000:.0f} ms, "
                f"{made - before:.0f} triggers"
            )
            before = made
        print(f"sustained, 64 connections: {asyncio.run(sustained(port, 64, 10)):.0f} deliveries a second")
        print(f"SQLite alone, one row in a commit: {sqlite_commits(options.folder, 5):.0f} commits a second")
    finally:
        bridge.terminate()
        bridge.wait()


main()
