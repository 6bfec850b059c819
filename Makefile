# Everything here needs only python3 (3.11 or newer); uv and the rest go into .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/python -m uv

.PHONY: help install demo test lint benchmark audit licences lock wheel train clean

help:  ## List the commands.
	@grep -hE '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

install: $(VENV)/.run  ## Install what the bot needs to run into .venv.

demo: install  ## Run the whole bot in a browser: no token, no network, no service.
	@$(BIN)/optout-bot demo $(ARGS)

test: $(VENV)/.dev  ## Run every test, on every core.
	@$(BIN)/python -m pytest -n auto --dist worksteal $(ARGS)

lint: $(VENV)/.dev  ## Check style and types.
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

train: $(VENV)/.dev  ## Train the matcher anew from bot/knowledge/phrasings.
	@$(BIN)/python -m bot.matching.training $(ARGS)

benchmark: $(VENV)/.dev  ## Measure speed against peers in the same run.
	@$(BIN)/python -m pytest -m benchmark -s $(ARGS)

audit: $(VENV)/.dev  ## Ask pypi.org for known vulnerabilities of what the bot needs.
	@$(BIN)/python -m tests.security.audit

licences: $(VENV)/.dev  ## List the licences of what the bot needs, in the README.
	@$(BIN)/python -m tests.security.licences

wheel: $(VENV)/.dev  ## Build dist/*.whl, with locales, migrations and knowledge inside.
	@$(UV) build --quiet --wheel --out-dir dist

lock: $(VENV)/bin/uv  ## Resolve the dependencies anew, with hashes.
	@$(UV) pip compile --quiet --universal --generate-hashes --python-version 3.11 \
		--custom-compile-command "make lock" --upgrade pyproject.toml -o requirements.txt
	@$(UV) pip compile --quiet --universal --generate-hashes --python-version 3.11 \
		--custom-compile-command "make lock" --upgrade -c requirements.txt \
		--group dev --group peers pyproject.toml -o requirements-dev.txt

clean:  ## Remove what the commands above made.
	@rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache artefacts

$(VENV)/bin/uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed, this is " + sys.version.split()[0] + ": run make with PYTHON=/path/to/python3.11")'
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==0.13.9

# Compiled once here, the libraries need not be at each start.
$(VENV)/.run: $(VENV)/bin/uv requirements.txt pyproject.toml
	@$(UV) pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r requirements.txt
	@$(UV) pip install --quiet --python $(BIN)/python --no-deps --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements-dev.txt
	@$(UV) pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r requirements-dev.txt
	@touch $@
