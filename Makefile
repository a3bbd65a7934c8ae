# Throughline: `make run` shows the bundled case, `make test` checks everything.
PYTHON ?= python3
PORT ?= 8501
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run build test lock versions accuracy learn timing bench bench-full live lint lint-sql lint-types clean help

help: ## list the targets
	@grep -E '^[a-z-]+:.*##' Makefile | sed 's/:.*## /: /'

# One more than there are cores: tests that wait for a server or a browser leave theirs idle.
WORKERS ?= $(shell $(PYTHON) -c "import os; print((os.cpu_count() or 1) + 1)")

# What is installed is what the lists name, and all that this needs, each file known by its hash.
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
LOCK := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-annotate \
	--python-version 3.11 --custom-compile-command "make lock"

$(VENV)/.product: requirements.lock
	$(PYTHON) -m venv $(VENV)
	$(INSTALL) -r requirements.lock
	@touch $@

$(VENV)/.tests: tests/requirements.lock tests/sdists.txt $(VENV)/.product
	$(INSTALL) -r tests/requirements.lock
	$(BIN)/python -m pip download --quiet --disable-pip-version-check --require-hashes --no-deps \
		--no-build-isolation --no-binary :all: -d $(VENV)/sdists -r tests/sdists.txt
	@touch $@

build: $(VENV)/.product ## load the bundled case and build data/throughline.duckdb
	$(BIN)/python -m etl run --case golden_dome

run: build ## build, then serve the dashboard on 127.0.0.1 (PORT=8501)
	@echo "Throughline: http://127.0.0.1:$(PORT)"
	$(BIN)/streamlit run dashboards/app.py --server.port $(PORT)

lint: $(VENV)/.tests ## style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	# Side by side: mypy works on one core alone.
	@$(MAKE) --no-print-directory -j2 lint-sql lint-types

lint-sql:
	$(BIN)/sqlfluff lint --disable-progress-bar --processes 0 sql etl/cases

lint-types:
	$(BIN)/mypy

test: lint ## everything, offline
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

lock: $(VENV)/.tests ## after a change to requirements.txt: pin all that it needs, with hashes
	$(LOCK) requirements.txt -o requirements.lock
	$(LOCK) -c requirements.lock tests/requirements.txt -o tests/requirements.lock

versions: $(VENV)/.tests ## the bundled case on each Python from 3.11 to 3.13 that is here
	$(BIN)/python -m tests.versions

accuracy: $(VENV)/.tests ## how often names are resolved rightly, on labelled names
	$(BIN)/python -m tests.accuracy --write

learn: $(VENV)/.tests ## the weights of names again, from the published labels beside the project
	$(BIN)/python -m tests.accuracy.real.learn

timing: $(VENV)/.tests ## how often the timing test errs on unrelated series, and finds planted effects
	$(BIN)/python -m tests.timing

bench: $(VENV)/.tests ## speed beside baselines, half an hour (ROWS=10000000 MB=200)
	$(BIN)/python -m tests.bench.bench_fetch
	$(BIN)/python -m tests.bench.bench_contracts
	$(BIN)/python -m tests.bench.bench_zip $(MB)
	$(BIN)/python -m tests.bench.bench_load $(ROWS)
	$(BIN)/python -m tests.bench.bench_resolve
	$(BIN)/python -m tests.bench.bench_timing
	$(BIN)/python -m tests.bench.bench_graph
	$(BIN)/python -m tests.bench.bench_search
	$(BIN)/python -m tests.bench.bench_pages
	$(BIN)/python -m tests.bench.bench_crowd
	$(BIN)/python -m tests.bench.bench_evidence
	$(BIN)/python -m tests.bench.bench_sessions
	$(BIN)/python -m tests.bench.bench_canvas
	$(BIN)/python -m tests.bench.bench_start
	$(BIN)/python -m tests.bench.bench_sequence

bench-full: $(VENV)/.tests ## a contribution zip of 2 GB: 25 GB of free disk
	$(BIN)/python -m tests.bench.bench_zip 2000

live: $(VENV)/.tests ## ask the real publishers whether they are as described, 12 calls
	THROUGHLINE_LIVE=1 $(BIN)/python -m tests.live

clean: ## remove the virtual environment and the data folder
	rm -rf $(VENV) data
