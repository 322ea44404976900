"""Restoring: an approved version's whole content comes back into the working copy."""

import random
import threading
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import translation

from audit.models import UntrackedWrite
from disclosures.models import (
    Answer,
    Availability,
    Checklist,
    ChecklistProduct,
    Responsibility,
    WorkflowError,
)
from disclosures.models.freezing import draft
from disclosures.sheet.diff import changes
from products.models import Product
from tests.factory import (
    answer_of,
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
    saved,
    submit,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def products():
    return [make_product("Alpha"), make_product("Beta")]


@pytest.fixture
def checklist(products):
    return make_checklist(products=products)


def restore(checklist, revision, **kwargs):
    seen = checklist.change_count()
    arguments = {"by": editor(), "reason": "Back to it", "seen": seen, **kwargs}
    return checklist.restore(revision, **arguments)


def item(checklist, number):
    return checklist.guideline.items.get(number=number)


def difference(checklist, revision):
    """What readers would find different from that version now."""
    return changes(revision.content, draft(Checklist.objects.get(pk=checklist.pk)))


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

    assert not Answer.objects.stated().exists()


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


def test_products_answers_give_way_to_same_as_and_come_back_from_it(checklist, products):
    change_answer(checklist, "3", body="Three")
    change_answer(checklist, "1", same_as=item(checklist, "3"))
    change_answer(checklist, "2", body="For Alpha", product=products[0])
    revision = make_approved(checklist)
    change_answer(checklist, "1", same_as=None)
    change_answer(checklist, "1", body="For Alpha", product=products[0])
    change_answer(checklist, "2", body="", product=products[0])
    change_answer(checklist, "2", same_as=item(checklist, "3"))

    restore(checklist, revision)

    assert difference(checklist, revision).is_empty


# The products


def test_products_come_back_in_their_order(checklist, products):
    revision = make_approved(checklist)
    first, second = checklist.for_products.all()
    first.delete(by=editor(), reason="Off")
    saved(ChecklistProduct(checklist=checklist, product=make_product("Gamma"), position=9))
    second.position = 10
    saved(second)

    restore(checklist, revision)

    assert list(checklist.products()) == products
    assert difference(checklist, revision).is_empty


def test_products_in_the_same_order_keep_their_positions(products):
    checklist = make_checklist()
    for position, product in zip((10, 20), products, strict=True):
        saved(ChecklistProduct(checklist=checklist, product=product, position=position))
    revision = make_approved(checklist)

    assert restore(checklist, revision).is_empty


def test_a_product_that_is_gone_is_named_and_the_others_come_back(checklist, products):
    beta = products[1]
    for product in products:
        change_answer(checklist, "1", body="For both", product=product)
    revision = make_approved(checklist)
    change_answer(checklist, "1", body="New", product=products[0])
    answer_of(checklist, "1", beta).delete(by=editor(), reason="Off")
    checklist.for_products.get(product=beta).delete(by=editor(), reason="Off")
    beta.delete(by=editor(), reason="Off")

    restoration = restore(checklist, revision)

    assert restoration.left == ["Beta no longer exists; its answers do not come back."]
    assert answer_of(checklist, "1", products[0]).body == "For both"
    assert list(checklist.products()) == [products[0]]


def test_a_retired_product_comes_back(checklist, products):
    revision = make_approved(checklist)
    checklist.for_products.first().delete(by=editor(), reason="Off")
    products[0].retired_on = date(2025, 1, 1)
    saved(products[0])

    restore(checklist, revision)

    assert list(checklist.products()) == products


# What cannot come back


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


# Refusals


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


# Whatever was edited in between


def edit_at_random(checklist, products, chance):
    """One change that an editor might make; those that the rules refuse are left."""
    number, other = chance.sample("12345", 2)
    product = chance.choice([None, *products])
    says_same = product is None and chance.random() < 0.5
    values = {
        "availability": None if says_same else chance.choice([None, *Availability.values]),
        "responsibility": None if says_same else chance.choice([None, *Responsibility.values]),
        "body": "" if says_same else chance.choice(["", "Words", "Other words"]),
    }
    if product is None:
        values["same_as"] = item(checklist, other) if says_same else None
    try:
        with transaction.atomic():
            change_answer(checklist, number, product=product, **values)
    except ValidationError:
        pass


def move_products(checklist, products, chance):
    for place in checklist.for_products.all():
        place.delete(by=editor(), reason="Off")
    chosen = chance.sample(products, chance.randint(0, len(products)))
    for position, product in enumerate(chosen):
        saved(ChecklistProduct(checklist=checklist, product=product, position=position))


@pytest.mark.parametrize("seed", range(12))
def test_after_any_edits_the_version_comes_back_whole(products, seed):
    chance = random.Random(seed)
    checklist = make_checklist(guideline=make_guideline(items="12345"), products=products)
    for _ in range(10):
        edit_at_random(checklist, products, chance)
    revision = approve(submit(checklist))
    for _ in range(10):
        edit_at_random(checklist, products, chance)
    move_products(checklist, products, chance)

    restoration = restore(checklist, revision)

    assert difference(checklist, revision).is_empty
    assert changes(restoration.sheet(), draft(checklist)).is_empty
    assert restoration.left == []
    assert restore(checklist, revision).is_empty
