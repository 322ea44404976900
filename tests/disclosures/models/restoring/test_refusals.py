"""Restoring that is refused, and nothing is changed."""

import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from audit.models import UntrackedWrite
from disclosures.models import Answer, WorkflowError
from products.models import Product
from tests.factory import (
    answer_of,
    change_answer,
    editor,
    make_approved,
    make_checklist,
    make_item,
    make_user,
    reviewer,
    saved,
    submit,
)

from .restored import item, restore

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("verb", ["send_back", "recall"])
def test_only_what_was_approved_is_restored(checklist, verb):
    revision = submit(checklist)
    getattr(revision, verb)(by=reviewer(), reason="No")

    with pytest.raises(WorkflowError):
        restore(checklist, revision)


def test_a_withdrawn_version_can_be_restored(checklist):
    change_answer(checklist, "1", body="Old")
    revision = make_approved(checklist)
    revision.withdraw(by=reviewer(), reason="Wrong", public_notice="Withdrawn")
    change_answer(checklist, "1", body="New")

    restore(checklist, revision)

    assert answer_of(checklist, "1").body == "Old"


def test_a_version_of_another_checklist_is_refused(checklist):
    other = make_approved(make_checklist("other", guideline=checklist.guideline))

    with pytest.raises(WorkflowError):
        restore(checklist, other)


def change_title(checklist):
    checklist.title = "Another"
    saved(checklist)


def change_an_answer(checklist):
    change_answer(checklist, "2", internal_note="Only a note")


def take_a_product_off(checklist):
    checklist.for_products.first().delete(by=editor(), reason="Off")


def add_an_item(checklist):
    make_item(checklist.guideline, "9")


def add_a_row(checklist):
    product = Product.objects.first()
    checklist.ensure_product_answer(item(checklist, "1"), product, by=editor(), reason="Added")


@pytest.mark.parametrize(
    "change", [change_title, change_an_answer, take_a_product_off, add_an_item, add_a_row]
)
def test_whatever_changed_since_the_page_was_shown_refuses_all(checklist, change):
    change_answer(checklist, "1", body="Old")
    revision = make_approved(checklist)
    change_answer(checklist, "1", body="New")
    seen = checklist.change_count()
    change(checklist)
    before = checklist.change_count()

    with pytest.raises(WorkflowError):
        restore(checklist, revision, seen=seen)

    assert checklist.change_count() == before


def test_a_reason_and_a_user_are_asked_for(checklist):
    change_answer(checklist, "1", body="Old")
    revision = make_approved(checklist)
    change_answer(checklist, "1", body="New")

    with pytest.raises(WorkflowError):
        restore(checklist, revision, reason=" ")
    with pytest.raises(WorkflowError, match="4000"):  # no place for the words before it
        restore(checklist, revision, reason="r" * 3999)
    with pytest.raises(UntrackedWrite):
        restore(checklist, revision, by=None)


def test_what_the_door_refuses_today_is_said_with_the_item(checklist, monkeypatch):
    change_answer(checklist, "1", body="Old")
    revision = make_approved(checklist)
    change_answer(checklist, "1", body="New")
    change_answer(checklist, "2", body="New")

    def refuse(answer):
        raise ValidationError("Not today")

    monkeypatch.setattr(Answer, "clean", refuse)
    with pytest.raises(WorkflowError, match="1 Name 1: Not today"):
        restore(checklist, revision)

    assert [answer_of(checklist, number).body for number in "12"] == ["New", "New"]


@pytest.mark.django_db(transaction=True)
def test_a_save_that_is_still_open_is_waited_for_and_then_refuses_the_restoring(checklist):
    change_answer(checklist, "1", body="Old")
    revision = make_approved(checklist)
    change_answer(checklist, "1", body="New")
    seen, refused = checklist.change_count(), []

    def restore_meanwhile():
        try:
            restore(checklist, revision, seen=seen)
        except WorkflowError as error:
            refused.append(error)
        connection.close()

    thread = threading.Thread(target=restore_meanwhile)
    with transaction.atomic():
        change_answer(checklist, "2", body="Of a colleague", by=make_user())
        thread.start()
        thread.join(1)
    thread.join(20)

    assert len(refused) == 1
    assert [answer_of(checklist, number).body for number in "12"] == ["New", "Of a colleague"]
