"""Raw SQL against the guards of the database, and the rows that it speaks of."""

import re
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accounts.credential_hold import hold
from audit.models import BulkChange, SecurityEvent
from audit.security_event import record
from disclosures.imports.run import receive
from disclosures.integrity.trigger_sql import PREFIX
from disclosures.models import ChainStart, Mail, Reminder, RevisionEvent

from .factory import (
    approve,
    change_answer,
    editor,
    make_approved,
    make_checklist,
    make_guideline,
    make_item,
    make_product,
    make_user,
    reviewer,
    submit,
)

MODELS = {model._meta.db_table: model for model in apps.get_models()}
REVISION, COMMENT, INTAKE = "disclosures_revision", "disclosures_comment", "disclosures_intake"
MAIL, REMINDER = "disclosures_mail", "disclosures_reminder"
SECTION, ITEM, ANSWER = "disclosures_section", "disclosures_item", "disclosures_answer"
CHECKLIST, PRODUCT = "disclosures_checklist", "products_product"
EVENT = "disclosures_revisionevent"
# The hash of the newest event of the checklist that the copied event is of
HEAD_OF_COPY = f"""
    (SELECT kept.sha256 FROM {EVENT} kept
     JOIN {REVISION} other ON other.id = kept.revision_id
     JOIN {REVISION} own ON own.checklist_id = other.checklist_id
     WHERE own.id = {EVENT}.revision_id ORDER BY kept.id DESC LIMIT 1)
"""
EARLIER, LATER, FAR_TOO_LATE = (f"'{year}-01-01 00:00:00+00:00'" for year in (2001, 2050, 2300))
UNDECIDED = {
    "state": "'submitted'",
    "public_notice": "''",
    "notice_waits": "FALSE",
    **dict.fromkeys(("approved_by_id", "approved_at", "effective_at"), "NULL"),
    **dict.fromkeys(("withdrawn_by_id", "withdrawn_at"), "NULL"),
}


def update(table, where="1 = 1", *, verb="UPDATE", **values):
    pairs = ", ".join(f'"{column}" = {value}' for column, value in values.items())
    return f"{verb} {table} SET {pairs} WHERE {where}"


def delete(table, where="1 = 1"):
    return f"DELETE FROM {table} WHERE {where}"


def copy(table, where="1 = 1", *, insert="INSERT", conflict="", **values):
    """An INSERT of a row like a stored one, with a key of its own and with these values."""
    key = MODELS[table]._meta.pk.column
    columns = [field.column for field in MODELS[table]._meta.concrete_fields]
    row = {
        column: values.get(column, f'"{column}"')
        for column in columns
        if column != key or key in values
    }
    names = ", ".join(f'"{column}"' for column in row)
    return (
        f"{insert} INTO {table} ({names})"
        f" SELECT {', '.join(row.values())} FROM {table} WHERE {where} LIMIT 1 {conflict}"
    )


def checklist(slug):
    return f"(SELECT id FROM disclosures_checklist WHERE slug = '{slug}')"


def item(number):
    return f"(SELECT id FROM disclosures_item WHERE number = '{number}')"


def product(slug):
    return f"(SELECT id FROM products_product WHERE slug = '{slug}')"


def reminder_without_mail():
    return (
        f"(SELECT id FROM {REMINDER} WHERE id NOT IN (SELECT COALESCE(reminder_id, 0) FROM {MAIL}))"
    )


def user(name):
    return f"(SELECT id FROM auth_user WHERE username = '{name}')"


def itself(table):
    key = MODELS[table]._meta.pk.column
    return {key: key}


@pytest.fixture(scope="module")
def guarded_rows(django_db_setup, django_db_blocker):
    """Made once: no statement is left standing."""
    with django_db_blocker.unblock(), transaction.atomic():
        make_rows()
        connection.check_constraints()  # PostgreSQL drops no trigger of a table before that
        yield
        transaction.set_rollback(True)


