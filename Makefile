# Two commands are enough: `make demo` and `make test`. Both set everything up first.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
export DO_NOT_TRACK := 1
# Modules are compiled once: else each of the processes of a night, and of the tests, compiles a thousand of them again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo install-dask test check fix lock install install-dev clean

install: $(VENV)/.installed
install-dev: $(VENV)/.installed-dev

$(VENV)/.installed: requirements.lock pyproject.toml
	@$(PYTHON) .ci/install.py $(VENV) requirements.lock
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@
	@echo "navette: installed; the command is $(BIN)/navette"

$(VENV)/.installed-dev: $(VENV)/.installed requirements-dev.lock
	@$(PYTHON) .ci/install.py $(VENV) requirements-dev.lock
	@touch $@

$(VENV)/.installed-dask: $(VENV)/.installed requirements-dask.lock
	@$(PYTHON) .ci/install.py $(VENV) requirements-dask.lock
	@touch $@

install-dask: $(VENV)/.installed-dask

# RUNNER=dask: on two trial machines of a Dask cluster; nothing: on this machine alone
RUNNER ?=

demo: install $(if $(filter dask,$(RUNNER)),install-dask)
	$(BIN)/navette demo $(if $(RUNNER),--runner $(RUNNER))

# PART: what to test, for example tests/ledger; nothing: all of it
PART ?=

test: install-dev
	$(BIN)/pytest $(if $(PART),$(PART),-n 3 --dist worksteal)

check: install-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(MAKE) test

fix: install-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock:
	$(BIN)/uv pip compile pyproject.toml --extra build --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header --no-strip-extras --output-file requirements.lock
	$(BIN)/uv pip compile pyproject.toml --extra build --extra dask --constraints requirements.lock --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header --no-strip-extras --output-file requirements-dask.lock
	$(BIN)/uv pip compile pyproject.toml --extra dev --constraints requirements-dask.lock --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header --no-strip-extras --output-file requirements-dev.lock
	$(BIN)/python .ci/plain_names.py requirements.lock requirements-dask.lock requirements-dev.lock

clean:
	rm -rf $(VENV) .venv-* var demo build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
