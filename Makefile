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
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' Makefile

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
	@$(PIP) install --no-deps --no-build-isolation --editable . && touch $@

# Node comes from PyPI; npm and the font cutter must find the .venv's node and python.
WITH_NODE := PATH="$(CURDIR)/$(BIN):$$PATH"
FRONT_SOURCES := $(shell find static/src static/tools static/build.mjs -type f 2>/dev/null)

node_modules/.installed: package-lock.json .npmrc | .venv/installed
	@echo "Installing the front end's packages …"
	@$(WITH_NODE) npm ci --silent && touch $@

static/dist/manifest.json: node_modules/.installed $(FRONT_SOURCES)
	@$(WITH_NODE) node static/build.mjs && touch $@

.PHONY: dist
dist: static/dist/manifest.json ## build the front end into static/dist

.PHONY: run
run: install dist ## start the server with sample content, http://127.0.0.1:5000
	@$(BIN)/workshop prepare
	@exec $(BIN)/python wsgi.py

.PHONY: demo
demo: install dist ## the same, and 17 simulated mayors join
	@$(BIN)/workshop prepare --live
	@$(BIN)/python wsgi.py & server=$$!; $(BIN)/workshop demo & demo=$$!; \
	trap 'kill $$server $$demo 2>/dev/null; wait' INT TERM EXIT; wait $$server

.PHONY: check
check: install-dev node_modules/.installed ## lint, format and types, Python and TypeScript
	@$(BIN)/python -m tests.run check

.PHONY: test
test: install-dev dist ## everything: checks, then every test folder by folder
	@$(BIN)/python -m tests.run

.PHONY: bench
bench: install-dev dist ## measure a vote round beside a naive and a Node server
	@$(WITH_NODE) $(BIN)/python -m bench

.PHONY: pictures
pictures: install-dev dist ## take the pictures of the pages for docs/pictures
	@$(BIN)/python -m tests.pictures

LOCK := CUSTOM_COMPILE_COMMAND="make lock" build/lock/bin/pip-compile --quiet --upgrade \
	--generate-hashes --allow-unsafe --strip-extras --build-deps-for editable \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host

.PHONY: lock
lock: build/lock ## pin the newest allowed versions again, with hashes
	@$(LOCK) --output-file requirements.txt pyproject.toml
	@$(LOCK) --extra dev --constraint requirements.txt --output-file requirements-dev.txt pyproject.toml

build/lock:
	@python3.11 -m venv $@ && $@/bin/pip install --quiet pip-tools

.PHONY: clean
clean: ## remove what was built; keeps instance/
	@rm -rf .venv node_modules static/dist build
