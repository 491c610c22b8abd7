#!/usr/bin/env bash
# Compares `modelwatch check` with Evidently on the same files in one run.
#
#   Benchmarks/run.sh [ROWS [RUNS]]     1,000,000 rows a side, 5 runs of Modelwatch by default
set -euo pipefail
cd "$(dirname "$0")/.."
rows=${1:-1000000}
runs=${2:-5}
scripts/setup.sh peers
folder=$PWD/.bench/$rows
if [ ! -e "$folder/current.parquet" ]; then .venv/peers/bin/python Benchmarks/make-data.py "$rows" "$folder"; fi
cp Benchmarks/modelwatch.yml "$folder/"
cat "$folder"/*.parquet >/dev/null # Both read from a warm cache.
echo "$rows rows × 15 columns, reference and current"
.venv/peers/bin/python Benchmarks/compare.py "$PWD/.build/release/modelwatch" "$folder" "$runs"
