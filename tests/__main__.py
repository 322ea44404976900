"""`make test`: the whole suite on the embedded SQLite, and at the same time on PostgreSQL.

There it leaves out what no database could change (`conftest.py`): plain data, and what browsers
make of the pages. In a soak the round trips of files, which take as long as all else, are
processes of their own, so that both processors are busy to the end.

What the other processes print follows when the first is through. Where PostgreSQL does not answer,
its part is named as skipped; with CI set that is an error.
"""

import os
import subprocess
import sys
import tempfile
from contextlib import ExitStack

import psycopg

from tests.soaking import SOAKS

SQLITE = "sqlite:///kaiji.sqlite3"
POSTGRESQL = os.environ.get("KAIJI_TEST_POSTGRESQL", "postgres://postgres@127.0.0.1:5432/kaiji")
ROUND_TRIPS = "tests/disclosures/imports/round_trip"
PARTS = [[f"--ignore={ROUND_TRIPS}"], [ROUND_TRIPS]] if SOAKS else [[]]


def main():
    problem = what_is_wrong_with(POSTGRESQL)
    engines = {"SQLite": SQLITE} if problem else {"SQLite": SQLITE, "PostgreSQL": POSTGRESQL}
    failed = run_beside(
        [(" ".join([name, *part]), url, part) for name, url in engines.items() for part in PARTS]
    )
    if problem:
        print(f"SKIPPED: the suite on PostgreSQL ({POSTGRESQL}): {problem}")
        failed |= bool(os.environ.get("CI"))
    return failed


def run_beside(suites):
    """Run these at the same time, each a name, the address of a database and arguments of pytest.

    Returns whether one of them failed. The first prints at once, the others when it is through.
    """
    with ExitStack() as files:
        started = []
        for _name, url, arguments in suites:
            kept = files.enter_context(tempfile.TemporaryFile()) if started else None
            started.append((start_suite(url, arguments, stdout=kept, stderr=kept), kept))
        failed = False
        for (name, _url, _arguments), (process, kept) in zip(suites, started, strict=True):
            print(f"== The suite on {name} ==", flush=True)
            failed |= bool(process.wait())
            if kept:
                kept.seek(0)
                print(kept.read().decode(), flush=True)
    return failed


def start_suite(url, arguments, **streams):
    command = [sys.executable, "-m", "pytest", *arguments, *sys.argv[1:]]
    return subprocess.Popen(command, env={**os.environ, "DATABASE_URL": url}, **streams)


def what_is_wrong_with(url):
    try:
        psycopg.connect(url.rpartition("/")[0] + "/postgres", connect_timeout=3).close()
    except psycopg.OperationalError as error:
        return str(error).splitlines()[0]
    return None


if __name__ == "__main__":
    sys.exit(main())
