"""同上 names an item that speaks for itself: form, model and database agree."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from disclosures.models import Answer
from tests.factory import (
    answer_of,
    change_answer,
    make_checklist,
    make_guideline,
    make_product,
    saved,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def checklist():
    return make_checklist(products=[make_product()])


def item(checklist, number):
    return checklist.guideline.items.get(number=number)


def retired(checklist):
    target = item(checklist, "3")
    target.retired_on = date(2025, 1, 1)
    return saved(target)


def repeating(checklist):
    change_answer(checklist, "3", same_as=item(checklist, "2"))
    return item(checklist, "3")


def foreign(checklist):
    return make_guideline("other").items.first()


def itself(checklist):
    return item(checklist, "1")


WRONG = [retired, repeating, foreign, itself]


@pytest.mark.parametrize("target", WRONG)
def test_the_model_refuses_a_wrong_target(checklist, target):
    wrong = target(checklist)

    with pytest.raises(ValidationError) as refused:
        change_answer(checklist, "1", same_as=wrong)

    assert list(refused.value.message_dict) == ["same_as"]


@pytest.mark.parametrize("target", WRONG)
def test_the_database_refuses_a_wrong_target(checklist, target):
    row = Answer._base_manager.filter(pk=answer_of(checklist, "1").pk)
    wrong = target(checklist)

    with pytest.raises(IntegrityError), transaction.atomic():
        row.update(same_as=wrong)


def test_an_item_that_others_repeat_cannot_repeat_another(checklist):
    change_answer(checklist, "2", same_as=item(checklist, "1"))

    with pytest.raises(ValidationError):
        change_answer(checklist, "1", same_as=item(checklist, "3"))
    with pytest.raises(IntegrityError), transaction.atomic():
        Answer._base_manager.filter(pk=answer_of(checklist, "1").pk).update(
            same_as=item(checklist, "3")
        )


def test_same_as_excludes_a_text_of_its_own(checklist):
    answer = answer_of(checklist, "2")
    answer.same_as, answer.body = item(checklist, "1"), "And more"

    with pytest.raises(ValidationError):
        answer.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        Answer._base_manager.filter(pk=answer.pk).update(same_as=answer.same_as, body="And more")


def test_same_as_excludes_a_products_answer_and_the_other_way_round(checklist):
    product = checklist.products().get()
    change_answer(checklist, "1", product=product, body="Own")
    change_answer(checklist, "2", same_as=item(checklist, "3"))

    with pytest.raises(ValidationError):
        change_answer(checklist, "1", same_as=item(checklist, "3"))
    with pytest.raises(ValidationError):
        change_answer(checklist, "2", product=product, body="Own")


def test_a_repeated_item_cannot_retire(checklist):
    change_answer(checklist, "2", same_as=item(checklist, "1"))
    target = item(checklist, "1")
    target.retired_on = date(2025, 1, 1)

    with pytest.raises(ValidationError):
        saved(target)
    with pytest.raises(IntegrityError, match="repeats"), transaction.atomic():
        type(target)._base_manager.filter(pk=target.pk).update(retired_on="2025-01-01")
