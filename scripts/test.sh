#!/usr/bin/env bash
# Runs every test that was built, or those whose names fit; what failed stands at the end of the output once more.
# Usage: scripts/test.sh [--filter NAME] [SWIFT_FLAG...]
set -euo pipefail
cd "$(dirname "$0")/.."
export SWIFT_BACKTRACE=enable=no NO_COLOR=1

filter=""
if [ "${1:-}" = --filter ]; then
    filter="$2"
    shift 2
fi
tests="$(swift build --show-bin-path "$@")/modelwatchPackageTests.xctest"
logs="$(mktemp -d)"
trap 'rm -rf "$logs"' EXIT

run() { # NAME FLAG...: one test after the other, in a process of its own.
    local name="$1"
    shift
    "$tests" --testing-library swift-testing --no-parallel "$@" 2>&1 | tee "$logs/$name"
}

status=0
if [ -n "$filter" ]; then
    run filtered --filter "$filter" || status=$?
else
    # Tests with real servers mostly wait, so the others compute meanwhile, and give way to them, and to the evaluations of
    # their exporters, which have nice 10.
    servers="\.($(basename -as .swift Tests/MonitorTests/RealServers/*Tests.swift | paste -sd '|'))/"
    run servers --filter "$servers" &
    processes=($!)
    (renice -n 19 "$BASHPID" > /dev/null && run monitor --filter '^MonitorTests\.' --skip "$servers") &
    processes+=($!)
    (renice -n 19 "$BASHPID" > /dev/null && run libraries --skip '^MonitorTests\.') &
    processes+=($!)
    for process in "${processes[@]}"; do wait "$process" || status=$?; done
fi
if [ "$status" -ne 0 ]; then
    echo
    echo "What failed:"
    grep -hE '^✘|[Ff]atal error|error:|unexpected signal' "$logs"/* | tail -n 40 || tail -n 40 "$logs"/*
fi
exit "$status"
