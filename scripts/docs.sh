#!/usr/bin/env bash
# Writes the generated parts of the documentation: the table of docs/metrics.md. Needs a debug build, which `make docs`
# sees to.
set -euo pipefail
cd "$(dirname "$0")/.."
export SWIFT_BACKTRACE=enable=no

table=$(mktemp)
trap 'rm -f "$table"' EXIT
.build/debug/modelwatch metrics --format markdown >"$table"
# The lines between the two marks are replaced.
sed -i -e '/<!-- begin: make docs -->/,/<!-- end: make docs -->/{//!d}' \
    -e "/<!-- begin: make docs -->/r $table" docs/metrics.md
