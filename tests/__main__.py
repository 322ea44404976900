"""`make test`: the whole suite on the embedded SQLite, and at the same time on PostgreSQL.

There it leaves out what no database could change (`conftest.py`): plain data, and what browsers
make of the pages.

What the second one prints follows when the first is through. Where PostgreSQL does not answer, its
part is named as skipped; with CI set that is an error.
"""

import os
import subprocess
import sys
import tempfile

import psycopg

POSTGRESQL = os.environ.get("KAIJI_TEST_POSTGRESQL", "postgres://postgres@127.0.0.1:5432/kaiji")


def main():
    problem = what_is_wrong_with(POSTGRESQL)
    with tempfile.TemporaryFile() as printed:
        second = None if problem else start_suite(POSTGRESQL, stdout=printed, stderr=printed)
        print("== The suite on SQLite ==", flush=True)
        failed = bool(start_suite("sqlite:///kaiji.sqlite3").wait())
        if second:
            failed |= bool(second.wait())
            printed.seek(0)
            print(f"== The suite on PostgreSQL ==\n{printed.read().decode()}", flush=True)
    if problem:
        print(f"SKIPPED: the suite on PostgreSQL ({POSTGRESQL}): {problem}")
        failed |= bool(os.environ.get("CI"))
    return failed


def start_suite(url, **streams):
    command = [sys.executable, "-m", "pytest", *sys.argv[1:]]
    return subprocess.Popen(command, env={**os.environ, "DATABASE_URL": url}, **streams)


def what_is_wrong_with(url):
    try:
        psycopg.connect(url.rpartition("/")[0] + "/postgres", connect_timeout=3).close()
    except psycopg.OperationalError as error:
        return str(error).splitlines()[0]
    return None


if __name__ == "__main__":
    sys.exit(main())
