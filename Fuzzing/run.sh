#!/usr/bin/env bash
# Fuzzes readers of foreign bytes, under address sanitizer.
#
#   Fuzzing/run.sh [SECONDS] [TARGET...]    600 seconds each, of all targets, unless told otherwise
#
# What is found stays in .fuzz/TARGET: inputs that reach new code in corpus/, those that fail in failures/. Exits with
# the first failure.
set -euo pipefail
cd "$(dirname "$0")/.."
export SWIFT_BACKTRACE=enable=no

seconds=${1:-600}
shift || true
[ $# -gt 0 ] || set -- Configuration WebConfiguration Payload Matcher Exposition DataFile Profile

# Foreign code that is built here (libyaml, the C++ of our own) is counted and checked as well; Arrow comes as it is.
# lld, because gold gives up on what these add.
swift build --package-path Fuzzing --sanitize=address -Xswiftc -sanitize=fuzzer -Xcc -fsanitize=fuzzer-no-link \
    -Xswiftc -Xclang-linker -Xswiftc -fuse-ld=lld

seeds() { # target, folder
    case $1 in
    Configuration) cp --backup=numbered modelwatch*.yml Tests/Fixtures/configuration/*/*.yml "$2" ;;
    WebConfiguration) find Tests/Fixtures/web -name '*.yml' -exec cp --backup=numbered {} "$2" \; ;;
    Payload) cp Tests/Fixtures/alertmanager/*.json "$2" ;;
    Matcher)
        printf '%s\n' 'severity=~"warn.*|critical"' >"$2/expression"
        printf '%s\nx' '{{ labels.model }}-{{labels.column}}' >"$2/template"
        printf '%s\n' '2026-02-28T23:59:60.123456789+14:00' >"$2/time"
        ;;
    Exposition) printf '\x3f\xf0\0\0\0\0\0\0application/openmetrics-text;version=1.0.0;q=0.5,*/*;q=0.1' >"$2/accept" ;;
    DataFile)
        find Tests/Fixtures/formats -type f -size -64k | while read -r file; do
            # The first byte chooses the name.
            case $file in *.csv*) byte='\001' ;; *.jsonl* | *.ndjson*) byte='\002' ;; *) byte='\000' ;; esac
            { printf "$byte" && cat "$file"; } >"$2/$(basename "$file")"
        done
        ;;
    Profile)
        printf '\1\2%0128d' 0 >"$2/numerical"
        printf '\2\3%0128d' 0 >"$2/categorical"
        printf '\3\0%0128d' 0 >"$2/text"
        printf '\4\4%0256d' 0 >"$2/buckets"
        ;;
    esac
}

for target in "$@"; do
    folder=.fuzz/$target
    mkdir -p "$folder/seeds" "$folder/corpus" "$folder/failures"
    seeds "$target" "$folder/seeds"
    echo "== $target, $seconds s"
    # Leaks are not looked for: what Arrow's library keeps to the end is not ours.
    ASAN_OPTIONS=detect_leaks=0 "Fuzzing/.build/debug/Fuzz$target" "$folder/corpus" "$folder/seeds" \
        -artifact_prefix="$folder/failures/" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=4096 \
        -print_final_stats=1 >"$folder/log" 2>&1 || { tail -40 "$folder/log"; exit 1; }
    grep -E '^(stat::number_of_executed_units|stat::new_units_added|stat::peak_rss_mb)' "$folder/log"
    grep -E ' cov: ' "$folder/log" | tail -1
done
