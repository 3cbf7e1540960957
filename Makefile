PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
HOST ?= 127.0.0.1
PORT ?= 8000
INDEX ?= .index
SAMPLES ?= $(wildcard ../shared/pdfs)

export COMMITTEE_PAPERS_INDEX := $(INDEX)

.PHONY: run install install-dev index serve test check lint types layers bench constraints clean

run: index ## make the environment and the index, then serve
	$(BIN)/committee-papers serve --host $(HOST) --port $(PORT)

install: $(VENV)/.installed
install-dev: $(VENV)/.installed-dev

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || { echo "error: $(PYTHON) is not installed; set PYTHON to a Python 3.11 or newer"; exit 2; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $@

index: install ## bring the index up to date with corpus/
	$(BIN)/committee-papers index corpus

serve: install
	$(BIN)/committee-papers serve --host $(HOST) --port $(PORT)

test: install-dev ## every test, the slow ones too
	COMMITTEE_PAPERS_SAMPLES=$(SAMPLES) $(BIN)/python -m pytest

check: install-dev lint types layers ## the gate: style, types, layers and the quick tests
	COMMITTEE_PAPERS_SAMPLES=$(SAMPLES) $(BIN)/python -m pytest -m "not slow and not browser"

lint: install-dev
	$(BIN)/ruff check --output-format concise .
	$(BIN)/ruff format --check .

types: install-dev
	$(BIN)/mypy

layers: install-dev
	$(BIN)/lint-imports

bench: install-dev ## measure build, search and start-up on this machine
	$(BIN)/python -m tests.bench

constraints: install-dev ## pin anew what pip takes today
	$(BIN)/python -m pip install --quiet --upgrade --upgrade-strategy eager --editable '.[dev]'
	$(BIN)/python -m pip freeze --exclude-editable | sed 's/+cpu$$//' | grep -v '^nvidia-' > constraints.txt

clean:
	rm -rf $(VENV) $(INDEX) $(INDEX)-restricted
