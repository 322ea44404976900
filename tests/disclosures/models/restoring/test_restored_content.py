"""Restoring: the whole content of an approved version comes back."""

from datetime import date

import pytest

from disclosures.models import Answer
from tests.factory import answer_of, change_answer, editor, make_approved, saved

from .restored import difference, item, restore

pytestmark = pytest.mark.django_db


def test_everything_that_the_version_said_comes_back(checklist, products):
    change_answer(checklist, "1", body="Old", availability="no", responsibility="vendor")
    change_answer(checklist, "2", same_as=item(checklist, "1"))
    change_answer(checklist, "3", body="For Alpha", product=products[0])
    revision = make_approved(checklist)
    change_answer(checklist, "1", body="New", availability="yes", responsibility=None)
    change_answer(checklist, "2", same_as=None, body="Its own words")
    change_answer(checklist, "3", body="", product=products[0])
    change_answer(checklist, "3", body="For Beta", product=products[1])
    checklist.title, checklist.established_on = "Another title", date(2026, 1, 1)
    saved(checklist)

    restoration = restore(checklist, revision)

    assert difference(checklist, revision).is_empty
    assert restoration.left == []


def test_each_row_that_moves_leaves_one_history_row_and_no_other_does(checklist):
    change_answer(checklist, "1", body="Old")
    change_answer(checklist, "2", body="The same")
    revision = make_approved(checklist)
    change_answer(checklist, "1", body="New")
    before = checklist.change_count()

    restore(checklist, revision, reason="The new one was wrong")

    record = answer_of(checklist, "1").history.first()
    assert checklist.change_count() == before + 1
    assert (record.history_user, record.history_change_reason) == (
        editor(),
        "Back to version 1.0: The new one was wrong",
    )


def test_restoring_twice_writes_nothing_the_second_time(checklist, products):
    change_answer(checklist, "1", body="Old", product=products[0])
    revision = make_approved(checklist)
    change_answer(checklist, "1", body="New", product=products[0])
    restore(checklist, revision)
    before = checklist.change_count()

    assert restore(checklist, revision).is_empty
    assert checklist.change_count() == before


def test_what_is_internal_stays(checklist):
    change_answer(checklist, "1", body="Old", internal_note="Old note")
    revision = make_approved(checklist)
    today = {"internal_note": "Note", "owner": editor(), "review_due_on": date(2027, 1, 1)}
    change_answer(checklist, "1", body="New", **today)

    restore(checklist, revision)

    answer = answer_of(checklist, "1")
    assert {name: getattr(answer, name) for name in today} == today


def test_what_the_version_did_not_answer_is_emptied(checklist, products):
    revision = make_approved(checklist)
    change_answer(checklist, "1", body="New", availability="yes")
    change_answer(checklist, "2", body="New", product=products[1])

    restore(checklist, revision)

    assert not Answer.objects.answering().exists()


def test_same_as_turns_round(checklist):
    change_answer(checklist, "1", same_as=item(checklist, "2"))
    change_answer(checklist, "2", body="Two")
    revision = make_approved(checklist)
    change_answer(checklist, "1", same_as=None, body="One")
    change_answer(checklist, "2", same_as=item(checklist, "1"), body="")

    restore(checklist, revision)

    assert difference(checklist, revision).is_empty


def test_same_as_moves_along_a_row_of_items(checklist):
    change_answer(checklist, "2", body="Two")
    change_answer(checklist, "1", same_as=item(checklist, "2"))
    change_answer(checklist, "3", same_as=item(checklist, "2"))
    revision = make_approved(checklist)
    change_answer(checklist, "1", same_as=None)
    change_answer(checklist, "3", same_as=None)
    change_answer(checklist, "2", same_as=item(checklist, "3"), body="")
    change_answer(checklist, "1", same_as=item(checklist, "3"))

    restore(checklist, revision)

    assert difference(checklist, revision).is_empty
