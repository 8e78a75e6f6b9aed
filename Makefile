# make run   set up and open the chat on http://127.0.0.1:7860
# make test  set up and run all tests
# make lint  formatting, style and types

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test lint format eval gate docs build clean help

run: $(VENV)/.run  # index the starter articles and serve the chat
	@$(BIN)/pullquote serve

test: $(VENV)/.dev browser  # every test, the browser's too
	$(BIN)/pytest

lint: $(VENV)/.dev  # what CI asks of the code's form
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/.dev  # put the code in form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

eval: $(VENV)/.run  # the starter library against its gold set
	$(BIN)/pullquote eval

gate: $(VENV)/.run  # the same, failing where a figure falls below eval/gold/gates.toml
	$(BIN)/pullquote eval --gate eval/gold/gates.toml

docs: $(VENV)/.dev  # the site of docs/, in site/
	$(BIN)/python docs/settings_reference.py
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build
	@echo "Open site/index.html"

build: $(VENV)/.dev  # the wheel, in dist/
	$(BIN)/python -m build --wheel

clean:  # all that make made; libraries and caches of yours stay
	rm -rf $(VENV) build dist site *.egg-info

help:  # this list
	@sed -n 's/^\([a-z]*\):[^#]*# \(.*\)/\1\t\2/p' Makefile | expand -t 10

# The lock pins torch 2.13.0 without the CUDA packages that an unpinned one would bring.
$(VENV)/.run: requirements.lock pyproject.toml | $(VENV)/bin/python
	@echo "Installing into $(VENV) (once, some minutes) ..."
	@$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.run
	@$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.lock
	@touch $@

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || \
		{ echo "pullquote needs Python 3.11 to 3.13; name one: make PYTHON=python3.11 ..."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
		{ rm -rf $(VENV); echo "No venv module. On Debian: apt-get install python3-venv"; exit 1; }

.PHONY: browser
browser:  # Chromium for the browser test
	@command -v chromium >/dev/null || \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update -qq && apt-get install -y -qq chromium >/dev/null; \
	else \
		echo "The browser test needs Chromium and is skipped: apt-get install chromium"; \
	fi
