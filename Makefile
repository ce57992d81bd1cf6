# Everything a fresh machine with Python 3.11 and access to the package registries needs: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
DEMO := demo
TESTS_AT_ONCE ?= 2

.DEFAULT_GOAL := help
.PHONY: help demo test check fix docs pages lock nightly bench browser sbom audit clean

help: ## Say what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort | expand -t 12

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Centreline needs Python 3.11 or newer: make PYTHON=python3.11 demo")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python --constraint constraints.txt --group dev --editable .
	$(BIN)/python -m compileall -q src  # where bytecode is not written (PYTHONDONTWRITEBYTECODE), every command would compile anew
	touch $@

demo: $(READY) ## Make up a centre, examine it, print the findings and write the review
	$(BIN)/centreline demo $(DEMO) --people

test: $(READY) browser ## Run every test
	$(BIN)/pytest -n $(TESTS_AT_ONCE) --dist worksteal -m "not nightly"

check: $(READY) browser ## What CI runs: lint, format, types, layers, generated docs, every test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/cog --check README.md docs/glossary.md docs/reference/*.md
	$(BIN)/pytest -n $(TESTS_AT_ONCE) --dist worksteal -m "not nightly"

fix: $(READY) ## Mend what a machine can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(READY) ## Write the generated reference pages anew
	$(BIN)/cog -r README.md docs/glossary.md docs/reference/*.md

pages: $(READY) browser ## Run the commands of the pages again, write down what they print, and take the pictures
	$(BIN)/python docs/rerun.py README.md docs/tutorials/first-review.md docs/how-to/write-a-blueprint.md \
	  docs/how-to/bring-your-records.md docs/how-to/tune-a-check.md
	$(BIN)/python docs/screenshot.py

browser: ## Install Debian's Chromium where there is none (the tests drive it)
	@command -v chromium >/dev/null || { command -v apt-get >/dev/null && test "$$(id -u)" = 0 \
	  && apt-get update -qq && apt-get install -y -qq chromium >/dev/null; } \
	  || echo "No Chromium here: the browser tests will say so and be skipped."

lock: $(READY) ## Choose the versions anew; names no registry host
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --no-emit-index-url --no-header --quiet --upgrade -o constraints.txt

bench: $(READY) ## Measure every promise of speed and memory, ours and a peer's
	missed=""; for measure in benchmarks/*.py; do $(BIN)/python $$measure || missed="$$missed $$measure"; done; \
	  test -z "$$missed" || { echo "A promise is missed in:$$missed"; exit 1; }

nightly: $(READY) browser ## The long tests and every measure
	$(BIN)/uv pip install --quiet --python $(BIN)/python --constraint constraints.txt --group nightly
	$(BIN)/pytest -n $(TESTS_AT_ONCE) --hypothesis-profile=nightly
	$(MAKE) bench

sbom: $(READY) ## List what is installed, with versions and licences, as CycloneDX in build/sbom.json
	mkdir -p build
	$(BIN)/uv tool run --quiet --from cyclonedx-bom cyclonedx-py environment --output-reproducible -o build/sbom.json $(BIN)/python

audit: $(READY) ## Ask the package index for known weaknesses of the pinned versions; fails where it cannot be asked
	$(BIN)/uv tool run --quiet pip-audit --strict --disable-pip --no-deps -r constraints.txt

clean: ## Remove the environment and the demo
	rm -rf $(VENV) $(DEMO)
