"""For each rule of the database a statement of raw SQL that this rule alone refuses."""

import re
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import Q, UniqueConstraint
from django.utils import timezone

from disclosures.guards import PREFIX, RULES
from disclosures.guards.rules import FOR_EVER, HISTORY
from disclosures.intake import receive
from disclosures.models import Reminder
from tests.factory import (
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

pytestmark = pytest.mark.django_db

MODELS = {model._meta.db_table: model for model in apps.get_models()}
LATER = "'2050-01-01 00:00:00+00:00'"


# What the statements are made of


def update(table, where="1 = 1", **values):
    pairs = ", ".join(f'"{column}" = {value}' for column, value in values.items())
    return f"UPDATE {table} SET {pairs} WHERE {where}"


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


def take_place(table, where, **values):
    """An INSERT in whose way a stored row is; only SQLite has a word for taking its place."""
    if connection.vendor == "sqlite":
        return copy(table, where, insert="INSERT OR REPLACE", **values)
    return copy(table, where, conflict="ON CONFLICT DO NOTHING", **values)


def checklist(slug):
    return f"(SELECT id FROM disclosures_checklist WHERE slug = '{slug}')"


def item(number):
    return f"(SELECT id FROM disclosures_item WHERE number = '{number}')"


def product(slug):
    return f"(SELECT id FROM products_product WHERE slug = '{slug}')"


def user(name):
    return f"(SELECT id FROM auth_user WHERE username = '{name}')"


def _itself(table):
    key = MODELS[table]._meta.pk.column
    return {key: key}


# The statements

REVISION, COMMENT, INTAKE = "disclosures_revision", "disclosures_comment", "disclosures_intake"
SECTION, ITEM, ANSWER = "disclosures_section", "disclosures_item", "disclosures_answer"
CHECKLIST, PRODUCT = "disclosures_checklist", "products_product"
OTHER_GUIDELINE = "(SELECT id FROM disclosures_guideline WHERE code = 'other')"
OTHER_SECTION = f"(SELECT id FROM {SECTION} WHERE guideline_id = {OTHER_GUIDELINE})"
COMMON = f"checklist_id = {checklist('sheet')} AND product_id IS NULL"
OF_2, OF_3 = (f"{COMMON} AND item_id = {item(number)}" for number in "23")
OF_ALPHA = f"product_id = {product('alpha')}"
NEW = {"number": "99", "version": "'9.9'"}
UNDECIDED = {
    "state": "'submitted'",
    "public_notice": "''",
    **dict.fromkeys(("approved_by_id", "approved_at", "effective_at"), "NULL"),
    **dict.fromkeys(("withdrawn_by_id", "withdrawn_at"), "NULL"),
}
APPROVED_BY_A_CONTRIBUTOR = {
    "state": "'approved'",
    "approved_by_id": user("manager"),
    "approved_at": LATER,
    "effective_at": LATER,
}
STATEMENTS = {
    "revision_frozen": update(REVISION, summary="'Other'"),
    "revision_kept": delete(REVISION),
    "revision_born_submitted": copy(REVISION, "version = '2.0'", **NEW, submitted_at=LATER),
    "revision_states": update(REVISION, "state = 'sent_back'", state="'recalled'"),
    "revision_approval_stands": update(REVISION, "version = '3.0'", effective_at=LATER),
    "revision_withdrawal_stands": update(REVISION, "version = '1.0'", public_notice="'Other'"),
    "revision_four_eyes": update(REVISION, "state = 'submitted'", **APPROVED_BY_A_CONTRIBUTOR),
    "revision_one_on_its_way": copy(REVISION, "version = 'waits'", **UNDECIDED | NEW),
    "comment_kept": delete(COMMENT),
    "comment_frozen": update(COMMENT, text="'Other'"),
    "intake_kept": delete(INTAKE),
    "intake_frozen": update(INTAKE, file_name="'other.csv'"),
    "disclosures_section_identity": update(SECTION, guideline_id=OTHER_GUIDELINE),
    "disclosures_item_identity": update(
        ITEM, guideline_id=OTHER_GUIDELINE, section_id=OTHER_SECTION
    ),
    "disclosures_checklist_identity": update(CHECKLIST, guideline_id=OTHER_GUIDELINE),
    "disclosures_checklistproduct_identity": update(
        "disclosures_checklistproduct", product_id=product("beta")
    ),
    "disclosures_answer_identity": update(ANSWER, OF_ALPHA, product_id=product("beta")),
    "item_in_its_guideline_insert": copy(
        ITEM, "number = '1'", number="'99'", section_id=OTHER_SECTION
    ),
    "item_in_its_guideline_update": update(ITEM, section_id=OTHER_SECTION),
    "answer_in_its_guideline_insert": copy(ANSWER, OF_2, item_id=item("other")),
    "item_number_stands": update(ITEM, "number = '1'", number="'1b'"),
    "item_number_not_reused": delete(ITEM, "number = '1'"),
    "checklist_slug_stands": update(CHECKLIST, "slug = 'sheet'", slug="'other'"),
    "product_slug_stands": update(PRODUCT, "slug = 'alpha'", slug="'other'"),
    "answer_same_as_insert": copy(ANSWER, OF_2, item_id=item("new"), same_as_id=item("other")),
    "answer_same_as_update": update(ANSWER, OF_2, same_as_id=item("other")),
    "answer_of_product_insert": copy(
        ANSWER, OF_3, product_id=product("beta"), same_as_id="NULL", body="'Said'"
    ),
    "answer_of_product_update": update(ANSWER, OF_ALPHA, body="'Said'"),
    "item_repeated_stays": update(ITEM, "number = '1'", retired_on="'2030-01-01'"),
    **{f"{table}_update": update(table, **_itself(table)) for table in FOR_EVER},
    **{f"{table}_delete": delete(table) for table in FOR_EVER},
    **{f"{table}_signed": copy(table, history_user_id="NULL") for table in HISTORY},
}


# The rows that they speak of


@pytest.fixture(scope="module")
def rows(django_db_setup, django_db_blocker):
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
    asked.comment(by=reviewer(), texts={"1": "When?"})
    tomorrow = timezone.now() + timedelta(days=1)
    make_approved(make_checklist("waiting", guideline=guideline), "waits", at=tomorrow)
    make_item(guideline, "new")
    make_guideline("other", items=["other"])
    receive(checklist, "answers.csv", b"1,Yes", by=editor())
    Reminder.objects.create(user=make_user("nobody"), on="2030-01-01")


def run(sql):
    """How many rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(sql, None)
        return cursor.rowcount


def assert_refused(sql, rule):
    with pytest.raises(IntegrityError, match=re.escape(rule.because)), transaction.atomic():
        run(sql)


@contextmanager
def without(rule):
    """As if that guard were not there, and afterwards as if nothing had been done."""
    with transaction.atomic():
        on_table = f" ON {rule.table}" if connection.vendor == "postgresql" else ""
        run(f'DROP TRIGGER "{PREFIX}{rule.name}"{on_table}')
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    "rule", [rule for rule in RULES if rule.name in STATEMENTS], ids=lambda rule: rule.name
)
def test_a_rule_alone_refuses_its_statement(rows, rule):
    assert_refused(STATEMENTS[rule.name], rule)
    with without(rule):
        assert run(STATEMENTS[rule.name]) > 0


# No insert takes the place of a row


def keys_of(model):
    """The columns and the condition of all that is unique in a table."""
    for field in model._meta.concrete_fields:
        if field.unique:
            yield (field.column,), Q()
    for unique in model._meta.constraints:
        if isinstance(unique, UniqueConstraint):
            columns = tuple(model._meta.get_field(name).column for name in unique.fields)
            yield columns, unique.condition or Q()


REPLACE = {rule.table: rule for rule in RULES if rule.name.endswith("_replace")}
GUARDED = sorted({rule.table for rule in RULES if rule.on in ("UPDATE", "DELETE")})
KEYS = [
    pytest.param(table, *key, id=f"{table} {' '.join(key[0])}")
    for table in GUARDED
    for key in keys_of(MODELS[table])
]
# What no other rule minds.
PLAIN = {REVISION: UNDECIDED | {"submitted_at": LATER}, ANSWER: {"same_as_id": "NULL"}}
# What no row has yet, for what else is unique.
FRESH = {
    "number": "'99'",
    "version": "'9.9'",
    "format": "'odt'",
    "on": LATER,
    "name": "'Fresh'",
    "slug": "'fresh'",
    "user_id": user("nobody"),
    "item_id": item("new"),
    "product_id": product("beta"),
    "checklist_id": checklist("waiting"),
}


def meeting(table, columns, condition):
    """INSERTs of rows that each meet a stored one in these columns, and in no other key."""
    model = MODELS[table]
    key = model._meta.pk.column
    stored = model._base_manager.filter(condition)
    values = dict(PLAIN.get(table, {}))
    named = [model._meta.get_field(name).column for name in condition.referenced_base_fields]
    for others, when in keys_of(model):
        free = [column for column in others if column not in (*columns, *named, key)]
        if free:
            values[free[-1]] = FRESH[free[-1]]
        elif when and when != condition:
            stored = stored.exclude(when)
    if key in columns:
        values[key] = key
    return [take_place(table, f"{key} = {row.pk}", **values) for row in stored]


@pytest.mark.parametrize(("table", "columns", "condition"), KEYS)
def test_no_insert_takes_the_place_of_a_row(rows, table, columns, condition):
    inserts = meeting(table, columns, condition)
    stored = MODELS[table]._base_manager

    assert inserts
    for sql in inserts:
        assert_refused(sql, REPLACE[table])
        with without(REPLACE[table]):
            before = stored.count()
            run(sql)
            assert stored.count() <= before


def test_every_rule_has_its_statement():
    replaced = {REPLACE[table].name for table in GUARDED}

    assert {*STATEMENTS, *replaced} == {rule.name for rule in RULES}
