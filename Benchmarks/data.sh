#!/usr/bin/env bash
# Writes the data of a scenario unless they are there: Benchmarks/data.sh SCENARIO ROWS FOLDER
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/setup.sh peers
if [ ! -e "$3/current.parquet" ]; then
    echo "Writing $3"
    .venv/peers/bin/python Benchmarks/comparison/make-data.py "$@"
fi