def make_rows():
    """Something of all: a version in each state, 同上, and another guideline."""
    product, _ = make_product("Alpha"), make_product("Beta")
    checklist = make_checklist(products=[product])
    guideline = checklist.guideline
    change_answer(checklist, "1", body="We do.")
    change_answer(checklist, "3", product=product)
    change_answer(checklist, "3", same_as=guideline.items.get(number="1"))
    notice = {"reason": "Wrong", "public_notice": "Wrong"}
    approve(submit(checklist, "1.0")).withdraw(by=reviewer(), **notice)
    submit(checklist, "2.0").send_back(by=reviewer(), reason="Unclear")
    approve(submit(checklist, "3.0"))
    asked = submit(make_checklist("asked", guideline=guideline), "4.0")
    asked.comment(by=reviewer(), texts={"1": "When?", "2": "Who?"})
    tomorrow = timezone.now() + timedelta(days=1)
    make_approved(make_checklist("waiting", guideline=guideline), "waits", at=tomorrow)
    make_item(guideline, "new")
    free = make_checklist("free", guideline=guideline, products=[product])
    for begun in (free, asked.checklist):
        ChainStart.objects.create(checklist=begun, last_event_id=0, sha256="f" * 64)
    make_guideline("other", items=["other"])
    nobody = make_user("nobody")
    for kind in ("account", "role"):
        hold(nobody, by=editor(), kind=kind)
    for kind in ("restore", "replacement"):
        BulkChange.objects.begin(kind, by=editor(), reason="Several")
    for day in "12":
        receive(checklist, f"answers{day}.csv", b"1,Yes", by=editor())
        Reminder.objects.create(user=nobody, on=f"2030-01-0{day}")
    make_mails(editor(), nobody)
    for _time in range(2):
        record(SecurityEvent.Kind.SIGN_IN, by=nobody)
        LogEntry.objects.log_actions(nobody.pk, [checklist], CHANGE, "Changed")


def make_mails(told, reminded):
    """Of events and of reminders, one sent, one given up and the others waiting."""
    said = {"subject": "Subject", "text": "Text", "written_at": timezone.now()}
    whats = [{"event": one, "recipient": told} for one in RevisionEvent.objects.all()[:3]]
    whats += [{"reminder": one, "recipient": reminded} for one in Reminder.objects.all()]
    for what in whats:
        Mail.objects.create(**said, **what, address="a@example.com", due_at=timezone.now())
    Mail.objects.claim().end(Mail.State.SENT, sent_at=timezone.now())
    Mail.objects.filter(event=None).claim().end(Mail.State.GIVEN_UP, error="Why")
    Reminder.objects.create(user=reminded, on="2030-01-03")


def run(sql):
    """How many rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(sql, None)
        return cursor.rowcount


def assert_refused(sql, rule):
    with pytest.raises(IntegrityError, match=re.escape(rule.message)), transaction.atomic():
        run(sql)


@contextmanager
def without(rule):
    """As if that guard were not there, and afterwards as if nothing had been done."""
    with transaction.atomic():
        on_table = f" ON {rule.table}" if connection.vendor == "postgresql" else ""
        run(f'DROP TRIGGER "{PREFIX}{rule.name}"{on_table}')
        yield
        transaction.set_rollback(True)


@contextmanager
def shadowed(tables):
    """As if somebody had made empty temporary tables of these names, which come before ours."""
    with transaction.atomic():
        for table in tables:
            run(f"CREATE TEMPORARY TABLE {table} AS SELECT * FROM {table} WHERE FALSE")
        yield
        transaction.set_rollback(True)


def in_our_tables(sql):
    """The statement, whose tables are ours and no temporary ones."""
    schema = "main" if connection.vendor == "sqlite" else "public"
    ours = "|".join(MODELS)
    return re.sub(rf"\b({ours})\b(?!_)", rf"{schema}.\1", sql)
