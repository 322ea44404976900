"""What was frozen cannot be changed: by ORM, by bulk call, by raw SQL, on either engine."""

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from disclosures.integrity import triggers
from disclosures.integrity.rules import Rule
from disclosures.models import Answer, Item, Revision, RevisionContributor, RevisionEvent
from tests.factory import (
    approve,
    change_answer,
    make_approved,
    make_checklist,
    make_item,
    make_product,
    make_user,
    manager,
    submit,
)

pytestmark = pytest.mark.django_db

NOW = "2030-01-01 00:00:00+00:00"
FROZEN_WRITES = [
    "UPDATE disclosures_revision SET sheet = sheet || ' '",
    "UPDATE disclosures_revision SET sha256 = 'other'",
    "UPDATE disclosures_revision SET number = number + 1",
    "UPDATE disclosures_revision SET version = '9.9'",
    "UPDATE disclosures_revision SET summary = 'Other'",
    "UPDATE disclosures_revision SET updated_on = '2030-01-01'",
    f"UPDATE disclosures_revision SET submitted_at = '{NOW}'",
    f"UPDATE disclosures_revision SET effective_at = '{NOW}'",
    f"UPDATE disclosures_revision SET approved_at = '{NOW}', effective_at = '{NOW}'",
    "UPDATE disclosures_revision SET approved_by_id = NULL, approved_at = NULL,"
    " effective_at = NULL, state = 'submitted'",
    "UPDATE disclosures_revision SET state = 'sent_back'",
    "DELETE FROM disclosures_revision",
    "UPDATE disclosures_revisioncontributor SET user_id = user_id + 1",
    "DELETE FROM disclosures_revisionevent",
]


@pytest.fixture
def approved():
    checklist = make_checklist(products=[make_product()])
    change_answer(checklist, "1", body="We do.")
    return approve(submit(checklist))


