# Everything that CI, releases and people run. Each target does its own set-up.
SHELL := /bin/sh
VENV  ?= .venv
BIN   := $(VENV)/bin
PY    ?= python3

.PHONY: bench
.PHONY: demo test lint format validate build exports clean system

demo: $(VENV)/.installed
	@$(BIN)/bonegraph effect "aromatase inhibition" OPG
	@mkdir -p build
	@$(BIN)/bonegraph view "effect of aromatase inhibition on OPG" -o build/explorer.html

test: $(VENV)/.tested system lint
	$(BIN)/bonegraph build
	$(BIN)/bonegraph validate --level error
	$(BIN)/python -m pytest -n auto -q

lint: $(VENV)/.tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check src tests hatch_build.py
	$(BIN)/mypy

format: $(VENV)/.tested
	$(BIN)/bonegraph format
	$(BIN)/ruff check --fix -q . || true
	$(BIN)/ruff format -q src tests hatch_build.py

validate: $(VENV)/.installed
	$(BIN)/bonegraph validate

build: $(VENV)/.tested
	$(BIN)/bonegraph build
	$(BIN)/python -m build --wheel --outdir dist .

# ours beside its peers on a fixed sample of the shipped observations
bench: $(VENV)/.installed
	$(BIN)/bonegraph build
	$(BIN)/python -m bench

exports: $(VENV)/.exporting
	$(BIN)/bonegraph export --all exports
	$(BIN)/bonegraph view -o exports/explorer.html

clean:
	rm -rf build dist $(VENV) src/bonegraph/data .pytest_cache .mypy_cache .ruff_cache

# ---------------------------------------------------------------- set-up

$(VENV)/bin/python:
	@$(PY) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "bonegraph needs Python 3.11 or newer; set PY=python3.x" >&2; exit 2; }
	@$(PY) -m venv $(VENV) 2>/dev/null || { \
	  if [ "$$(id -u)" = 0 ]; then apt-get update -qq && apt-get install -y -qq python3-venv >/dev/null && $(PY) -m venv $(VENV); \
	  else echo "Python's venv module is missing; as root: apt-get install python3-venv" >&2; exit 2; fi; }

$(VENV)/.installed: $(VENV)/bin/python pyproject.toml
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/.exporting: $(VENV)/bin/python pyproject.toml
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[exports]'
	@touch $@ $(VENV)/.installed

$(VENV)/.tested: $(VENV)/bin/python pyproject.toml
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test,lint]'
	@touch $@ $(VENV)/.installed

# chromium draws the page in tests, Java runs the OWL reasoner
system:
	@missing=""; command -v chromium >/dev/null || missing="chromium"; command -v java >/dev/null || missing="$$missing default-jre-headless"; \
	if [ -n "$$missing" ]; then \
	  if [ "$$(id -u)" = 0 ]; then \
	    echo "installing: $$missing"; apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing >/dev/null; \
	  else echo "tests need: $$missing; as root: apt-get install $$missing" >&2; exit 2; fi; \
	fi
