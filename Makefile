# The same short commands for people and for continuous integration. “make help” lists them.

VENV := .venv
PY := $(VENV)/bin/python
# Only what was given on the command line or in the environment is handed on; the defaults live in the settings.
export HOST PORT

.DEFAULT_GOAL := help
.PHONY: help run dev test thorough-test browser-test lint format seed unseed messages check-messages bench \
	validate weight lighthouse screenshots guide showroom-tools lock clean

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' Makefile

run: $(VENV)/runtime ## Serve the site as visitors get it (HOST=, PORT=, DEMO_PASSWORD= to choose)
	@$(PY) manage.py run

dev: $(VENV)/development ## Serve the site to its developers: reloads, shows tracebacks
	@DJANGO_SETTINGS_MODULE=config.settings.dev $(PY) manage.py run --prepare-only --no-static
	@DJANGO_SETTINGS_MODULE=config.settings.dev $(PY) manage.py runserver $${HOST:-127.0.0.1}:$${PORT:-8000}

test: $(VENV)/development ## Run the tests; needs no service (ARGS= is given to pytest)
	@$(PY) -m pytest -q -n 2 --dist loadscope $(ARGS)

thorough-test: $(VENV)/development ## Run the long tests that “make test” leaves out; needs no service
	@$(PY) -m pytest -q -n 2 --dist loadscope -m thorough $(ARGS)

browser-test: $(VENV)/development showroom-tools ## Run the tests that drive Chromium (needs Node.js, too)
	@$(PY) -m pytest -q -n 2 --dist loadscope -m browser tests/browser $(ARGS)

lint: $(VENV)/development ## Check the source: ruff, djhtml
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/djhtml --check $(HTML)

format: $(VENV)/development ## Put the source into its form
	@$(VENV)/bin/ruff check --fix-only .
	@$(VENV)/bin/ruff format .
	@$(VENV)/bin/djhtml $(HTML)

HTML = $(shell find templates site home news events collection -name '*.html' 2>/dev/null)

seed: $(VENV)/runtime ## Load the demonstration content and the accounts
	@$(PY) manage.py run --prepare-only --no-static

unseed: $(VENV)/runtime ## Remove the demonstration content
	@$(PY) manage.py unseed

messages: $(VENV)/development ## Collect interface words into the catalogues (needs gettext)
	@$(PY) manage.py makemessages

check-messages: $(VENV)/development ## Check that every interface word is translated (needs gettext)
	@$(PY) manage.py check_messages

bench: $(VENV)/runtime ## Measure queries, time and bytes of each kind of page
	@$(PY) manage.py bench

validate: $(VENV)/development showroom-tools ## Give every page to the Nu HTML checker (needs Node.js and Java)
	@$(PY) -m tests.showroom.validate

weight: $(VENV)/development ## Weigh a first visit to each kind of page (needs Chromium)
	@$(PY) -m tests.showroom.weight

lighthouse: $(VENV)/development showroom-tools ## Ask Lighthouse about the main kinds of page (needs Node.js and Chromium)
	@$(PY) -m tests.showroom.lighthouse

screenshots: $(VENV)/development ## Photograph each kind of page into var/screenshots (KINDS= to choose; needs Chromium)
	@$(PY) -m tests.showroom.screenshots $(KINDS)

guide: $(VENV)/development ## Take the pictures of the guide in the CMS anew (LANGUAGES= to choose; needs Chromium)
	@$(PY) -m tests.showroom.guide $(LANGUAGES)

TOOLS = tests/showroom/node_modules
showroom-tools: $(TOOLS)/.package-lock.json ## Install the checkers written in JavaScript and Java (needs npm)
$(TOOLS)/.package-lock.json: tests/showroom/package-lock.json
	@command -v npm >/dev/null || { echo "npm is not here. On Debian and Ubuntu: apt install npm default-jre-headless" >&2; exit 1; }
	@echo "Installing the checkers of tests/showroom/package.json …"
	@npm ci --prefix tests/showroom --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

lock: $(VENV)/development ## Pin the requirements anew, with hashes, for Python 3.11 to 3.14
	@$(PY) -m pip install --quiet uv
	@$(VENV)/bin/uv pip compile --quiet $(LOCK) requirements.in -o requirements.txt
	@$(VENV)/bin/uv pip compile --quiet $(LOCK) -c requirements.txt requirements-dev.in -o requirements-dev.txt

LOCK = --upgrade --universal --python-version 3.11 --generate-hashes --only-binary :all: --no-annotate \
	--custom-compile-command 'make lock'

clean: ## Remove the environment, the embedded database, uploads and everything else that was made
	rm -rf $(VENV) var .pytest_cache .ruff_cache $(TOOLS)
	find site home news events collection tests \( -name __pycache__ -o -name '*.mo' \) -prune -exec rm -rf {} +

# The stamp is the list it was made from. It stands in the environment, so that a removed environment is made anew,
# and is compared by content, because a checkout changes the time of every file.
.PHONY: FORCE
$(VENV)/runtime $(VENV)/development: FORCE
	@list=requirements.txt; [ $(@F) = runtime ] || list=requirements-dev.txt; \
	if ! [ -x $(PY) ] || ! [ -x $(VENV)/bin/pip ]; then $(FIND_PYTHON) && "$$python" -m venv --clear $(VENV) || exit 1; fi; \
	if ! cmp -s $$list $@ && ! { [ $(@F) = runtime ] && cmp -s requirements-dev.txt $(VENV)/development; }; then \
		echo "Installing $$list …"; \
		$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r $$list \
			&& cp $$list $@ || exit 1; \
	fi

# Sets $$python to the first Python of 3.11 or newer that can make an environment, or says what is missing.
define FIND_PYTHON
old=; bare=; python=; \
for name in python3.14 python3.13 python3.12 python3.11 python3; do \
	version=$$($$name -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || continue; \
	if ! $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then old="$$version"; continue; fi; \
	if ! $$name -c 'import venv, ensurepip' 2>/dev/null; then bare="$$version"; continue; fi; \
	python=$$name; break; \
done; \
if [ -z "$$python" ]; then \
	if [ -n "$$bare" ]; then \
		echo "Python $$bare is here, but its venv module is not. On Debian and Ubuntu: apt install python3-venv" >&2; \
	elif [ -n "$$old" ]; then \
		echo "The site needs Python 3.11 or newer; the newest here is $$old." >&2; \
	else \
		echo "The site needs Python 3.11 or newer; there is no python3 here." >&2; \
	fi; \
	false; \
else echo "Making $(VENV) with $$($$python --version) …"; fi
endef
