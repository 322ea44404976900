"""A checklist of the working copy becomes a sheet."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from disclosures.integrity import triggers
from disclosures.models import Answer, Section, WorkflowError
from disclosures.models.freezing import freeze
from disclosures.sheet.document import SheetAnswer
from tests.factory import (
    change_answer,
    make_checklist,
    make_guideline,
    make_item,
    make_product,
    saved,
)

pytestmark = pytest.mark.django_db


def frozen(checklist):
    return freeze(
        checklist, version="1.0", updated_on=date(2025, 10, 1), summary="First", previous=None
    )


def frozen_item(checklist, number):
    return next(item for item in frozen(checklist).items() if item.number == number)


def test_sections_and_items_stand_in_their_order():
    guideline = make_guideline(items=["2", "1"])
    first = saved(Section(guideline=guideline, title="", position=0))
    later = guideline.sections.get(title="Basics")
    later.position = 1
    saved(later)
    make_item(guideline, "0", section=first)

    sections = frozen(make_checklist(guideline=guideline)).sections

    assert [(s.title, [i.number for i in s.items]) for s in sections] == [
        ("", ["0"]),
        ("Basics", ["2", "1"]),
    ]


def test_an_answer_that_states_nothing_is_unanswered():
    assert frozen_item(make_checklist(), "1").answers == ()


def test_same_as_is_resolved_with_the_products_answers():
    product = make_product()
    checklist = make_checklist(products=[product])
    change_answer(checklist, "1", body="For all.", availability="yes")
    change_answer(checklist, "1", product=product, body="More.")
    change_answer(checklist, "2", same_as=checklist.guideline.items.get(number="1"))

    item = frozen_item(checklist, "2")

    assert item.same_as == "1"
    assert item.answers == frozen_item(checklist, "1").answers


def test_products_that_say_the_same_stand_together_in_the_sheets_order():
    alpha, beta, gamma = (make_product(name) for name in ("Alpha", "Beta", "Gamma"))
    checklist = make_checklist(products=[gamma, alpha, beta])
    for product, body in ((alpha, "Same."), (beta, "Other."), (gamma, "Same.")):
        change_answer(checklist, "1", product=product, body=body)

    assert frozen_item(checklist, "1").answers == (
        SheetAnswer(("gamma", "alpha"), None, None, "Same."),
        SheetAnswer(("beta",), None, None, "Other."),
    )


def test_the_answer_of_a_product_off_the_sheet_is_not_printed():
    checklist = make_checklist()
    change_answer(checklist, "1", product=make_product(), body="Not ours.")

    assert frozen_item(checklist, "1").answers == ()


def test_a_retired_item_is_not_asked():
    checklist = make_checklist()
    item = checklist.guideline.items.get(number="2")
    item.retired_on = date(2025, 1, 1)
    saved(item)

    assert [item.number for item in frozen(checklist).items()] == ["1", "3"]


def test_internal_notes_and_owners_stay_inside():
    checklist = make_checklist()
    change_answer(checklist, "1", body="Public.", internal_note="INTERNAL")

    assert "INTERNAL" not in repr(frozen(checklist))


def test_what_two_edits_at_once_made_of_same_as_is_refused():
    checklist = make_checklist()
    one, two, three = checklist.guideline.items.in_order()
    triggers.drop(connection)  # as if two transactions had each looked before the other wrote
    rows = Answer._base_manager.filter(checklist=checklist)
    rows.filter(item=one).update(same_as=two)
    rows.filter(item=two).update(same_as=three)

    with pytest.raises(WorkflowError, match="1"):
        frozen(checklist)


def test_a_guideline_without_items_is_refused():
    with pytest.raises(WorkflowError):
        frozen(make_checklist(guideline=make_guideline(items=[])))


def test_freezing_costs_the_same_queries_for_one_product_and_for_many(
    django_assert_num_queries,
):
    few = make_checklist("few", products=[make_product("Alpha")])
    many = make_checklist(
        "many",
        guideline=few.guideline,
        products=[make_product(f"P{number}") for number in range(5)],
    )

    for checklist in (few, many):
        with django_assert_num_queries(3):
            frozen(checklist)


def test_two_common_answers_to_one_item_are_refused_by_the_database():
    answer = make_checklist().answers.first()
    answer.pk, answer._state.adding = None, True

    with pytest.raises(IntegrityError, match=r"(?i)unique"), transaction.atomic():
        saved(answer)
    triggers.drop(connection)  # as if two transactions had each looked before the other wrote
    with pytest.raises(IntegrityError, match=r"one_common_answer|UNIQUE"):
        saved(answer)


def test_what_counts_as_unanswered_is_what_the_sheet_prints_so():
    alpha, other = make_product("Alpha"), make_product("Other")
    items = [str(number) for number in range(1, 8)]
    checklist = make_checklist(guideline=make_guideline(items=items), products=[alpha])
    item = checklist.guideline.items.get
    change_answer(checklist, "1", body="Words")
    change_answer(checklist, "2", product=alpha, availability="yes")
    change_answer(checklist, "3", product=other, body="Of a product not on this sheet")
    change_answer(checklist, "4", same_as=item(number="1"))
    change_answer(checklist, "5", same_as=item(number="7"))
    change_answer(checklist, "6", same_as=item(number="2"))

    unanswered = checklist.answers.unanswered().values_list("item__number", flat=True)

    printed = [item.number for item in frozen(checklist).items() if not item.answers]
    assert sorted(unanswered) == printed == ["3", "5", "7"]
