#!/usr/bin/env bash
# The main job on one machine: a model degrades, Prometheus alerts, the bridge retrains.
#
#   scripts/demo.sh command     the retraining is a local command (examples/genres/retrain.py)
#   scripts/demo.sh prefect     the retraining is a flow of a real Prefect server
#
# Everything listens on loopback and runs until Ctrl-C, which stops all that was started. DEMO_EXIT=yes stops by itself
# once the retraining has ended. Files of the run are in .demo, made anew each time.
set -euo pipefail
cd "$(dirname "$0")/.."
export SWIFT_BACKTRACE=enable=no

engine=${1:-command}
case $engine in
command) configuration=modelwatch.yml; setup=(servers) ;;
prefect) configuration=modelwatch.prefect.yml; setup=(servers prefect) ;;
*) echo "usage: $0 command|prefect" >&2; exit 2 ;;
esac
scripts/setup.sh "${setup[@]}"

binary=$PWD/.build/release/modelwatch
folder=$PWD/.demo
pids=()

say() { printf '\n== %s\n' "$*"; }
fail() {
    echo "demo: $*" >&2
    exit 1
}

stop() {
    trap - EXIT INT TERM
    [ ${#pids[@]} = 0 ] || kill "${pids[@]}" 2>/dev/null || true
    wait 2>/dev/null || true
}
trap stop EXIT
trap 'stop; exit 0' INT TERM

start() { # name, command...
    local name=$1
    shift
    "$@" >"$folder/$name.log" 2>&1 &
    pids+=($!)
}

until_true() { # seconds, what, command...
    local seconds=$1 what=$2 pid
    shift 2
    for ((i = 0; i < seconds * 2; i++)); do
        if "$@" >/dev/null 2>&1; then return 0; fi
        for pid in "${pids[@]}"; do
            kill -0 "$pid" 2>/dev/null || fail "a server ended; see the logs in .demo/"
        done
        sleep 0.5
    done
    fail "waited $seconds s for $what; see the logs in .demo/"
}

answers() { curl -sf --max-time 2 "$1"; }
# The value of a query, as a number; nothing where there is no series.
query() {
    curl -sf --max-time 2 --get --data-urlencode "query=$1" http://127.0.0.1:9091/api/v1/query |
        python3 -c 'import json, sys; r = json.load(sys.stdin)["data"]["result"]; print(r[0]["value"][1] if r else "")'
}
alert_fires() { [ -n "$(query 'ALERTS{alertname="AccuracyBelowThreshold",alertstate="firing"}')" ]; }
triggers() { curl -sf --max-time 2 http://127.0.0.1:5080/api/v1/triggers; }
trigger_ended() { triggers | grep -Eq '"state":"(succeeded|failed|dead|lost|cancelled)"'; }
describe_trigger() {
    triggers | python3 -c '
import json, sys
for trigger in json.load(sys.stdin)["triggers"]:
    print("   ", trigger["created_at"], trigger["policy"], trigger["subject"], trigger["state"].upper(), trigger["key"])'
}

for port in 8000 5080 9091 9093 $([ "$engine" = prefect ] && echo 4200); do
    if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then fail "port $port is in use; the demo needs it"; fi
done

rm -rf "$folder"
mkdir -p "$folder"
cp -R examples "$folder/"
# The demonstration does not wait half a minute to notice that a file changed.
sed 's/evaluation_interval: 30s/evaluation_interval: 2s/' "$configuration" >"$folder/modelwatch.yml"

say "Starting the exporter, the bridge, Prometheus and Alertmanager ($engine engine)"
if [ "$engine" = prefect ]; then
    export PREFECT_HOME=$folder/prefect PREFECT_API_URL=http://127.0.0.1:4200/api
    export PREFECT_SERVER_ANALYTICS_ENABLED=false DO_NOT_TRACK=1
    start prefect .venv/prefect/bin/prefect server start --host 127.0.0.1 --port 4200
    until_true 120 "Prefect" answers http://127.0.0.1:4200/api/health
    start flow .venv/prefect/bin/python "$folder/examples/genres/prefect_flow.py"
    until_true 120 "the deployment retrain/production" \
        answers http://127.0.0.1:4200/api/deployments/name/retrain/production
fi
start exporter "$binary" exporter --config.file "$folder/modelwatch.yml" --web.listen-address 127.0.0.1:8000
start bridge "$binary" bridge --config.file "$folder/modelwatch.yml" --web.listen-address 127.0.0.1:5080
start alertmanager prometheus-alertmanager --config.file=alertmanager/alertmanager.loopback.yml \
    --storage.path="$folder/alertmanager" --web.listen-address=127.0.0.1:9093 \
    --web.external-url=http://127.0.0.1:9093 --cluster.listen-address=
start prometheus prometheus --config.file=prometheus/prometheus.loopback.yml \
    --storage.tsdb.path="$folder/prometheus" --web.listen-address=127.0.0.1:9091 \
    --web.external-url=http://127.0.0.1:9091 --web.enable-lifecycle
for url in http://127.0.0.1:8000/-/ready http://127.0.0.1:5080/-/ready http://127.0.0.1:9093/-/ready \
    http://127.0.0.1:9091/-/ready; do
    until_true 60 "$url" answers "$url"
done

say "A good week"
"$binary" check --config.file "$folder/modelwatch.yml" | sed '/^  column /,$d'

say "The current data are replaced by a week in which the model degrades"
cp "$folder/examples/genres/degraded.parquet" "$folder/examples/genres/current.parquet.new"
mv "$folder/examples/genres/current.parquet.new" "$folder/examples/genres/current.parquet"
"$binary" check --config.file "$folder/modelwatch.yml" | sed '/^  column /,$d' || true

say "Waiting for AccuracyBelowThreshold (accuracy < 0.85 for 30s)"
until_true 90 "the alert AccuracyBelowThreshold" alert_fires
echo "    $(date -u +%T) AccuracyBelowThreshold fires, accuracy is $(query accuracy)"

say "Waiting for the retraining that the alert starts"
until_true 120 "a retraining run to end" trigger_ended
describe_trigger
if [ "$engine" = command ]; then
    for card in "$folder"/examples/genres/output/*.json; do
        [ -e "$card" ] && echo "    its output: ${card#"$PWD"/}"
    done
fi

cat <<URLS

== Open
    http://127.0.0.1:8000/          models and drift
    http://127.0.0.1:8000/metrics   what Prometheus reads
    http://127.0.0.1:5080/triggers  alerts and retrainings
    http://127.0.0.1:9091/          Prometheus
    http://127.0.0.1:9093/          Alertmanager (API only in Debian's package)
URLS
[ "$engine" != prefect ] || echo "    http://127.0.0.1:4200/          Prefect"
[ "${DEMO_EXIT:-}" != yes ] || exit 0
echo "    Ctrl-C stops everything."
wait
