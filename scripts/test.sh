#!/usr/bin/env bash
# Runs every test that was built; what failed stands at the end of the output once more.
# Usage: scripts/test.sh [SWIFT_FLAG...]
set -euo pipefail
cd "$(dirname "$0")/.."
export SWIFT_BACKTRACE=enable=no

log="$(mktemp)"
trap 'rm -f "$log"' EXIT
status=0
swift test --skip-build --no-parallel "$@" 2>&1 | tee "$log" || status=$?
if [ "$status" -ne 0 ]; then
    echo
    echo "What failed:"
    grep -E '^✘|[Ff]atal error|error:|unexpected signal' "$log" | tail -n 40 || tail -n 40 "$log"
fi
exit "$status"
