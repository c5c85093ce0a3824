# make run · make demo · make test · make check · make bench · make screenshots

PORT ?= 8501
ifneq ($(PORT),8501)
export COPYDESK_PUBLIC_URL ?= http://localhost:$(PORT)
endif

VENV := .venv
PY := $(VENV)/bin/python
DEMO := data/demo/copydesk.sqlite
SERVE := $(PY) -m streamlit run dashboard.py --server.port $(PORT)

.PHONY: run demo test check lint bench screenshots

run: $(VENV)/installed
	@$(SERVE)

demo: $(VENV)/installed
	@rm -rf data/demo
	@COPYDESK_DATABASE=$(DEMO) $(PY) manage.py demo --enquiries 5000
	@COPYDESK_DATABASE=$(DEMO) $(SERVE)

test: $(VENV)/installed-dev
	@scripts/test-packages
	@$(PY) -m pytest

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

$(VENV)/bin/python:
	@scripts/virtualenv $(VENV)

$(VENV)/installed: requirements.txt | $(VENV)/bin/python
	@$(PY) -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/installed-dev: requirements-dev.txt | $(VENV)/bin/python
	@$(PY) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@ $(VENV)/installed