def assert_refused(sql):
    with (
        pytest.raises(IntegrityError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql, None)


def assert_all_refused():
    for sql in FROZEN_WRITES:
        assert_refused(sql)


@pytest.mark.parametrize("sql", FROZEN_WRITES)
def test_raw_sql_changes_nothing_that_was_frozen(approved, sql):
    assert_refused(sql)


@pytest.mark.postgresql
@pytest.mark.parametrize("table", ["revision", "revisioncontributor", "revisionevent"])
def test_truncate_is_refused(approved, table):
    assert_refused(f"SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE disclosures_{table} CASCADE")


def test_the_orm_changes_nothing_that_was_frozen(approved):
    approved.sheet = approved.sheet.replace("We do.", "We do not.")

    with pytest.raises(IntegrityError), transaction.atomic():
        approved.save()


@pytest.mark.parametrize("model", [Revision, RevisionContributor, RevisionEvent])
def test_nothing_frozen_is_deleted_through_the_orm(approved, model):
    for delete in (model.objects.first().delete, model.objects.all()._raw_delete):
        with pytest.raises(IntegrityError), transaction.atomic():
            delete() if delete.__name__ == "delete" else delete(connection.alias)


def test_bulk_calls_change_nothing_that_was_frozen(approved):
    approved.sha256 = "0" * 64

    with pytest.raises(IntegrityError), transaction.atomic():
        Revision.objects.bulk_update([approved], ["sha256"])
    with pytest.raises(IntegrityError), transaction.atomic():
        RevisionEvent.objects.update(note="Other")


def test_a_user_with_history_is_never_deleted():
    author = make_user()
    change_answer(make_checklist(), "1", body="Mine", by=author)

    with pytest.raises(IntegrityError, match="never change"), transaction.atomic():
        author.delete()


@pytest.mark.parametrize(
    "unsigned",
    [{"history_user": None}, {"history_change_reason": None}, {"history_change_reason": ""}],
)
def test_a_change_without_user_or_reason_is_refused_by_the_database(approved, unsigned):
    row = Answer.history.first()
    row.pk = None
    for name, value in unsigned.items():
        setattr(row, name, value)

    with pytest.raises(IntegrityError, match="names its user"), transaction.atomic():
        row.save()


@pytest.mark.django_db(transaction=True)
def test_the_guards_are_back_after_a_migration_rebuilt_the_tables():
    checklist = make_checklist(products=[make_product()])
    change_answer(checklist, "1", body="We do.")
    approve(submit(checklist))

    _rebuild_tables()

    assert triggers.missing(connection) == []
    assert_all_refused()


@pytest.mark.django_db(transaction=True)
def test_the_guards_are_back_after_the_database_was_flushed():
    make_approved()
    triggers.drop(connection)
    call_command("flush", interactive=False, verbosity=0)

    checklist = make_checklist(products=[make_product()])
    change_answer(checklist, "1", body="We do.")
    approve(submit(checklist))

    assert triggers.missing(connection) == []
    assert_all_refused()


def _rebuild_tables():
    """What an AlterField in a migration does, with the models that a migration sees."""
    emit_pre_migrate_signal(0, False, connection.alias)
    state = MigrationExecutor(connection).loader.project_state()
    with connection.schema_editor() as editor:
        for name in ("revision", "revisioncontributor", "revisionevent", "item"):
            model = state.apps.get_model("disclosures", name)
            if connection.vendor == "sqlite":
                editor._remake_table(model)
            else:
                editor.execute(f"ALTER TABLE {model._meta.db_table} ADD COLUMN extra integer")
                editor.execute(f"ALTER TABLE {model._meta.db_table} DROP COLUMN extra")
    emit_post_migrate_signal(0, False, connection.alias)


def test_a_guard_that_is_gone_is_named_and_comes_back():
    """Each trigger counts, also beside one that calls the same function and still stands."""
    with connection.cursor() as cursor:
        on_table = " ON disclosures_revision" if connection.vendor == "postgresql" else ""
        cursor.execute(f'DROP TRIGGER "kaiji_revision_kept"{on_table}')

    [warning] = triggers.check_guards(None, databases=["default"])
    triggers.install(connection)

    assert (warning.id, warning.msg) == (
        "disclosures.W001",
        "Guards are missing: kaiji_revision_kept.",
    )
    assert triggers.missing(connection) == []


@pytest.mark.parametrize(
    ("how", "name"),
    [
        ("DISABLE TRIGGER", "kaiji_revision_frozen"),
        ("DISABLE TRIGGER", "kaiji_revision_kept_all"),
        ("ENABLE REPLICA TRIGGER", "kaiji_revision_frozen"),
    ],
)
@pytest.mark.postgresql
def test_a_guard_that_is_disabled_is_named_and_comes_back(how, name):
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE disclosures_revision {how} {name}")

    missing = triggers.missing(connection)
    triggers.install(connection)

    assert (missing, triggers.missing(connection)) == ([name], [])


def test_a_guard_that_no_rule_asks_for_any_more_is_dropped(monkeypatch):
    former = Rule("former", "auth_user", "UPDATE", "TRUE", "users never changed")
    user = make_user()
    with monkeypatch.context() as formerly:
        formerly.setattr(triggers, "RULES", [*triggers.RULES, former])
        triggers.install(connection)
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        user.save()

    triggers.install(connection)

    user.save()


def test_every_guard_is_missing_once_all_are_lifted():
    triggers.drop(connection)

    assert triggers.missing(connection) == sorted(triggers.trigger_names(connection))


def test_a_number_in_no_submitted_sheet_may_be_changed_and_freed():
    checklist = make_checklist()
    submit(checklist)
    late = make_item(checklist.guideline, "99")

    late.number = "100"
    late.save(by=manager(), reason="Not yet submitted")
    late.delete(by=manager(), reason="Not yet submitted")

    assert not Item.objects.filter(number__in=["99", "100"]).exists()


def test_a_user_without_history_may_be_deleted():
    user = make_user()

    user.delete()

    assert not User.objects.filter(username=user.username).exists()
