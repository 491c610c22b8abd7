#!/usr/bin/env bash
# Checks everything that is not compiled, and the format of what is. One line per step; a failed step prints its output.
#
#   scripts/lint.sh             all steps
#   scripts/lint.sh STEP...     some of them: format shell python config rules tests guide alerts alertmanager routes
#                               compose dockerfile units kubernetes dashboards provisioning metrics panels
#
# Needs Prometheus's and Alertmanager's tools, the validators (scripts/setup.sh servers tools) and, for the steps metrics
# and panels, a release build. `make lint` sees to all of it.
set -euo pipefail
cd "$(dirname "$0")/.."
export SWIFT_BACKTRACE=enable=no PYTHONDONTWRITEBYTECODE=1
tools=.venv/tools/bin

lint_format() {
    local sources=()
    for source in Package.swift Sources Tests Benchmarks Fuzzing; do
        if [ -e "$source" ]; then sources+=("$source"); fi
    done
    swift format lint --strict --recursive "${sources[@]}"
}
lint_shell() { for script in scripts/*.sh Benchmarks/*.sh Fuzzing/*.sh; do bash -n "$script" || return 1; done; }
lint_python() { # compiled in memory: nothing is left behind
    local scripts=(scripts/*.py scripts/boards/*.py examples/*/*.py Benchmarks/*/*.py Benchmarks/*/*/*.py)
    python3 -c 'import sys; [compile(open(p).read(), p, "exec") for p in sys.argv[1:]]' "${scripts[@]}"
}
lint_config() {
    for file in prometheus/prometheus*.yml; do promtool check config "$file" || return 1; done
}
lint_rules() { # The profiles of thresholds record the same series, so each is checked by itself.
    promtool check rules --lint=all --lint-fatal prometheus/rules/*.yml examples/policies/*.rules.yml || return 1
    for file in prometheus/thresholds/*.yml; do promtool check rules --lint=all --lint-fatal "$file" || return 1; done
}
lint_tests() { promtool test rules prometheus/tests/*.yml; }
lint_guide() { # The guide's rules are shipped as they are: a change of one byte is a mistake.
    local sum=d289538dc02dd0596cbd6e3b4e2f6f43a8969978e0f59e1ad04c342af65ff760
    echo "$sum  prometheus/rules/guide.rules.yml" | sha256sum --check
}
lint_alerts() { "$tools/python" scripts/lint-alerts.py; } # Each alert has its labels, page, row and tests.
lint_alertmanager() { amtool check-config alertmanager/*.yml; }
lint_routes() { # Lines of FILE RECEIVERS LABELS...: what amtool says of these labels.
    local file receivers labels failed=0
    while read -r file receivers labels; do
        # shellcheck disable=SC2086
        amtool config routes test --config.file "alertmanager/$file" --verify.receivers="$receivers" $labels || failed=1
    done < <(grep -v '^#' alertmanager/routes.test)
    return $failed
}
lint_compose() { "$tools/check-jsonschema" --builtin-schema vendor.compose-spec docker-compose.yml; }
lint_dockerfile() { "$tools/hadolint" --failure-threshold info Dockerfile; }
lint_units() { # As systemd reads them, and as exposed as it judges them: 10 is 1.0 of 10.
    local folder unit failed=0
    if ! command -v systemd-analyze >/dev/null; then echo "there is no systemd-analyze here"; return; fi
    folder=$(mktemp -d)
    for unit in deploy/systemd/*.service; do # the executable need not be installed here
        sed 's#/usr/local/bin/modelwatch#/bin/true#' "$unit" >"$folder/${unit##*/}"
        systemd-analyze verify --recursive-errors=no "$folder/${unit##*/}" || failed=1
        systemd-analyze security --offline=true --threshold=15 "$folder/${unit##*/}" || failed=1
    done
    rm -rf "$folder"
    return $failed
}
lint_kubernetes() { # The rules are those of prometheus/; the manifests fit Kubernetes's schemas.
    "$tools/python" scripts/make-kubernetes-rules.py --check || return 1
    "$tools/kubernetes-validate" --strict --no-warn --quiet deploy/kubernetes/{exporter,bridge,network-policy}.yaml || return 1
    if command -v kubectl >/dev/null; then kubectl kustomize deploy/kubernetes >/dev/null || return 1; fi
    for board in grafana/dashboards/*.json; do
        grep -q "dashboards/${board##*/}" grafana/kustomization.yaml || { echo "$board is not in grafana/kustomization.yaml"; return 1; }
    done
}
lint_dashboards() { # They are as their description says, and keep the rules.
    scripts/make-dashboards.py --check && "$tools/python" scripts/lint-dashboards.py grafana/dashboards/*.json
}
lint_provisioning() { "$tools/python" scripts/lint-provisioning.py; }
lint_metrics() { # What both roles serve, by the executable of the debug build.
    local binary=.build/release/modelwatch folder role port pid url failed=0
    folder=$(mktemp -d)
    for role in exporter bridge; do
        port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
        url=http://127.0.0.1:$port
        "$binary" "$role" --storage.path "$folder" --web.listen-address "127.0.0.1:$port" >"$folder/$role.log" 2>&1 &
        pid=$!
        for _ in $(seq 100); do if curl -sf "$url/-/ready" >/dev/null; then break; fi; sleep 0.1; done
        curl -sf "$url/metrics" >"$folder/$role.txt" || { cat "$folder/$role.log"; failed=1; }
        promtool check metrics <"$folder/$role.txt" || failed=1
        kill "$pid" && wait "$pid" || failed=1
    done
    rm -rf "$folder"
    return $failed
}
lint_panels() { "$tools/python" scripts/check-dashboards.py; } # What the boards ask, of a real Prometheus.

all=(
    format shell python config rules tests guide alerts alertmanager routes compose dockerfile units kubernetes dashboards
    provisioning metrics panels
)
steps=("$@")
if [ ${#steps[@]} = 0 ]; then steps=("${all[@]}"); fi
failures=0
for step in "${steps[@]}"; do
    if ! declare -F "lint_$step" >/dev/null; then echo "$0: no step $step" >&2; exit 2; fi
    if output=$("lint_$step" 2>&1); then
        echo "ok      $step"
    else
        echo "FAILED  $step"
        while IFS= read -r line; do echo "        $line"; done <<<"$output"
        failures=$((failures + 1))
    fi
done
[ $failures = 0 ]
