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
		--generate-hashes --no-header --extra dev --extra stack $(if $(UPGRADE),--upgrade) -o requirements.lock
	@$(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --no-emit-index-url \
		--generate-hashes --no-header --constraints requirements.lock -o requirements-services.lock
	@$(MAKE) --no-print-directory setup

.PHONY: up
up: $(READY) ## Run the whole chain here until Ctrl-C (BROKER=kafka for Apache Kafka)
	@CLUBHOUSE_LOCAL_BROKER=$(or $(BROKER),embedded) exec $(BIN)/python -m infra.local.up
