"""On PostgreSQL the program reads and writes rows, and can do nothing about its guards."""

import pytest
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection, transaction

from disclosures.integrity.privileges import privileges, tables
from tests import database_role
from tests.factory import approve, change_answer, make_checklist, submit

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

BEYOND_THE_PROGRAM = [
    "CREATE TABLE other (id integer)",
    "CREATE TEMPORARY TABLE disclosures_revision (id integer)",
    "CREATE FUNCTION other() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
    "CREATE SCHEMA other",
    "ALTER TABLE disclosures_revision DISABLE TRIGGER ALL",
    "ALTER TABLE disclosures_revision ADD COLUMN other integer",
    "DROP TRIGGER kaiji_revision_frozen ON disclosures_revision",
    'DROP FUNCTION "kaiji_revision_frozen"() CASCADE',
    'CREATE OR REPLACE FUNCTION "kaiji_revision_frozen"() RETURNS trigger LANGUAGE plpgsql'
    " AS 'BEGIN RETURN NEW; END'",
    "TRUNCATE disclosures_revisionevent",
    "DELETE FROM disclosures_revision",
    "UPDATE disclosures_revisionevent SET note = 'Other'",
    "UPDATE disclosures_historicalanswer SET body = 'Other'",
    "DELETE FROM django_migrations",
    "SET session_replication_role = replica",
]


@pytest.fixture
def _owner():
    """Here the role of the program is what is tried."""


@pytest.mark.parametrize("sql", BEYOND_THE_PROGRAM)
def test_the_program_cannot(sql):
    with (
        pytest.raises(ProgrammingError, match=r"permission denied|must be owner"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


def test_the_program_is_not_the_owner_and_does_all_its_work():
    checklist = make_checklist()
    change_answer(checklist, "1", body="We do.")
    approve(submit(checklist)).withdraw(by=checklist.revisions.get().submitted_by, **NOTICE)

    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == (database_role.APP,)


NOTICE = {"reason": "Why", "public_notice": "Notice"}


def test_every_table_has_its_privileges():
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        stored = {name for (name,) in cursor.fetchall()}

    assert stored == set(tables())
    assert privileges("disclosures_revisionevent") == ["SELECT", "INSERT"]
    assert privileges("disclosures_revision") == ["SELECT", "INSERT", "UPDATE"]


def test_the_command_prints_what_makes_both_roles(capsys):
    call_command("database_roles", owner="migrator", app="o'server")

    printed = capsys.readouterr().out
    assert 'CREATE ROLE "o\'server" LOGIN' in printed
    assert "rolname = 'o''server'" in printed
    assert 'GRANT SELECT, INSERT ON "disclosures_revisionevent" TO "o\'server";' in printed


@pytest.mark.sqlite
def test_sqlite_has_no_roles():
    with pytest.raises(CommandError, match="Only PostgreSQL has roles"):
        call_command("database_roles")
