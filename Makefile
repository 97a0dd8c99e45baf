# The two commands that anybody needs are `make run` and `make test`.
VENV := .venv
BIN := $(VENV)/bin
CATALOGUES := $(shell find survey/translations -name '*.po')
# A catalogue that is not compiled makes an installation out of date, whatever its age.
UNCOMPILED := $(if $(filter-out $(wildcard $(CATALOGUES:.po=.mo)),$(CATALOGUES:.po=.mo)),recompile)

.PHONY: recompile help run test check bench lock catalogues clean

help:
	@echo "make run    serve the demonstration on http://127.0.0.1:8000 (HOST, PORT)"
	@echo "make test   check and test everything"
	@echo "make bench  measure; prints JSON lines"
	@echo "make lock   pin the newest versions of everything (needs uv)"

run: $(VENV)/run
	@$(BIN)/thuocdo migrate
	@$(BIN)/thuocdo demo --if-empty
	@$(BIN)/thuocdo addresses
	@exec $(BIN)/thuocdo serve

test: $(VENV)/test
	@sh setup/tools.sh
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pytest -n 3 --dist worksteal

bench: $(VENV)/test
	@$(BIN)/python -m bench

# What is installed, remembered by a file that is as old as the installation.
$(VENV)/run: requirements.lock pyproject.toml build_catalogues.py $(CATALOGUES) $(UNCOMPILED)
	@sh setup/python.sh $(VENV) requirements.lock
	@touch $@

$(VENV)/test: requirements-test.lock pyproject.toml build_catalogues.py $(CATALOGUES) $(UNCOMPILED)
	@sh setup/python.sh $(VENV) requirements-test.lock
	@touch $@ $(VENV)/run

LOCK = uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header --no-annotate --no-config --upgrade pyproject.toml --group build

lock:
	$(LOCK) -o requirements.lock >/dev/null
	$(LOCK) --group test -o requirements-test.lock >/dev/null

catalogues: $(VENV)/test
	$(BIN)/pybabel extract -F babel.cfg -k translatable --no-location --sort-output -o messages.pot .
	$(BIN)/pybabel update --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date \
		--no-wrap -i messages.pot -d survey/translations
	rm messages.pot

clean:
	rm -rf $(VENV) instance dist .pytest_cache .mypy_cache .ruff_cache
