# make run   sets up and serves the demo          make test  runs the whole suite
# make lint  checks style, types, patterns, ...    make lock  pins the dependencies anew
# make bench compares what pages cost             make soak  goes through the large numbers
# make drill tests, as root, what needs a machine of its own
# make coverage asks which branches of the sheet, the states and the permissions no test takes
# make docs draws in the documents what follows from the code
# make sbom  lists what production installs         make audit asks which of it is known to be vulnerable
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
export KAIJI_DEBUG ?= 1

.PHONY: docs run test coverage soak drill lint bench lock sbom audit messages screenshots clean

run: .venv/installed
	$(BIN)/python manage.py demo --address 127.0.0.1:$(PORT)
	$(BIN)/python manage.py runserver 127.0.0.1:$(PORT)

test: .venv/installed-dev
	$(BIN)/python -m tests

soak: .venv/installed-dev
	KAIJI_SOAK=1 $(BIN)/python -m tests

drill:
	.ci/drill

lint: .venv/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m bench.patterns
	git ls-files -z -- 'templates/*.html' | xargs -0 -r $(BIN)/djade --check --target-version 5.2
	$(BIN)/python manage.py makemigrations --check --dry-run
	rm -f lint.sqlite3*
	DATABASE_URL=sqlite:///lint.sqlite3 $(BIN)/python manage.py migrate --verbosity 0
	DATABASE_URL=sqlite:///lint.sqlite3 $(BIN)/python manage.py check --database default --fail-level WARNING
	rm -f lint.sqlite3*

# The tests of these rooms alone have to take every branch of what pyproject.toml names.
coverage: .venv/installed-dev
	$(BIN)/coverage run -m pytest --quiet tests/disclosures/sheet tests/disclosures/permissions tests/disclosures/models
	$(BIN)/coverage report

bench: .venv/installed-dev
	$(BIN)/python -m bench

lock: .venv/installed-dev
	$(BIN)/uv pip compile --upgrade --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url -o requirements.txt requirements.in
	$(BIN)/uv pip compile --upgrade --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url -o requirements-dev.txt requirements-dev.in

sbom: .venv/installed
	$(BIN)/python -m docs.sbom

audit: .venv/installed-dev
	$(BIN)/pip-audit --strict --disable-pip --require-hashes --requirement requirements.txt

messages: .venv/installed-dev
	$(BIN)/python manage.py makemessages --locale ja --no-wrap --no-location --ignore .venv
	$(BIN)/python manage.py compilemessages --locale ja --ignore .venv

docs: .venv/installed-dev
	$(BIN)/python -m docs.tree
	$(BIN)/python -m docs.imports
	$(BIN)/python -m docs.asvs

screenshots: .venv/installed-dev
	$(BIN)/python -m docs.screenshots

.venv/installed: requirements.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	touch $@

.venv/installed-dev: .venv/installed requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	touch $@

clean:
	rm -rf .venv kaiji.sqlite3* test_kaiji_*.sqlite3* sbom.json licences.txt
