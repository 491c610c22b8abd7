#!/usr/bin/env bash
# Starts and stops the monitoring stack: with Docker Compose where there is one, else as processes of this machine.
#
#   scripts/monitoring.sh up            waits until everything is healthy, then says what to open
#   scripts/monitoring.sh up native     as processes, even if there is Docker
#   scripts/monitoring.sh down          stops what `up` started
#   scripts/monitoring.sh status        what runs
#
# Both ways use monitoring/modelwatch.yml, the data in monitoring/data, and the same ports. As processes, everything listens on
# loopback; logs, process ids and series are in .monitoring. Grafana is not among Debian's packages, so it is left out there.
set -euo pipefail
cd "$(dirname "$0")/.."
export SWIFT_BACKTRACE=enable=no

folder=$PWD/.monitoring
services=(monitoring prefect-trigger alertmanager prometheus)
declare -A urls=(
    [monitoring]=http://127.0.0.1:8000 [prefect-trigger]=http://127.0.0.1:5080
    [alertmanager]=http://127.0.0.1:9093 [prometheus]=http://127.0.0.1:9091
)

fail() {
    echo "monitoring: $*" >&2
    exit 1
}
has_compose() { command -v docker >/dev/null && docker compose version >/dev/null 2>&1 && docker info >/dev/null 2>&1; }

# The process of a service, if it still is the one that was started: a number can have gone to another process.
running() { # service
    local pid start
    read -r pid start 2>/dev/null <"$folder/$1.pid" || return 1
    [ "$(started "$pid")" = "$start" ] && echo "$pid"
}
started() { # pid: clock ticks from the start of the machine to that of the process
    sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | cut -d' ' -f20
}

start() { # service, command...
    local service=$1 pid
    shift
    if pid=$(running "$service"); then
        echo "    $service runs already (process $pid)"
        return
    fi
    if curl -s --max-time 1 -o /dev/null "${urls[$service]}"; then fail "${urls[$service]} is in use by something else"; fi
    setsid nohup "$@" >"$folder/$service.log" 2>&1 </dev/null &
    pid=$!
    echo "$pid $(started "$pid")" >"$folder/$service.pid"
}

stop() { # service
    local pid
    if pid=$(running "$1"); then
        kill "$pid"
        for _ in $(seq 100); do
            running "$1" >/dev/null || break
            sleep 0.2
        done
        if running "$1" >/dev/null; then fail "$1 (process $pid) does not end"; fi
        echo "    $1 stopped"
    fi
    rm -f "$folder/$1.pid"
}

until_healthy() { # service
    for _ in $(seq 120); do
        if curl -sf --max-time 2 -o /dev/null "${urls[$1]}/-/ready"; then return; fi
        if ! running "$1" >/dev/null; then
            tail -5 "$folder/$1.log" >&2
            fail "$1 ended; see $folder/$1.log"
        fi
        sleep 0.5
    done
    fail "$1 is not healthy after a minute; see $folder/$1.log"
}

# The configurations of the compose stack, with the addresses of processes on one machine.
moved() { # file
    sed -e 's#\bmonitoring:8000#127.0.0.1:8000#' -e 's#prefect-trigger:5080#127.0.0.1:5080#' \
        -e 's#\balertmanager:9093#127.0.0.1:9093#' -e 's#localhost:9090#127.0.0.1:9091#' -e 's#prometheus:9090#127.0.0.1:9091#' \
        -e 's#//prefect:4200#//127.0.0.1:4200#' "$1"
}

executable() {
    local file
    for file in "${MODELWATCH:-}" .build/release/modelwatch .build/debug/modelwatch; do
        if [ -x "$file" ]; then
            realpath "$file"
            return
        fi
    done
    fail "there is no executable yet: run make build, or name one in MODELWATCH"
}

up_native() {
    local binary service
    binary=$(executable)
    scripts/setup.sh servers
    mkdir -p "$folder/prometheus"
    # Paths in it are relative to monitoring/, so it stays there.
    moved monitoring/modelwatch.yml >monitoring/.native.yml
    moved alertmanager/alertmanager.yml >"$folder/alertmanager.yml"
    cp -R prometheus/rules prometheus/thresholds "$folder/prometheus/"
    moved prometheus/prometheus.yml >"$folder/prometheus/prometheus.yml"
    echo "Starting ${services[*]} on this machine"
    start monitoring "$binary" exporter --config.file monitoring/.native.yml --storage.path "$folder/exporter" \
        --web.listen-address 127.0.0.1:8000
    start prefect-trigger "$binary" bridge --config.file monitoring/.native.yml --storage.path "$folder/bridge" \
        --web.listen-address 127.0.0.1:5080
    start alertmanager prometheus-alertmanager --config.file="$folder/alertmanager.yml" --storage.path="$folder/alertmanager" \
        --web.listen-address=127.0.0.1:9093 --web.external-url=http://127.0.0.1:9093 --cluster.listen-address=
    start prometheus prometheus --config.file="$folder/prometheus/prometheus.yml" --storage.tsdb.path="$folder/series" \
        --storage.tsdb.retention.time=90d --web.listen-address=127.0.0.1:9091 --web.external-url=http://127.0.0.1:9091 \
        --web.enable-lifecycle
    for service in "${services[@]}"; do until_healthy "$service"; done
}

open_what() { # with or without Grafana
    cat <<URLS
All are healthy. Open
    http://localhost:8000/          models and drift; /metrics is what Prometheus reads
    http://localhost:5080/triggers  alerts and retrainings
    http://localhost:9091/          Prometheus
    http://localhost:9093/          Alertmanager
URLS
    if [ "$1" = compose ]; then
        echo "    http://localhost:3000/          Grafana (admin/admin)"
    else
        echo "Grafana is not among Debian's packages: give grafana/provisioning and grafana/dashboards to one of yours."
    fi
    echo "Stop with make monitoring-down. Try a bad week: cp examples/genres/degraded.parquet monitoring/data/current.parquet"
}

up() {
    mkdir -p monitoring/data
    for name in reference current; do
        [ -e "monitoring/data/$name.parquet" ] || cp "examples/genres/$name.parquet" monitoring/data/
    done
    if [ "${1:-}" != native ] && has_compose; then
        docker compose up --detach --build --wait prometheus grafana alertmanager monitoring prefect-trigger
        open_what compose
    else
        up_native
        open_what native
    fi
}

down() {
    local service
    if [ -d "$folder" ]; then
        for service in prometheus alertmanager prefect-trigger monitoring; do stop "$service"; done
    fi
    if has_compose; then docker compose down; fi
}

status() {
    local service pid missing=0
    for service in "${services[@]}"; do
        if pid=$(running "$service"); then
            echo "$service runs (process $pid)"
        else
            echo "$service does not run"
            missing=1
        fi
    done
    if has_compose; then docker compose ps; fi
    return $missing
}

case ${1:-} in
up) up "${2:-}" ;;
down) down ;;
status) status ;;
*) echo "usage: $0 up [native]|down|status" >&2; exit 2 ;;
esac
