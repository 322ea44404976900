"""For each rule of the database a statement of raw SQL that this rule alone refuses."""

import re

import pytest
from django.db import connection

from disclosures.integrity.frozen_rules import APPEND_ONLY, HISTORY
from disclosures.integrity.triggers import RULES
from tests.guarded import (
    ANSWER,
    CHECKLIST,
    COMMENT,
    EARLIER,
    EVENT,
    FAR_TOO_LATE,
    HEAD_OF_COPY,
    INTAKE,
    ITEM,
    LATER,
    MAIL,
    PRODUCT,
    REVISION,
    SECTION,
    UNDECIDED,
    assert_refused,
    checklist,
    copy,
    delete,
    in_our_tables,
    item,
    itself,
    product,
    reminder_without_mail,
    run,
    shadowed,
    update,
    user,
    without,
)

pytestmark = pytest.mark.django_db

OTHER_GUIDELINE = "(SELECT id FROM disclosures_guideline WHERE code = 'other')"
OTHER_SECTION = f"(SELECT id FROM {SECTION} WHERE guideline_id = {OTHER_GUIDELINE})"
BULK_CHANGE = "(SELECT MAX(id) FROM audit_bulkchange)"
COMMON = f"checklist_id = {checklist('sheet')} AND product_id IS NULL"
OF_2, OF_3 = (f"{COMMON} AND item_id = {item(number)}" for number in "23")
OF_ALPHA = f"product_id = {product('alpha')}"
NEW = {"number": "99", "version": "'9.9'"}
APPROVED = {
    "state": "'approved'",
    "approved_by_id": user("reviewer"),
    "approved_at": LATER,
    "effective_at": LATER,
}
APPROVED_BY_A_CONTRIBUTOR = APPROVED | {"approved_by_id": user("manager")}
STATEMENTS = {
    "revisionevent_chained": copy(EVENT, previous_sha256="''", at=LATER),
    "revisionevent_in_order": copy(EVENT, previous_sha256=HEAD_OF_COPY, at=EARLIER),
    "revision_frozen": update(REVISION, summary="'Other'"),
    "revision_kept": delete(REVISION),
    "revision_born_submitted": copy(REVISION, "version = '2.0'", **NEW, submitted_at=LATER),
    "revision_states": update(REVISION, "state = 'sent_back'", state="'recalled'"),
    "revision_approval_stands": update(REVISION, "version = '3.0'", effective_at=LATER),
    "revision_withdrawal_stands": update(REVISION, "version = '1.0'", public_notice="'Other'"),
    "revision_notice_of_two": update(REVISION, "version = '1.0'", notice_waits="FALSE"),
    "revision_approved_after_submission": update(
        REVISION, "state = 'submitted'", **APPROVED | {"approved_at": EARLIER}
    ),
    "revision_submitted_in_our_time": copy(
        REVISION, "version = 'waits'", **UNDECIDED | NEW, submitted_at=FAR_TOO_LATE
    ),
    "revision_decided_in_our_time": update(
        REVISION, "state = 'submitted'", **APPROVED | {"effective_at": FAR_TOO_LATE}
    ),
    "revision_four_eyes": update(REVISION, "state = 'submitted'", **APPROVED_BY_A_CONTRIBUTOR),
    "revision_one_on_its_way": copy(REVISION, "version = 'waits'", **UNDECIDED | NEW),
    "comment_kept": delete(COMMENT),
    "comment_frozen": update(COMMENT, text="'Other'"),
    "intake_kept": delete(INTAKE),
    "intake_frozen": update(INTAKE, file_name="'other.csv'"),
    "mail_kept": delete(MAIL),
    "mail_born_waiting": copy(MAIL, "state = 'given_up'", reminder_id=reminder_without_mail()),
    "mail_frozen": update(MAIL, "state = 'waiting'", text="'Other'"),
    "mail_sent_stands": update(MAIL, "state = 'sent'", error="'Other'"),
    "mail_states": update(MAIL, "state = 'given_up'", state="'failed'", due_at=LATER),
    "products_product_identity": update(PRODUCT, id="id + 1000"),
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
    **{f"{table}_update": update(table, **itself(table)) for table in APPEND_ONLY},
    **{f"{table}_delete": delete(table) for table in APPEND_ONLY},
    **{f"{table}_signed": copy(table, history_user_id="NULL") for table in HISTORY},
    **{f"{table}_bulk_change": copy(table, bulk_change_id=BULK_CHANGE) for table in HISTORY},
}


@pytest.mark.parametrize(
    "rule", [rule for rule in RULES if rule.name in STATEMENTS], ids=lambda rule: rule.name
)
def test_a_rule_alone_refuses_its_statement(guarded_rows, rule):
    assert_refused(STATEMENTS[rule.name], rule)
    with without(rule):
        assert run(STATEMENTS[rule.name]) > 0


ASKED = {
    rule.name: sorted({*re.findall(r"(?:FROM|JOIN) (\w+)", rule.refuse), rule.table})
    for rule in RULES
    if rule.name in STATEMENTS
}


@pytest.mark.parametrize("name", ASKED)
def test_a_rule_asks_no_temporary_table_of_the_same_name(guarded_rows, name):
    [rule] = (rule for rule in RULES if rule.name == name)
    with shadowed(ASKED[name]):
        assert_refused(in_our_tables(STATEMENTS[name]), rule)


@pytest.mark.postgresql
def test_every_function_names_its_search_path(guarded_rows):
    with connection.cursor() as cursor:
        cursor.execute("SELECT proconfig FROM pg_proc WHERE proname LIKE 'kaiji\\_%'")
        paths = {tuple(config or ()) for (config,) in cursor.fetchall()}

    assert paths == {("search_path=pg_catalog, public, pg_temp",)}


def test_every_rule_has_its_statement():
    of_places = {rule.name for rule in RULES if rule.name.endswith("_replace")}

    assert {*STATEMENTS, *of_places} == {rule.name for rule in RULES}
