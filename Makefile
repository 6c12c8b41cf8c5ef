# One command sets up and runs: `make demo`, `make test`, `make check`. Needs Python 3.11, pip and make.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
comma := ,
EXTRAS := columns,sql,graph,office,read,prove,mcp,sign,pdf,desk,sso,postgres,docs,test

# What to test (`make test T=tests/items`), in how many processes (one more than cores: some tests wait for a browser, a
# database or a desk), and how long to explore.
T ?= tests
JOBS ?= $(shell expr `nproc` + 1)
EXPLORE_SECONDS ?= 600
PYTHONS ?= python3.11 python3.12 python3.13
# What `make quick` leaves for `make test`: the files that `make durations` found slow.
SLOW = $(shell cut -d' ' -f2 tests/slow.txt)

# Bytecode beside the sources, as an installed package has it, also where the environment forbids to write it in passing:
# a process that compiles every module starts a third of a second later, and the tests start some hundreds.
COMPILED = $(BIN)/python -m compileall -q -j 0 src
# Set to nothing is not set: half of what collecting costs is rewriting the assertions of the tests, kept after the first time.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: demo test quick durations explore proof check lint types arrow bench golden docs smoke debian lock clean

demo: $(VENV)/.demo
	@$(COMPILED)
	@for dossier in examples/*/dossier.toml; do \
		echo "\$$ pratique check $$dossier"; \
		$(BIN)/pratique check $$dossier --fail-on never || exit 1; \
		echo; \
	done
	@echo "\$$ pratique markets examples/model-bev/model.toml --on 2026-11-22"
	@$(BIN)/pratique markets examples/model-bev/model.toml --on 2026-11-22

test: $(VENV)/.test
	@$(COMPILED)
	$(BIN)/pytest -n $(JOBS) --dist worksteal $(T)

quick: $(VENV)/.test
	@$(COMPILED)
	$(BIN)/pytest -n $(JOBS) --dist worksteal $(T) $(addprefix --ignore=,$(SLOW))

# What each file of tests costs, in processor seconds; the slow ones are kept in tests/slow.txt.
durations: $(VENV)/.test
	@$(COMPILED)
	$(BIN)/pytest -n 0 -p tests.durations $(T)

# The same properties with fresh randomness and ten times the examples; counter-examples are kept in tests/found.
explore: $(VENV)/.test
	EXPLORE_SECONDS=$(EXPLORE_SECONDS) $(BIN)/python -m tests.exploring -n $(JOBS) $(T)
	PRATIQUE_KILLS=200 $(BIN)/pytest -n 0 tests/files/test_writing.py
	$(BIN)/python -m tests.fuzz.run --seconds $(EXPLORE_SECONDS) --keep tests/found

# What takes too long for every run: every question about every case, a hundred kills on either database, every byte of an archive, the desk as a process.
proof: $(VENV)/.test
	PRATIQUE_EVERY_CASE=1 PRATIQUE_EXAMPLES=2 $(BIN)/pytest -n $(JOBS) --dist worksteal tests/cases tests/agreement \
		tests/safety/test_relations_clear_nothing.py tests/parties/test_control_oracle.py \
		tests/dossier/test_hostile_names.py \
		tests/logic/test_simplify.py tests/usecases/test_same_bytes.py tests/usecases/test_acts_of_one_bill.py
	PRATIQUE_EVERY_CASE=1 PRATIQUE_PROOF=1 PRATIQUE_KILLS=100 $(BIN)/pytest -n 0 -rA tests/records \
		tests/desk/test_kills.py tests/desk/test_operation.py tests/desk/test_on_postgresql.py \
		tests/desk/test_sent_twice.py \
		tests/desk/test_in_a_browser.py

# Every command from the built wheel: without extras on each Python that is here, and at the lowest versions.
smoke: $(VENV)/.test
	@rm -rf build/smoke && mkdir -p build/smoke
	$(BIN)/python -m hatchling build -t wheel -d build/smoke
	@for each in $(PYTHONS); do \
		command -v $$each >/dev/null || { echo "$$each: not here"; continue; }; \
		$$each -m venv build/smoke/$$each && build/smoke/$$each/bin/pip install -q build/smoke/*.whl || exit 1; \
		(cd build/smoke && $$each/bin/python $(CURDIR)/tests/smoke.py) || exit 1; \
	done
	$(BIN)/python -m venv build/smoke/lowest && build/smoke/lowest/bin/pip install -q -r supply/lowest.txt
	build/smoke/lowest/bin/pip install -q --no-deps build/smoke/*.whl
	cd build/smoke && lowest/bin/python $(CURDIR)/tests/smoke.py

# The same in a Debian that has Python and nothing else, then each line of the README with every extra; needs root.
debian: $(VENV)/.test
	@rm -rf build/wheel && $(BIN)/python -m hatchling build -t wheel -d build/wheel
	@for each in bookworm trixie; do supply/in_debian.sh build/wheel/*.whl $$each || exit 1; done

check: $(VENV)/.check
	$(BIN)/ruff check src tests benchmarks
	$(BIN)/ruff format --check src tests benchmarks
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n $(JOBS) --dist worksteal $(T)

bench: $(VENV)/.bench
	@for each in benchmarks/*.py; do echo "# $$each"; $(BIN)/python $$each --small || exit 1; done

# The documentation site, built without a network; a warning is an error.
docs: $(VENV)/.test
	$(BIN)/python -m sphinx -W --keep-going -q -b html docs docs/_build

golden: $(VENV)/.test
	PRATIQUE_RESET_GOLDEN=1 $(BIN)/pytest tests/golden tests/health/test_readme.py tests/cli

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV) 2>/dev/null || python3 -m venv $(VENV)

# Every package by the hashes of its files (supply/*.lock), then the program itself, built in place by what is locked too:
# nothing is fetched that no lock names. UNLOCKED=1 takes versions from constraints.txt alone, where an index has other files.
UNLOCKED ?=
PIP = $(BIN)/python -m pip install --quiet --disable-pip-version-check
ifeq ($(UNLOCKED),)
install = $(PIP) --no-deps --require-hashes -r supply/$(1) || { echo "The files here are not those of supply/$(1) (or no \
index is reached): look why; make UNLOCKED=1 takes what constraints.txt pins, without hashes."; exit 1; }; \
$(PIP) --no-deps --no-build-isolation -e .
else
install = $(PIP) -c constraints.txt -e ".[$(2)]"
endif

$(VENV)/.demo: $(VENV)/bin/python pyproject.toml supply/demo.lock
	@$(call install,demo.lock,office)
	@touch $@

$(VENV)/.test: $(VENV)/bin/python pyproject.toml supply/test.lock
	@$(call install,test.lock,$(EXTRAS))
	@command -v chromium >/dev/null || (apt-get update -qq && apt-get install -qq -y chromium) >/dev/null 2>&1 || true
	@touch $@ $(VENV)/.demo

$(VENV)/.check: $(VENV)/.test
	@$(call install,requirements.lock,$(EXTRAS)$(comma)check)
	@touch $@

$(VENV)/.bench: $(VENV)/.test
	@$(call install,requirements.lock,$(EXTRAS)$(comma)bench)
	@touch $@

# The locks again, from what pyproject.toml asks for and constraints.txt pins, then the bill of materials; needs `uv`.
UV = uv pip compile -q -c constraints.txt --generate-hashes --universal --no-header --no-annotate --no-emit-index-url \
	--python-version 3.11 pyproject.toml supply/build.in
lock:
	$(UV) --extra office -o supply/demo.lock
	$(UV) $(patsubst %,--extra %,$(subst $(comma), ,$(EXTRAS))) -o supply/test.lock
	$(UV) --all-extras -o supply/requirements.lock
	$(BIN)/python supply/sbom.py

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
