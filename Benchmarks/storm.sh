#!/usr/bin/env bash
# Measures how the bridge takes a storm of deliveries, and how many it stores in a second, beside SQLite alone on the same
# disk; see Benchmarks/README.md.
#
# BINARY changes the executable. Everything listens on loopback. The data stay in .bench.
set -euo pipefail
cd "$(dirname "$0")/.."
export SWIFT_BACKTRACE=enable=no
python3 Benchmarks/storm/measure.py "${BINARY:-.build/release/modelwatch}" --folder "$PWD/.bench/storm"
