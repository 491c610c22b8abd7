#!/usr/bin/env bash
# Counts instructions, allocations and calls by callgrind: numbers that repeat, whatever else the machine does.
#
#   Benchmarks/instructions.sh check     the hot kernels, against Benchmarks/instructions/thresholds.json
#   Benchmarks/instructions.sh update    the same, and makes thresholds of what was counted
#   Benchmarks/instructions.sh profile   a whole `modelwatch check` (release build) at two numbers of rows
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/setup.sh valgrind

kernels() { # flags...
    # A new file of the package beside this one is seen only when the build is planned anew.
    touch Benchmarks/Package.swift
    # shellcheck disable=SC2086 # a list of words
    swift build --package-path Benchmarks -c release --product kernels ${SWIFT_FLAGS:-}
    python3 Benchmarks/instructions/kernels.py Benchmarks/.build/release/kernels "$@"
}

profile() {
    local rows folders=()
    for rows in 100000 200000; do
        folders+=("$PWD/.bench/standard-$rows")
        Benchmarks/data.sh standard "$rows" "${folders[-1]}"
        cp Benchmarks/comparison/modelwatch.yml "${folders[-1]}"
    done
    python3 Benchmarks/instructions/evaluation.py .build/release/modelwatch "${folders[@]}"
}

case ${1:-} in
check) kernels ;;
update) kernels --update ;;
profile) profile ;;
*) echo "usage: $0 check|update|profile" >&2; exit 2 ;;
esac
