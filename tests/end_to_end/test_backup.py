"""The commands of docs/deployment/backup.md, as somebody types them."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from disclosures.exports import sheet_pdf
from disclosures.models import Answer
from tests.factory import make_approved
from tests.racing import owner_address

pytestmark = pytest.mark.django_db(transaction=True)

PROJECT = Path(__file__).parents[2]
COUNTS = (
    "from disclosures.models import Answer, Revision;"
    "print(*Revision.objects.values_list('sha256', flat=True), Answer.history.count())"
)


def commands(heading):
    """The blocks of commands below a heading of the page: of the backup, and of the restore."""
    page = (PROJECT / "docs/deployment/backup.md").read_text()
    return re.findall(r"```\n(.*?)```", page.partition(f"## {heading}\n")[2], re.DOTALL)[:2]


def run(script, database, folder):
    """What these commands print, in the folder, with that database."""
    script = script.replace(".venv/bin/python", sys.executable)
    script = script.replace(" manage.py ", f" {PROJECT}/manage.py ")
    done = subprocess.run(
        ["sh", "-ec", script],
        cwd=folder,
        env={**os.environ, "KAIJI_DEBUG": "1", "DATABASE_URL": database},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert not {"WARNINGS:", "ERRORS:", "CRITICALS:"} & set(done.stderr.split())
    return done.stdout


def assert_restored(said, database, folder, stored):
    assert "version(s) verified, guards in place." in said
    # Without Pango `check` informs that no PDF is made; `run` refuses whatever is worse.
    assert sheet_pdf.MISSING or "System check identified no issues" in said
    shell = f'.venv/bin/python manage.py shell --no-imports -c "{COUNTS}"'
    assert run(shell, database, folder).split() == stored


@pytest.fixture
def stored():
    """What of the database is in a backup for sure."""
    revision = make_approved()
    return [revision.sha256, str(Answer.history.count())]


@pytest.fixture
def empty_database(owner_role):
    name = f"{connection.settings_dict['NAME']}_restored"
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
        yield owner_address() + "_restored"
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.mark.postgresql
@pytest.mark.skipif(
    not (shutil.which("pg_dump") or os.environ.get("CI")), reason="pg_dump is not installed"
)
def test_a_dump_of_postgresql_is_restored_whole(stored, empty_database, tmp_path):
    backup, restore = commands("PostgreSQL")

    run(backup, owner_address(), tmp_path)
    said = run(restore, empty_database, tmp_path)

    assert_restored(said, empty_database, tmp_path, stored)


@pytest.mark.sqlite
def test_a_copy_of_sqlite_is_restored_whole(stored, tmp_path):
    backup, restore = commands("SQLite")
    database = f"sqlite:///{tmp_path / 'kaiji.sqlite3'}"

    source = str(connection.settings_dict["NAME"])
    run(backup.replace("'kaiji.sqlite3'", repr(source)), "", tmp_path)
    said = run(restore, database, tmp_path)

    assert_restored(said, database, tmp_path, stored)
