# Everything a developer runs. The first call of a target sets the checkout up; see tools/setup.py.

PYTHON ?= python3
BIN := .venv/bin
OFFSCREEN := QT_QPA_PLATFORM=offscreen

.PHONY: help run test lint bench screenshots translations wheel deb
.DEFAULT_GOAL := help

help:  ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /\1|/p' $(MAKEFILE_LIST) | while IFS='|' read -r name what; do \
		printf '  make %-13s %s\n' "$$name" "$$what"; done

# A stamp lies inside the environment that it speaks of, so removing .venv removes it too.
.venv/.ready-%: pyproject.toml tools/setup.py
	@$(PYTHON) tools/setup.py $*

run: .venv/.ready-run  ## open the window on a sample; without a display: draw, check and export it
	@$(BIN)/python tools/demo.py

test: .venv/.ready-dev  ## run all tests; pass arguments with ARGS=
	@$(OFFSCREEN) $(BIN)/python -m pytest -n auto --maxprocesses 4 --dist worksteal $(ARGS)

lint: .venv/.ready-dev  ## check style, types, layers, sizes and translations
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/basedpyright --pythonpath $(BIN)/python
	$(BIN)/lint-imports
	$(BIN)/python tools/check_sizes.py
	$(BIN)/python tools/translations.py --check

bench: .venv/.ready-dev  ## measure against the budgets
	@$(OFFSCREEN) $(BIN)/python -m tests.bench $(ARGS)

screenshots: .venv/.ready-run  ## draw the views of the window into docs/screenshots
	@$(OFFSCREEN) $(BIN)/python tools/screenshots.py $(ARGS)

translations: .venv/.ready-dev  ## collect new strings into resources/i18n and compile them
	@$(BIN)/python tools/translations.py

wheel: .venv/.ready-dev  ## build the wheel into dist
	@$(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir dist .

deb:  ## build the Debian package into dist
	@packaging/build_deb.sh
