# Clubhouse: `make help` lists what there is. Everything runs inside .venv, which `make setup` creates.
.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: help
help: ## Show this help
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  \033[36mmake %-10s\033[0m %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: setup
setup: $(READY) ## Create .venv from the lock (the other commands do it by themselves)

$(READY): requirements.lock pyproject.toml
	@infra/local/setup.sh "$(PYTHON)" "$(VENV)"
	@touch $@

.PHONY: lock
lock: $(READY) ## Renew the locks from pyproject.toml (UPGRADE=1 takes newer versions)
	@$(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --no-emit-index-url \
		--generate-hashes --no-header --extra dev --extra stack --extra analysis $(if $(UPGRADE),--upgrade) -o requirements.lock
	@$(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --no-emit-index-url \
		--generate-hashes --no-header --extra analysis --constraints requirements.lock -o requirements-services.lock
	@$(MAKE) --no-print-directory setup

.PHONY: up
up: $(READY) ## Run the whole chain here until Ctrl-C (BROKER=kafka for Apache Kafka)
	@CLUBHOUSE_LOCAL_BROKER=$(or $(BROKER),embedded) exec $(BIN)/python -m infra.local.up

.PHONY: check
check: $(READY) ## Lint, format, types, import rules, published contracts, secrets, known flaws of dependencies
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -m infra.contracts_gate --check
	$(BIN)/python -m infra.vetting.secrets
	$(BIN)/python -m infra.vetting.advisories

.PHONY: format
format: $(READY) ## Format, and fix what can be fixed by itself
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

.PHONY: quick
quick: $(READY) ## The tests that need no server (seconds)
	$(BIN)/pytest -q -m "not slow and not fuzz" tests/unit tests/architecture tests/contracts

.PHONY: test
test: check ## Checks, then every suite on real servers but its slow tests (CI runs this)
	$(BIN)/pytest -q -n 2 --dist loadfile --durations=15 -m "not slow"

.PHONY: test-all
test-all: check ## Everything: the slow tests too, browser pages, a short soak and fault run
	$(BIN)/pytest -q -n 2 --dist loadfile --durations=15

.PHONY: rules
rules: $(READY) ## One line per house rule: proven or unproven, and the tests that carry it
	@test -f build/rules.json || $(BIN)/pytest -q -m rule || true
	@$(BIN)/python -m tests.rules.matrix

.PHONY: faults
faults: $(READY) ## Break things 200 times and more, on both brokers, and check that nothing is lost
	$(BIN)/python -m tests.faults

.PHONY: soak
soak: $(READY) ## Work under mixed load while every service is replaced (DURATION=15m), then judge
	$(BIN)/python -m tests.soak --duration $(or $(DURATION),15m)

.PHONY: bench
bench: $(READY) ## Measure, beside the raw driver and the usual choice (ONLY=name runs one)
	$(BIN)/python -m tests.bench $(ONLY)

.PHONY: contracts
contracts: $(READY) ## Regenerate schemas, AsyncAPI, OpenAPI and references; fail on an incompatible change
	$(BIN)/python -m infra.contracts_gate

.PHONY: clients
clients: contracts ## Regenerate the typed clients for Python and TypeScript (needs npm and the network)
	$(BIN)/python -m infra.contracts_gate.clients

.PHONY: demo
demo: $(READY) ## Play a whole day of the chain in about a minute, on what `make up` runs
	@$(BIN)/clubhouse demo

.PHONY: clean
clean: ## Remove the environment and build files (DATA=1 removes the local chain's data too)
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	$(if $(DATA),rm -rf .data)
