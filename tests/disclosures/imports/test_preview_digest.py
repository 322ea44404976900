"""A preview of an import is bound by all that it was made of."""

import pytest

from disclosures.imports.run import confirm, preview, receive
from disclosures.models import WorkflowError
from tests.factory import (
    approve,
    change_answer,
    editor,
    make_approved,
    make_checklist,
    make_product,
    reviewer,
    submit,
)

pytestmark = pytest.mark.django_db

FILE = "No.,Item,Question,Answer\n1,Name 1,Question 1?,有り\n"


@pytest.fixture
def checklist():
    checklist = make_checklist(products=[make_product()])
    change_answer(checklist, "1", availability="no")
    return checklist


@pytest.fixture
def intake(checklist):
    return receive(checklist, "answers.csv", FILE.encode(), by=editor())


def previewed(intake):
    return preview(intake)


def test_nothing_changed_is_the_same_digest(intake):
    assert previewed(intake) == previewed(intake)


def test_a_version_that_becomes_public_makes_another_preview(checklist, intake):
    waiting = submit(checklist)
    before, seen = previewed(intake)

    approve(waiting)

    after, digest = previewed(intake)
    codes = [[one.code for one in found.findings] for found in (before, after)]
    assert codes == [[], ["availability_flipped"]]
    assert digest != seen
    with pytest.raises(WorkflowError):
        confirm(intake, by=editor(), seen=seen, ticked={0})


def test_a_version_that_is_withdrawn_makes_another_preview(checklist, intake):
    first = make_approved(checklist)
    _before, seen = previewed(intake)

    first.withdraw(by=reviewer(), reason="Wrong", public_notice="Please ask us.")

    assert previewed(intake)[1] != seen


def test_a_product_that_is_new_makes_another_preview(intake):
    _before, seen = previewed(intake)

    make_product("Beta")

    assert previewed(intake)[1] != seen


def test_another_day_makes_another_preview(intake, clock):
    _before, seen = previewed(intake)

    clock.forward(days=1)

    assert previewed(intake)[1] != seen
