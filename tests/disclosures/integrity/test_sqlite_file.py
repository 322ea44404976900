"""Nobody but the program reads the file of SQLite, nor what stands beside it."""

import os
import stat
import subprocess
import sys

from tests.servers import PROJECT


def test_a_new_database_is_private_with_all_its_files(tmp_path):
    database = tmp_path / "kaiji.sqlite3"
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
        env={**os.environ, "KAIJI_DEBUG": "1", "DATABASE_URL": f"sqlite:///{database}"},
        cwd=PROJECT,
        check=True,
        preexec_fn=lambda: os.umask(0o022),
    )

    modes = {stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()}
    assert modes == {0o600}
