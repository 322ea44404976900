"""`make test`: the whole suite on the embedded SQLite, then again on PostgreSQL.

Where PostgreSQL does not answer, its part is named as skipped; with CI set that is an error.
"""

import os
import subprocess
import sys

import psycopg

POSTGRESQL = os.environ.get("KAIJI_TEST_POSTGRESQL", "postgres://postgres@127.0.0.1:5432/kaiji")


def main():
    failed = run_suite("SQLite", "sqlite:///kaiji.sqlite3")
    problem = what_is_wrong_with(POSTGRESQL)
    if problem is None:
        failed |= run_suite("PostgreSQL", POSTGRESQL)
    else:
        print(f"SKIPPED: the suite on PostgreSQL ({POSTGRESQL}): {problem}")
        failed |= bool(os.environ.get("CI"))
    return failed


def run_suite(engine, url):
    print(f"== The suite on {engine} ==", flush=True)
    command = [sys.executable, "-m", "pytest", *sys.argv[1:]]
    return bool(subprocess.run(command, env={**os.environ, "DATABASE_URL": url}).returncode)


def what_is_wrong_with(url):
    try:
        psycopg.connect(url.rpartition("/")[0] + "/postgres", connect_timeout=3).close()
    except psycopg.OperationalError as error:
        return str(error).splitlines()[0]
    return None


if __name__ == "__main__":
    sys.exit(main())
