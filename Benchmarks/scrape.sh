#!/usr/bin/env bash
# Compares scrapes of an exporter with many models with those of Prometheus's node exporter, which serves a page of the
# same size by its textfile collector, in one run; see Benchmarks/README.md.
#
# MODELS (1000), COLUMNS (100) and SECONDS_EACH (10) change the numbers, BINARY the executable. Everything listens on
# loopback. The data stay in .bench.
set -euo pipefail
cd "$(dirname "$0")/.."
export SWIFT_BACKTRACE=enable=no
scripts/setup.sh peers scrapers
.venv/peers/bin/python Benchmarks/scrape/compare.py "${BINARY:-.build/release/modelwatch}" \
    --models "${MODELS:-1000}" --columns "${COLUMNS:-100}" --seconds "${SECONDS_EACH:-10}" --folder "$PWD/.bench/scrape"
