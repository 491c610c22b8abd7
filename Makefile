# Each target does its own set-up on a fresh Debian or Ubuntu machine that has Swift; `make help` lists them.
export SWIFT_BACKTRACE = enable=no

# Arrow goes to /usr/local; PREFIX=DIR puts it elsewhere, without root.
PREFIX ?=
ifneq ($(PREFIX),)
SWIFT_FLAGS = --pkg-config-path $(PREFIX)/lib/pkgconfig -Xlinker -rpath=$(PREFIX)/lib
endif
ENGINE ?= command

.PHONY: help setup build test test-engines lint format docs bench bench-scrape bench-storm bench-check bench-profile bench-kernels fuzz demo up down monitoring-up monitoring-down

help: ## Show the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1\t\2/p' Makefile | expand -t 18

setup: ## Install what a build needs: SQLite, libcurl, zlib, Boost headers, Highway, Arrow C++
	@PREFIX=$(PREFIX) scripts/setup.sh build

build: setup ## Build the release executable
	@scripts/revision.sh
	swift build -c release --product modelwatch --static-swift-stdlib $(SWIFT_FLAGS)

test: setup ## Run every test, with real Prometheus, Alertmanager and Prefect
	@scripts/setup.sh servers prefect sources tools
	swift build --build-tests $(SWIFT_FLAGS)
	@# One test at a time: many start servers and wait for them, and two processors are soon busy.
	@scripts/test.sh $(SWIFT_FLAGS)

test-engines: setup ## Test against real Airflow 3, Airflow 2, Dagster and MLflow servers
	@scripts/setup.sh engines mlflow
	swift build --build-tests $(SWIFT_FLAGS)
	MODELWATCH_TEST_ENGINES=1 scripts/test.sh --filter RealEngine $(SWIFT_FLAGS)

lint: build ## Check formats, rules, configurations, dashboards, metrics pages, with the release executable
	@scripts/setup.sh servers tools
	@scripts/lint.sh

format: ## Format the Swift sources
	swift format --in-place --recursive Package.swift Sources Tests Benchmarks Fuzzing

docs: setup ## Write the generated parts of docs/
	swift build --product modelwatch $(SWIFT_FLAGS)
	@scripts/docs.sh

bench: build ## Compare with Evidently, pandas, Polars and DuckDB (SCENARIO=wide or tall, ROWS=, RUNS=)
	@Benchmarks/run.sh

bench-scrape: build ## Compare scrapes of many models with those of a Go exporter (MODELS=, COLUMNS=, SECONDS_EACH=)
	@Benchmarks/scrape.sh

bench-storm: build ## Send storms of deliveries to the bridge, and as many as it can store
	@Benchmarks/storm.sh

bench-check: setup ## Count instructions and allocations of the hot kernels against their thresholds
	@SWIFT_FLAGS="$(SWIFT_FLAGS)" Benchmarks/instructions.sh check

bench-profile: build ## Count what an evaluation calls for a further row
	@Benchmarks/instructions.sh profile

bench-kernels: setup ## Time the hot kernels
	swift package --package-path Benchmarks $(SWIFT_FLAGS) benchmark

fuzz: setup ## Look for bytes that break a reader, under address sanitizer (SECONDS= for each target)
	@Fuzzing/run.sh $(or $(SECONDS),600)

demo: build ## Watch a model degrade, alert and retrain (ENGINE=prefect for a real Prefect server)
	@scripts/demo.sh $(ENGINE)

up: ## Start the stack with Docker Compose, with Prefect
	docker compose --profile prefect up --detach --build --wait

down: ## Stop the stack
	docker compose --profile '*' down

monitoring-up: ## Start monitoring and wait until it is healthy; without Docker as processes of this machine
	@docker info >/dev/null 2>&1 || $(MAKE) --no-print-directory build
	@scripts/monitoring.sh up

monitoring-down: ## Stop monitoring
	@scripts/monitoring.sh down
