# Two commands do everything: `make run` and `make test`. CONTRIBUTING.md explains the others.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
WORKERS ?= 2
PYTEST := $(BIN)/python -m pytest
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --require-hashes

.PHONY: run install messages test quick check fmt test-sqlite test-postgresql test-browser browser journeys looks screenshots bench torture lock clean

run: $(VENV)/app.stamp
	@$(BIN)/python app.py

install: $(VENV)/app.stamp

test: check test-sqlite test-postgresql test-browser
	@echo "All passed: checks, SQLite, PostgreSQL, browser."

quick: $(VENV)/dev.stamp
	$(PYTEST) -n $(WORKERS) -m "not browser and not slow"

check: $(VENV)/dev.stamp
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

fmt: $(VENV)/dev.stamp
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

test-sqlite: $(VENV)/dev.stamp
	@echo "== On SQLite"
	$(PYTEST) -n $(WORKERS) -m "not browser" --database sqlite

test-postgresql: $(VENV)/dev.stamp
	@echo "== On PostgreSQL"
	$(PYTEST) -n $(WORKERS) -m "not browser and not pure" --database postgresql

test-browser: $(VENV)/dev.stamp browser
	@echo "== In a browser"
	$(PYTEST) -n $(WORKERS) --dist loadscope -m browser

looks: $(VENV)/dev.stamp browser
	$(PYTEST) -n $(WORKERS) --dist loadscope -m browser --every-look tests/browser/test_every_page.py

screenshots: $(VENV)/dev.stamp browser
	$(BIN)/python -m tests.browser.screenshots

journeys: $(VENV)/dev.stamp browser
	$(BIN)/python -m tests.journeys.record

bench: $(VENV)/dev.stamp
	$(BIN)/python -m bench

torture: $(VENV)/dev.stamp
	$(BIN)/python -m bench.torture

messages: $(VENV)/dev.stamp
	scripts/extract-messages

browser:
	@scripts/ensure-chromium

lock: $(VENV)/dev.stamp
	$(BIN)/python -m pip install --quiet pip-tools
	cd requirements && for name in app dev; do ../$(BIN)/pip-compile --quiet --generate-hashes \
		--no-emit-find-links --no-emit-index-url --no-emit-trusted-host --strip-extras \
		--allow-unsafe --output-file $$name.txt $$name.in; done

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

$(VENV)/made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Ascertain needs Python 3.11 or newer; set PYTHON=... to name one."; exit 1; }
	@echo "Making the environment in $(VENV) ..."
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/app.stamp: $(VENV)/made requirements/app.txt
	@echo "Installing what the product needs ..."
	@$(PIP) -r requirements/app.txt
	@touch $@

$(VENV)/dev.stamp: $(VENV)/app.stamp requirements/dev.txt
	@echo "Installing what the tests need ..."
	@$(PIP) -r requirements/app.txt -r requirements/dev.txt
	@touch $@
