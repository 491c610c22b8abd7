#!/usr/bin/env bash
# Compares `modelwatch check` with its peers on the same files in one run; see Benchmarks/README.md.
#
#   SCENARIO=standard   1,000,000 rows of 15 columns a side, 5 runs; the default. Evidently up to 2,000,000 rows
#   SCENARIO=wide       200,000 rows of 500 columns, 3 runs, without Evidently
#   SCENARIO=tall       100,000,000 rows of 4 columns, 1 run, without Evidently
#
# ROWS and RUNS change the numbers, PROGRAMS="modelwatch polars" chooses among modelwatch arrow polars duckdb pandas
# evidently-integers evidently. Environment variables all, so `make bench SCENARIO=wide` has them too.
# The files stay in .bench: 0.2, 1.5 and 3.6 GB.
set -euo pipefail
cd "$(dirname "$0")/.."
scenario=${SCENARIO:-standard}
programs="modelwatch arrow polars duckdb pandas"
case $scenario in
standard) rows=${ROWS:-1000000} runs=${RUNS:-5} ;;
wide) rows=${ROWS:-200000} runs=${RUNS:-3} ;;
tall) rows=${ROWS:-100000000} runs=${RUNS:-1} ;;
*) echo "$0: no scenario $scenario; there are standard, wide, tall" >&2; exit 2 ;;
esac
if [ "$scenario" = standard ] && [ "$rows" -le 2000000 ]; then programs="$programs evidently-integers evidently"; fi
programs=${PROGRAMS:-$programs}

folder=$PWD/.bench/$scenario-$rows
Benchmarks/data.sh "$scenario" "$rows" "$folder"
echo "$scenario: $rows rows, reference and current"
# shellcheck disable=SC2086 # a list of words
.venv/peers/bin/python Benchmarks/comparison/compare.py .build/release/modelwatch "$folder" \
    --runs "$runs" --programs $programs
