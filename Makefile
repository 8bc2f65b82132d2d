# The commands of this project; "make" lists them. Each installs what it needs into
# .venv, again only when the locked packages change.

# The first of these that is 3.11 or newer is used; PYTHON=... names another.
PYTHON ?= python3 python3.14 python3.13 python3.12 python3.11
# Where "make serve" listens.
ADDRESS ?= 127.0.0.1:8000
# For how many seconds "make fuzz" runs.
SECONDS ?= 600
# Arguments for pytest: make test ARGS="-k search"
ARGS ?=

# Silences Material's reminder that it ends in May 2027.
export NO_MKDOCS_2_WARNING := 1

# At a port in use MkDocs ends in a traceback, so check first.
export LISTEN := import socket, sys; \
	host, port = sys.argv[1].rsplit(":", 1); socket.create_server((host, int(port)))

VENV := .venv
RUN := $(VENV)/bin/python
PIP := $(RUN) -m pip install -qq --disable-pip-version-check
UV ?= uv
COMPILE := $(UV) pip compile --quiet --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --custom-compile-command "make lock" \
	$(if $(UPGRADE),--upgrade)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help serve site verify check test fuzz lint format golden browser validators pictures fonts lock clean distclean

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' Makefile

serve: $(VENV)/.site ## Build the site and serve it; an edit of the notes shows at once
	@$(RUN) -c "$$LISTEN" "$(ADDRESS)" 2>/dev/null || { echo "Cannot listen on $(ADDRESS):" \
		"is something else there? Try: make serve ADDRESS=127.0.0.1:8001" >&2; exit 1; }
	@$(RUN) -m mkdocs serve --dev-addr "$(ADDRESS)"

site: $(VENV)/.site ## Build into site/ as CI does: a warning is an error
	@$(RUN) -m mkdocs build --strict

verify: $(VENV)/.site ## Check every file of the site in site/ against the notes
	@$(RUN) scripts/build.py --verify site

check: $(VENV)/.site ## List the problems in the notes
	@$(RUN) scripts/build.py --check

test: lint browser validators ## Run all checks: lint, types and tests (ARGS="..." for pytest)
	@$(RUN) -m pytest --slow $(ARGS)

fuzz: $(VENV)/.fuzz ## Look for notes that break the build, for ten minutes (SECONDS=... for longer)
	@mkdir -p .fuzz/corpus
	@cd .fuzz && ../$(RUN) ../tests/fuzz/fuzz_pages.py \
		-max_total_time=$(SECONDS) -timeout=60 -max_len=400 -len_control=0 corpus

lint: $(VENV)/.dev ## Check style, types and workflows
	@$(RUN) -m ruff check --quiet .
	@$(RUN) -m ruff format --quiet --check .
	@$(RUN) -m mypy --no-error-summary
	@said=$$($(VENV)/bin/lint-imports) || { echo "$$said"; exit 1; }
	@said=$$($(VENV)/bin/zizmor --quiet --offline --persona=auditor .github) \
		|| { echo "$$said"; exit 1; }
	@$(VENV)/bin/actionlint -shellcheck= -pyflakes= .github/workflows/*.yml

format: $(VENV)/.dev ## Format the code and sort its imports
	@$(RUN) -m ruff check --quiet --fix-only .
	@$(RUN) -m ruff format --quiet .

golden: $(VENV)/.dev ## Rewrite the golden pages with the current output
	@$(RUN) -m pytest --rewrite-golden tests/unit/outputs/test_golden.py $(ARGS)

browser: $(VENV)/.dev ## Find a browser for the tests, or install one
	@.ci/browser $(RUN)

validators: ## Install the checkers of HTML and CSS for the tests
	@.ci/validators

pictures: site browser ## Take the README's screenshots again (CHROMIUM=... for another browser)
	@$(RUN) scripts/pictures.py

fonts: $(VENV)/.dev ## Make the fonts again from the packages that tests/fonts locks
	@.ci/fonts
	@$(RUN) scripts/fonts.py

lock: ## Lock the packages again with uv (UPGRADE=1: to their newest versions)
	@command -v $(UV) >/dev/null || { echo "make lock needs uv: pip install uv" >&2; exit 1; }
	@$(COMPILE) pyproject.toml --group build -o requirements.lock
	@$(COMPILE) pyproject.toml --group build --group dev -c requirements.lock \
		-o requirements-dev.lock
	@$(COMPILE) --group fuzz -o tests/fuzz/requirements.lock
	@$(COMPILE) --group links -c requirements-dev.lock -o requirements-links.lock

clean: ## Remove everything that the commands made except .venv
	@rm -rf build site .site.* .fuzz .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache
	@find overrides scripts tests -name __pycache__ -prune -exec rm -rf {} +

distclean: clean ## Remove .venv too
	@rm -rf $(VENV)

$(RUN):
	@for python in $(PYTHON); do \
		"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
		"$$python" -c 'import ensurepip, venv' 2>/dev/null || { \
			echo "$$python cannot make virtual environments; on Debian and Ubuntu:" \
				"sudo apt-get install python3-venv" >&2; exit 1; }; \
		echo "Making $(VENV) with $$("$$python" --version) ..."; \
		exec "$$python" -m venv --clear $(VENV); \
	done; \
	echo "No Python 3.11 or newer found (looked for: $(PYTHON))." \
		"Install one, or say where it is: make PYTHON=/path/to/python3" >&2; exit 1

$(VENV)/.site: $(RUN) requirements.lock pyproject.toml
	@echo "Installing what the site needs ..."
	@$(RUN) -m pip --version >/dev/null 2>&1 || $(RUN) -m ensurepip >/dev/null
	@$(PIP) --require-hashes -r requirements.lock
	@$(PIP) --no-deps --no-build-isolation -e .
	@$(RUN) -m compileall -q overrides scripts  # as pip does for packages it installs
	@touch $@

$(VENV)/.dev: $(VENV)/.site requirements-dev.lock
	@echo "Installing what the tests need ..."
	@$(PIP) --require-hashes -r requirements-dev.lock
	@touch $@

$(VENV)/.fuzz: $(VENV)/.site tests/fuzz/requirements.lock
	@echo "Installing what looks for notes that break the build ..."
	@$(PIP) --require-hashes -r tests/fuzz/requirements.lock
	@touch $@
