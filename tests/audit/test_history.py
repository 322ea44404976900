"""Rows of history as plain data: what each changed, in words."""

from datetime import date

import pytest
from django.utils import translation

from audit.history import Difference, changes
from disclosures.models import Answer, ChecklistProduct, Section
from products.models import Product
from tests.factory import (
    answer_of,
    change_answer,
    editor,
    make_checklist,
    make_guideline,
    make_product,
    make_user,
    saved,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def checklist():
    return make_checklist(products=[make_product()])


def item(checklist, number):
    return checklist.guideline.items.get(number=number)


def last_change(obj):
    key = obj.history.first().pk
    return changes(type(obj), [key])[key]


def test_a_change_names_every_field_that_differs(checklist):
    change_answer(checklist, "1", availability="no", body="Old", review_due_on=date(2026, 4, 1))
    change_answer(checklist, "1", availability="yes", body="New", review_due_on=None)

    change = last_change(answer_of(checklist, "1"))

    assert change.kind == "changed"
    assert change.differences == (
        Difference("availability", "Availability", "no", "yes", is_text=False),
        Difference("body", "Answer", "Old", "New", is_text=True),
        Difference("review_due_on", "Review due on", "April 1, 2026", "", is_text=False),
    )


def test_users_and_items_are_named(checklist):
    change_answer(checklist, "2", owner=editor())
    change_answer(checklist, "2", owner=None, same_as=item(checklist, "1"))

    change = last_change(answer_of(checklist, "2"))

    assert change.differences == (
        Difference("same_as", "Same as", "", "1 Name 1", is_text=False),
        Difference("owner", "Owner", "editor", "", is_text=False),
    )


def test_what_is_gone_is_named_by_its_number(checklist):
    section = saved(Section(guideline=checklist.guideline, title="Gone"))
    moved = item(checklist, "1")
    kept, moved.section = moved.section, section
    saved(moved)
    moved.section = kept
    saved(moved)
    key = section.pk
    section.delete(by=editor(), reason="A mistake")

    [difference] = last_change(moved).differences

    assert (difference.old, difference.new) == (f"deleted ({key})", "Basics")


def test_booleans_are_words(checklist):
    asked = item(checklist, "1")
    asked.is_required, asked.asks_availability = False, True
    saved(asked)

    assert last_change(asked).differences == (
        Difference("asks_availability", "Asks whether it exists", "No", "Yes", is_text=False),
        Difference("is_required", "Required", "", "No", is_text=False),
    )


def test_a_row_begins_with_what_it_states(checklist):
    answer = Answer(checklist=checklist, item=item(checklist, "1"), product=Product.objects.get())
    answer.body = "From the start"
    saved(answer)

    change = last_change(answer)

    assert change.kind == "created"
    assert change.differences == (
        Difference("product", "Product", "", "Alpha", is_text=False),
        Difference("body", "Answer", "", "From the start", is_text=True),
    )


def test_a_row_that_states_nothing_begins_without_differences(checklist):
    change = last_change(answer_of(checklist, "1"))

    assert (change.kind, change.differences) == ("created", ())


def test_a_deletion_is_no_list_of_differences(checklist):
    row = ChecklistProduct.objects.get()
    key = row.pk
    row.delete(by=editor(), reason="No longer offered")
    record = ChecklistProduct.history.filter(id=key).first()

    change = changes(ChecklistProduct, [record.pk])[record.pk]

    assert (change.kind, change.differences, change.is_there) == ("deleted", (), False)


def test_rows_are_compared_with_the_row_before_wherever_that_is(checklist):
    for body in ("First", "Second", "Third"):
        change_answer(checklist, "1", body=body)
        change_answer(checklist, "2", body=f"Other {body}")
    third, second, first, _ = answer_of(checklist, "1").history.values_list("pk", flat=True)

    found = changes(Answer, [third, first])

    assert {key: [(d.old, d.new) for d in change.differences] for key, change in found.items()} == {
        first: [("", "First")],
        third: [("Second", "Third")],
    }
    assert second not in found


@pytest.mark.parametrize("rows", [1, 30])
def test_any_number_of_rows_is_one_query(rows, django_assert_num_queries):
    checklist = make_checklist(guideline=make_guideline(items=[str(n) for n in range(rows + 1)]))
    for number in range(rows):
        change_answer(checklist, str(number), by=make_user(), owner=make_user())
        change_answer(checklist, str(number), owner=None, same_as=item(checklist, str(rows)))
    keys = list(Answer.history.values_list("pk", flat=True))

    with django_assert_num_queries(1):
        found = changes(Answer, keys)
        assert len({change.record.history_user.pk for change in found.values()}) == rows + 2

    assert len(found) == 3 * rows + 1
