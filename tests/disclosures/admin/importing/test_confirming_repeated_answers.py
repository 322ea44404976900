"""Answers that repeat another item: taken in only with that item."""

import pytest

from disclosures.models import Intake
from tests.factory import answer_of, change_answer

from .import_pages import REPEATING, ROWS, bring, confirm, outcomes, stated, words, workbook

pytestmark = pytest.mark.django_db


def test_what_repeats_an_answer_is_not_taken_in_without_it(desk, checklist):
    change_answer(checklist, "2", body="Of the working copy.")
    change_answer(checklist, "3", body="")
    before = stated()
    intake, page = bring(desk, checklist, workbook(REPEATING))

    response = confirm(desk, intake, page, take=["0", "2"])

    assert words(response) == [
        "取り込みませんでした：3: 項目2の回答を取り込まないため、「同上」にできません。"
    ]
    assert (stated(), Intake.objects.get().state) == (before, "previewed")
    boxes = [row.is_ticked for row in response.context["rows"] if row.has_box]
    assert boxes == [True, False, True]


def test_what_repeats_an_answer_cannot_be_set_where_that_cannot(desk, checklist):
    change_answer(checklist, "3", body="")
    change_answer(checklist, "4", same_as=answer_of(checklist, "2").item)
    rows = [ROWS[0], ("2", None, "Name 2", "Question 2?", "同上"), REPEATING[2]]

    _intake, page = bring(desk, checklist, workbook(rows))

    assert outcomes(page) == {"1": "set", "2": "refused", "3": "set", "4": "empty in file"}


def test_what_repeats_a_taken_answer_is_taken_in(desk, checklist):
    change_answer(checklist, "3", body="")
    intake, page = bring(desk, checklist, workbook(REPEATING))

    confirm(desk, intake, page)

    assert answer_of(checklist, "3").same_as == answer_of(checklist, "2").item
