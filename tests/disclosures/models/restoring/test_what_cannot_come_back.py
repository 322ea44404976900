"""Restoring: what cannot come back is left and named."""

from datetime import date

import pytest

from tests.factory import answer_of, change_answer, editor, make_approved, make_item, saved

from .restored import item, restore

pytestmark = pytest.mark.django_db


def test_a_retired_item_is_left_and_named(checklist):
    change_answer(checklist, "1", body="Old")
    revision = make_approved(checklist)
    change_answer(checklist, "1", body="New")
    retired = item(checklist, "1")
    retired.retired_on = date(2025, 1, 1)
    saved(retired)

    restoration = restore(checklist, revision)

    assert restoration.left == ["Item 1 is no longer asked and does not come back."]
    assert answer_of(checklist, "1").body == "New"


def test_a_newer_item_is_left_and_named(checklist):
    revision = make_approved(checklist)
    make_item(checklist.guideline, "9")
    checklist.ensure_answers(by=editor(), reason="New item")
    change_answer(checklist, "9", body="New")

    restoration = restore(checklist, revision)

    assert restoration.left == ["Item 9 is newer than that version; it stays as it is."]
    assert answer_of(checklist, "9").body == "New"


def test_same_as_a_retired_item_is_left_and_named(checklist):
    change_answer(checklist, "2", body="Two")
    change_answer(checklist, "1", same_as=item(checklist, "2"))
    revision = make_approved(checklist)
    change_answer(checklist, "1", same_as=None, body="New")
    retired = item(checklist, "2")
    retired.retired_on = date(2025, 1, 1)
    saved(retired)

    restoration = restore(checklist, revision)

    assert restoration.left == [
        "Item 1 can no longer be “same as”; it stays as it is.",
        "Item 2 is no longer asked and does not come back.",
    ]
    assert answer_of(checklist, "1").body == "New"


def test_what_a_newer_item_repeats_cannot_become_same_as(checklist):
    change_answer(checklist, "2", body="Two")
    change_answer(checklist, "1", same_as=item(checklist, "2"))
    revision = make_approved(checklist)
    make_item(checklist.guideline, "9")
    checklist.ensure_answers(by=editor(), reason="New item")
    change_answer(checklist, "1", same_as=None, body="New")
    change_answer(checklist, "9", same_as=item(checklist, "1"))

    restoration = restore(checklist, revision)

    assert restoration.left == [
        "Item 1 can no longer be “same as”; it stays as it is.",
        "Item 9 is newer than that version; it stays as it is.",
    ]
    assert answer_of(checklist, "1").body == "New"


def test_what_a_retired_item_repeats_cannot_become_same_as(checklist):
    change_answer(checklist, "2", body="Two")
    change_answer(checklist, "1", same_as=item(checklist, "2"))
    revision = make_approved(checklist)
    change_answer(checklist, "1", same_as=None, body="New")
    change_answer(checklist, "3", same_as=item(checklist, "1"))
    retired = item(checklist, "3")
    retired.retired_on = date(2025, 1, 1)
    saved(retired)

    restoration = restore(checklist, revision)

    assert restoration.left[0] == "Item 1 can no longer be “same as”; it stays as it is."
    assert answer_of(checklist, "1").body == "New"


def test_the_guideline_s_wording_is_never_restored(checklist):
    revision = make_approved(checklist)
    asked = item(checklist, "1")
    asked.question = "A better question?"
    saved(asked)

    assert restore(checklist, revision).is_empty
    assert item(checklist, "1").question == "A better question?"
