# make run and make test set everything up; nothing else needs to be installed by hand.
PYTHON ?= python3
BIN := .venv/bin
UV := $(BIN)/uv
UV_VERSION := 0.13.8
READY := .venv/.ready
DATA ?= ../shared/data
SEED ?= 1
BENCH_SIZES := 10000,100000

# Without compiled modules each start of the service, of a command or of a test process takes seconds longer.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run test test-deep test-slow check format messages lock bench bench-matching bench-pages pictures eval eval-reading eval-matching eval-guard eval-search \
	clean

help: ## show this
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## / - /'

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or later is needed; this is " + sys.version.split()[0] + ". Set PYTHON=/path/to/python3.11") if sys.version_info < (3, 11) else 0'
	$(PYTHON) -m venv .venv || $(PYTHON) -m venv --without-pip .venv

$(UV): | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

$(READY): requirements.lock pyproject.toml | $(UV)
	$(UV) pip sync --quiet --compile-bytecode --require-hashes --python $(BIN)/python requirements.lock
	$(UV) pip install --quiet --no-deps --no-build-isolation --python $(BIN)/python -e .
	@touch $@

run: $(READY) ## serve the application at http://127.0.0.1:8000
	@exec $(BIN)/candidacy serve

test: $(READY) ## run the core test suite in the order of SEED; COVERAGE=1 holds the coverage gates too
ifdef COVERAGE
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest -q -m "not deep and not slow" -n auto --hypothesis-profile=ci --randomly-seed=$(SEED)
	$(BIN)/coverage combine -q
	$(BIN)/coverage report --fail-under=80 --skip-covered
	$(BIN)/coverage report --fail-under=100 --include='*/candidacy/kernel/*,*/policies.py,*/guard.py,*/guard/*'
else
	$(BIN)/pytest -q -m "not deep and not slow" -n auto --hypothesis-profile=ci --randomly-seed=$(SEED)
endif

test-deep: $(READY) ## run the tests with many cases, and those of servers that are killed
	$(BIN)/pytest -q -m deep -n auto --hypothesis-profile=ci --randomly-seed=$(SEED)

test-slow: $(READY) ## run the tests that take an hour
	$(BIN)/pytest -q -m slow

check: $(READY) ## lint, types, layers, lock
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tests.architecture.rules src

format: $(READY) ## format the code and sort imports
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

messages: $(READY) ## bring the translations up to date with the code: OWNERS="cvs web", all where none is named
	$(BIN)/python -m candidacy.entrypoints.messages $(OWNERS)

lock: $(UV) ## lock the dependencies, with hashes, for every platform
	$(UV) pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-annotate --no-header --quiet -o requirements.lock

bench: $(READY) ## measure speed beside its goals, kept in benchmarks/results: ONLY=names, DATA=folder, MILLION=1
	$(BIN)/python benchmarks/all.py --data $(DATA) $(if $(ONLY),--only $(ONLY)) $(if $(MILLION),--million)

bench-matching: $(READY) ## measure ranking: SIZES=10000,100000 (or 1000000), CVS=folder, POSTINGS=files
	$(BIN)/python benchmarks/ranking.py --sizes $(or $(SIZES),$(SIZE),$(BENCH_SIZES)) $(if $(CVS),--cvs $(CVS)) $(if $(POSTINGS),--postings $(POSTINGS))

bench-pages: $(READY) ## measure how soon pages show on a slow line and processor
	PYTHONPATH=. $(BIN)/python benchmarks/pages.py

pictures: $(READY) ## take the pictures of the documents anew, from the running application
	$(BIN)/python -m tests.e2e.pictures

eval: $(READY) ## measure accuracy on labelled data in DATA
	@for name in reading_text hidden reading skills titles postings matching review; do \
		echo "== $$name"; CANDIDACY_EVAL_DATA=$(DATA) $(BIN)/python evals/$$name.py || exit 1; done

eval-reading: $(READY) ## measure how CVs are read and read back, on labelled CVs in DATA
	@for name in reading_text reading hidden roundtrip; do \
		echo "== $$name"; CANDIDACY_EVAL_DATA=$(DATA) $(BIN)/python evals/$$name.py || exit 1; done

eval-matching: $(READY) ## measure skills, titles and matching, with and without ESCO, beside simpler systems
	@for name in skills titles postings matching; do \
		echo "== $$name"; \
		OPENBLAS_NUM_THREADS=1 CANDIDACY_EVAL_DATA=$(DATA) $(BIN)/python evals/$$name.py || exit 1; done

eval-search: $(READY) ## measure search and answers: hybrid beside full text alone and vectors alone
	@CANDIDACY_EVAL_DATA=$(DATA) $(BIN)/python evals/search.py

eval-guard: $(READY) ## measure what the guard refuses: lies and honest rewrites in four languages, through the workflow too; injected documents
	@for name in guard wording unseen agents; do echo "== $$name"; CANDIDACY_EVAL_DATA=$(DATA) $(BIN)/python evals/$$name.py || exit 1; done

clean: ## remove what make set up
	rm -rf .venv .mypy_cache .ruff_cache .import_linter_cache
