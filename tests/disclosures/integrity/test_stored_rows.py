"""No row takes the place of another: what SQLite's OR REPLACE would delete unasked."""

import re

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Q, UniqueConstraint

from disclosures.integrity.triggers import RULES
from disclosures.integrity.working_copy_rules import NAMED_IN_ADDRESSES
from tests.guarded import (
    ANSWER,
    CHECKLIST,
    EVENT,
    HEAD_OF_COPY,
    ITEM,
    LATER,
    MAIL,
    MODELS,
    PRODUCT,
    REVISION,
    UNDECIDED,
    assert_refused,
    checklist,
    copy,
    in_our_tables,
    item,
    product,
    reminder_without_mail,
    run,
    shadowed,
    update,
    user,
    without,
)

pytestmark = pytest.mark.django_db


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
FROZEN = sorted(REPLACE.keys() - set(NAMED_IN_ADDRESSES))
KEYS = [
    pytest.param(table, *key, id=f"{table} {' '.join(key[0])}")
    for table in FROZEN
    for key in keys_of(MODELS[table])
]
OWN_KEYS = [pytest.param(table, ("id",), Q(), id=f"{table} id") for table in NAMED_IN_ADDRESSES]
# What no other rule minds.
PLAIN = {
    REVISION: UNDECIDED | {"submitted_at": LATER},
    ANSWER: {"same_as_id": "NULL"},
    EVENT: {"previous_sha256": HEAD_OF_COPY, "at": LATER},
    MAIL: {
        **{"state": "'waiting'", "due_at": LATER, "attempts": "0"},
        **dict.fromkeys(("tried_at", "sent_at", "again_by_id", "again_at"), "NULL"),
    },
}
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
    "recipient_id": user("nobody"),
    "reminder_id": f"CASE WHEN event_id IS NULL THEN {reminder_without_mail()} END",
}


def take_place(table, where, **values):
    """An INSERT in whose way a stored row is; only SQLite has a word for taking its place."""
    if connection.vendor == "sqlite":
        return copy(table, where, insert="INSERT OR REPLACE", **values)
    return copy(table, where, conflict="ON CONFLICT DO NOTHING", **values)


def meeting(table, columns, condition):
    """INSERTs of rows that each meet a stored one in these columns, and in no other key."""
    model = MODELS[table]
    key = model._meta.pk.column
    stored = model._base_manager.filter(condition)
    for column in columns:  # nothing meets NULL
        stored = stored.filter(**{f"{column}__isnull": False})
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


@pytest.mark.parametrize(("table", "columns", "condition"), KEYS + OWN_KEYS)
def test_no_insert_takes_the_place_of_a_row(guarded_rows, table, columns, condition):
    inserts = meeting(table, columns, condition)
    stored = MODELS[table]._base_manager

    assert inserts
    for sql in inserts:
        assert_refused(sql, REPLACE[table])
        with without(REPLACE[table]):
            before = stored.count()
            run(sql)
            assert stored.count() <= before


@pytest.mark.parametrize(("table", "columns", "condition"), KEYS + OWN_KEYS)
def test_a_temporary_table_hides_no_row_in_the_way(guarded_rows, table, columns, condition):
    inserts = meeting(table, columns, condition)

    with shadowed([table]):
        for sql in inserts:
            assert_refused(in_our_tables(sql), REPLACE[table])


IDENTITY = {rule.table: rule for rule in RULES if rule.name.endswith("_identity")}
ANY_REASON = "|".join(re.escape(rule.message) for rule in RULES)
REPLACING = "UPDATE OR REPLACE" if connection.vendor == "sqlite" else "UPDATE"
NAMES = [
    (PRODUCT, "slug = 'beta'", {"slug": "'alpha'"}),
    (ITEM, "number = 'new'", {"number": "'1'"}),
    (CHECKLIST, "slug = 'free'", {"slug": "'sheet'"}),
]


@pytest.mark.sqlite
@pytest.mark.parametrize(("table", "where", "values"), NAMES)
def test_a_row_that_others_name_is_not_replaced_by_one_that_takes_its_name(
    guarded_rows, table, where, values
):
    """The foreign keys of those others refuse it when the transaction ends."""
    run(update(table, where, verb=REPLACING, **values))

    with pytest.raises(IntegrityError, match="invalid foreign key"):
        connection.check_constraints()
    transaction.set_rollback(True)


@pytest.mark.parametrize("table", IDENTITY)
def test_no_update_gives_a_row_another_key(guarded_rows, table):
    last = f"(SELECT MAX(id) FROM {table})"
    further = update(table, f"id = {last}", id="id + 1")

    assert_refused(further, IDENTITY[table])
    with without(IDENTITY[table]):
        assert run(further) == 1


@pytest.mark.parametrize(("table", "columns", "condition"), KEYS)
def test_a_guard_refuses_an_update_to_what_is_unique(guarded_rows, table, columns, condition):
    """Whichever guard: a row of each table is to get all that another row of it has."""
    stored = MODELS[table]._base_manager.order_by("pk")
    key, first = MODELS[table]._meta.pk.column, stored.first()
    others = stored.exclude(**{column: getattr(first, column) for column in columns})
    own = {
        column: f'(SELECT "{column}" FROM {table} WHERE {key} = {first.pk})' for column in columns
    }

    assert others
    for row in others:
        with pytest.raises(IntegrityError, match=ANY_REASON), transaction.atomic():
            run(update(table, f"{key} = {row.pk}", verb=REPLACING, **own))


def test_every_table_whose_rows_are_never_deleted_refuses_to_have_them_replaced():
    kept = {rule.table for rule in RULES if rule.on == "DELETE" and rule.refuse == "TRUE"}

    assert set(FROZEN) == kept
