"""A migration that did not end: what guards are left, who is told, and who may write meanwhile."""

import os
import re
import subprocess
import sys
import time
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.db.migrations.recorder import MigrationRecorder
from django.urls import reverse

from disclosures.integrity import readiness, triggers
from disclosures.models import Answer, Guideline
from tests.factory import change_answer, editor, make_approved, make_checklist, manager
from tests.racing import address_of_test_database, owner_address
from tests.servers import PROJECT, kaiji
from tests.soaking import times

pytestmark = pytest.mark.django_db(transaction=True)

SENTENCE = "データベースを更新しているため、保存していません。"


@pytest.fixture
def checklist():
    checklist = make_checklist()
    change_answer(checklist, "1", body="We do.")
    make_approved(checklist)
    return checklist


def migrate(settings="tests.settings"):
    """The command in a process of its own, on the test's database."""
    connections.close_all()
    environment = {"DATABASE_URL": owner_address(), "DJANGO_SETTINGS_MODULE": settings}
    command = [sys.executable, "manage.py", "migrate"]
    values = {**os.environ, **environment}
    return subprocess.Popen(command, env=values, cwd=PROJECT, stdout=subprocess.PIPE, text=True)


@pytest.fixture
def killed(checklist):
    """A migration was killed on its way."""
    process = migrate("tests.migrating")
    with process.stdout:
        begun = [line for line in process.stdout if _kill_where_begun(process, line)]
    assert (len(begun), process.wait()) == (1, -9)


def _kill_where_begun(process, line):
    if "begun" in line:
        process.kill()
        return True
    return False


def every_guard():
    return sorted(triggers.trigger_names(connection))


@pytest.mark.parametrize("_time", range(times(1, 10)))
def test_a_killed_migration_leaves_postgresql_its_guards_and_the_next_one_repairs_sqlite(
    killed, client, _time
):
    missing, ready = triggers.missing(connection), client.get("/readyz").content
    migrate().communicate()

    left = ([], b"ok\n") if connection.vendor == "postgresql" else (every_guard(), b"no guards\n")
    assert (missing, ready) == left
    assert (triggers.missing(connection), client.get("/readyz").content) == ([], b"ok\n")


def test_the_processes_that_serve_see_it_within_a_second(checklist):
    with kaiji(address_of_test_database(), workers=1) as server:
        before = server.get("/readyz")[0]
        triggers.drop(connection)
        time.sleep(1)
        after = server.get("/readyz")[0]
        readers, health = server.get("/sheet/")[0], server.get("/healthz")[0]

    assert (before, after) == (200, 503)
    assert (readers, health) == (200, 200)


def test_without_guards_no_staff_writes_and_readers_go_on(checklist, client):
    answer = Answer.objects.get(checklist=checklist, item__number="1")
    address = reverse("admin:disclosures_answer_change", args=[answer.pk])
    client.force_login(editor())
    triggers.drop(connection)

    response = client.post(address, {"body": "Unguarded", "change_reason": "Because"})

    assert (response.status_code, response["Cache-Control"]) == (503, "no-store")
    assert SENTENCE in response.content.decode()
    assert Answer.objects.get(pk=answer.pk).body == "We do."
    assert client.get(address).status_code == 200
    assert client.get("/sheet/").status_code == 200


def test_the_record_names_the_guards_in_one_line(caplog, client):
    triggers.drop(connection)

    client.post("/admin/login/")

    [record] = [one for one in caplog.records if one.levelname == "ERROR"]
    assert record.getMessage().startswith("/admin/login/ cannot be answered: Guards are missing, ")
    assert record.exc_info is None


def test_every_address_of_staff_that_writes_is_refused(checklist, client):
    client.force_login(manager())
    triggers.drop(connection)

    statuses = {
        client.post(reverse(name)).status_code
        for name in ("admin:login", "admin:logout", "admin:products_product_add", "admin:index")
    }

    assert statuses == {503}


def test_without_guards_commands_write_nothing(db):
    manager()
    triggers.drop(connection)

    with pytest.raises(CommandError, match=r"Guards are missing, \d+: .* Run migrate"):
        call_command("load_guideline", "mic-asp-saas", user="manager", stdout=StringIO())

    assert not Guideline.objects.exists()


@pytest.mark.usefixtures("owner_role")
def test_one_guard_that_is_gone_is_enough(client, caplog):
    with connection.cursor() as cursor:
        on_table = " ON disclosures_revision" if connection.vendor == "postgresql" else ""
        cursor.execute(f'DROP TRIGGER "kaiji_revision_kept"{on_table}')

    answers = {client.get("/readyz").content for _ in range(2)}

    told = [one.message for one in caplog.records if one.name == "disclosures.integrity.readiness"]
    assert (answers, told) == ({b"no guards\n"}, ["Not ready: no guards (kaiji_revision_kept)"])
    assert client.post("/admin/login/").status_code == 503


@pytest.mark.usefixtures("owner_role")
def test_a_migration_that_is_not_applied_is_told(checklist, client):
    newest = readiness.unapplied(connection)
    applied = MigrationRecorder(connection).migration_qs.filter(app="disclosures")
    last = applied.order_by("-name").first()
    last.delete()
    try:
        response, readers = client.get("/readyz"), client.get("/sheet/")
        unapplied = readiness.unapplied(connection)
    finally:
        MigrationRecorder(connection).record_applied(last.app, last.name)

    assert (response.status_code, response.content) == (503, b"not migrated\n")
    assert (readers.status_code, newest, unapplied) == (200, [], [f"disclosures.{last.name}"])


def test_probing_is_cheap(monkeypatch, client, django_assert_num_queries):
    client.get("/readyz")
    monkeypatch.setattr(readiness, "KNOWN_FOR", 60.0)
    client.get("/readyz")

    with django_assert_num_queries(0):
        statuses = {client.get("/readyz").status_code for _ in range(20)}

    readiness.readiness.forget()
    assert statuses == {200}


def test_installing_that_fails_leaves_the_guards_that_were_there(monkeypatch):
    broken = [*triggers.RULES, triggers.RULES[0]]  # its name is taken by then
    monkeypatch.setattr(triggers, "RULES", broken)

    with pytest.raises(Exception, match="already exists"):
        triggers.install(connection)

    assert triggers.missing(connection) == []


# An empty database, as before the first migration


@pytest.fixture
def empty_database(owner_role, tmp_path):
    """The address of a database without tables."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.sqlite3'}"
        return
    address, name = re.fullmatch("(.*)/([^/]+)", owner_address()).groups()
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}_empty"')
    yield f"{address}/{name}_empty"
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}_empty" WITH (FORCE)')


def test_before_the_first_migration_pages_say_503_and_the_record_says_why(empty_database, tmp_path):
    file = tmp_path / "stderr"
    with file.open("wb") as stderr, kaiji(empty_database, workers=1, stderr=stderr) as server:
        session = {"Cookie": f"sessionid={'x' * 32}"}
        answers = [server.get("/"), server.get("/admin/", **session), server.get("/readyz")]

    assert [answer[0] for answer in answers] == [503, 503, 503]
    assert "現在、このページを表示できません" in answers[1][2].decode()
    assert "/ cannot be answered: not migrated\n" in file.read_text()
    assert "/admin/ cannot be answered: not migrated\n" in file.read_text()
