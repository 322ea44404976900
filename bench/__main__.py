"""`make bench`: what the program costs in processor time, each thing against another in one run.

First how each regular expression grows with its text; then what pages and files cost, on the
embedded SQLite, and on PostgreSQL where one answers (`KAIJI_TEST_POSTGRESQL` names it).
"""

import os
import subprocess
import sys

from bench import patterns
from tests.__main__ import POSTGRESQL, what_is_wrong_with

ENGINES = {"SQLite": "sqlite:///kaiji.sqlite3", "PostgreSQL": POSTGRESQL}


def main():
    patterns.report()
    for name, url in ENGINES.items():
        problem = what_is_wrong_with(url) if url == POSTGRESQL else None
        if problem:
            print(f"SKIPPED: {name} ({url}): {problem}")
            continue
        print(f"== {name} ==", flush=True)
        environment = {**os.environ, "DATABASE_URL": url}
        subprocess.run([sys.executable, "-m", "bench.run"], env=environment, check=True)


if __name__ == "__main__":
    main()
