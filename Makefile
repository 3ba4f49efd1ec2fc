# Every command of the project. `make` alone lists them; stamps in .venv and static/dist
# keep a second start fast, so a target only does what its inputs ask for.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

BIN := .venv/bin
PIP := $(BIN)/pip --disable-pip-version-check --quiet
VERSION_RULE := import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))
# The first Python that is young and old enough; PYTHON=… overrides.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c '$(VERSION_RULE)' 2>/dev/null && echo $$p && break; done)

.PHONY: help
help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' Makefile

.PHONY: install
install: .venv/installed .venv/editable ## make .venv with what the server needs

.PHONY: install-dev
install-dev: install .venv/installed-dev ## the same and what tests and checks need

.venv/created:
	@test -n "$(PYTHON)" || { echo "Python 3.11, 3.12 or 3.13 is needed. Type: sudo apt-get install python3 python3-venv"; exit 2; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
		echo "Python's venv is missing. Type: sudo apt-get install python3-venv"; exit 2; }
	@$(PYTHON) -m venv .venv && touch $@

.venv/installed: requirements.txt .venv/created
	@echo "Installing packages (once, about a minute) …"
	@$(PIP) install --require-hashes -r requirements.txt && touch $@

.venv/installed-dev: requirements-dev.txt .venv/installed
	@echo "Installing the developers' packages (once) …"
	@$(PIP) install --require-hashes -r requirements-dev.txt && touch $@

.venv/editable: pyproject.toml .venv/installed
	@if test -f workshop/__init__.py; then \
		$(PIP) install --no-deps --no-build-isolation --editable . && touch $@; fi
