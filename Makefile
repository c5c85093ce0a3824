# make run · make demo · make test · make test-fast · make test-postgresql · make check · make bench · make screenshots · make rich-text

PORT ?= 8501
ifneq ($(PORT),8501)
export COPYDESK_PUBLIC_URL ?= http://localhost:$(PORT)
endif

VENV := .venv
PY := $(VENV)/bin/python
DEMO := data/demo/copydesk.sqlite
# Handed out in small portions and in order: journeys in a browser come last, on every core.
IN_PARALLEL := --numprocesses auto --dist worksteal
# Compiled tests are kept, whatever the shell says: each worker would compile all of them anew.
PYTEST := PYTHONDONTWRITEBYTECODE= $(PY) -m pytest $(IN_PARALLEL)
SERVE := $(PY) -m streamlit run dashboard.py --server.port $(PORT)

.PHONY: run demo test test-fast test-postgresql check lint bench screenshots rich-text

run: $(VENV)/installed
	@$(SERVE)

demo: $(VENV)/installed
	@rm -rf data/demo
	@COPYDESK_DATABASE=$(DEMO) $(PY) manage.py demo --enquiries 5000
	@COPYDESK_DATABASE=$(DEMO) $(SERVE)

test: $(VENV)/installed-dev
	@scripts/test-packages
	@$(PYTEST)

test-fast: $(VENV)/installed-dev
	@scripts/test-packages
	@$(PYTEST) -m "not browser"

test-postgresql: $(VENV)/installed-dev
	@scripts/test-packages
	@COPYDESK_TESTS_ON=postgresql $(PYTEST) -m "not browser or postgresql"

check: lint test

lint: $(VENV)/installed-dev
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/mypy .
	@$(VENV)/bin/lint-imports

bench: $(VENV)/installed-dev
	@$(PY) -m bench

screenshots: $(VENV)/installed-dev
	@scripts/test-packages
	@PYTHONPATH=. $(PY) scripts/screenshots.py

# After a change in desk/widgets/rich_text: needs node, and fetches the packages of the lock.
rich-text:
	@cd desk/widgets/rich_text && npm ci && node build.mjs

$(VENV)/bin/python:
	@scripts/virtualenv $(VENV)

$(VENV)/installed: requirements.txt | $(VENV)/bin/python
	@$(PY) -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/installed-dev: requirements-dev.txt | $(VENV)/bin/python
	@$(PY) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@ $(VENV)/installed
