"""Ticks stay with their rows, whatever else changes; where a row changed, that is said."""

import pytest

from disclosures.models import Intake
from tests.factory import change_answer
from tests.pages import page_of

from .import_pages import REASON, bring, confirm, sent, stated, words, workbook
from .repairing import TICKS_KEPT, decide, row_of

pytestmark = pytest.mark.django_db

ROWS = [
    ("1", None, "Name 1", "Question 1?", "First."),
    ("2", None, "Name 2", "Question 2?", "Backups are kept for…"),
    ("4", None, "Name 4", "Question 4?", "Fourth."),
]
LOST = (
    "1行は、表示した後に内容が変わったため、選択を引き継ぎませんでした。もう一度確認してください。"
)


@pytest.fixture
def brought(desk, checklist):
    return bring(desk, checklist, workbook(ROWS))


def keep_ticks(desk, intake, page, take):
    data = {**sent(page), "take": take, "decide": "ticks"}
    return desk.post(page_of(intake, "decide"), data, follow=True)


def ticked(page):
    return [row.found.number for row in page.context["rows"] if row.is_ticked and row.has_box]


def test_ticks_are_kept_where_somebody_changed_another_answer(desk, checklist, colleague, brought):
    intake, page = brought
    change_answer(checklist, "3", body="Elsewhere.", by=colleague)

    page = keep_ticks(desk, intake, page, [])

    assert (words(page), ticked(page)) == ([TICKS_KEPT], [])
    assert not row_of(page, "1").is_ticked


def test_a_tick_of_a_row_that_changed_is_not_kept_and_that_is_said(
    desk, checklist, colleague, brought
):
    intake, page = brought
    change_answer(checklist, "1", body="Theirs.", by=colleague)

    page = keep_ticks(desk, intake, page, ["0"])

    assert words(page) == [LOST, TICKS_KEPT]
    assert ticked(page) == []  # somebody else changed item 1, and item 4 was unticked


def test_they_are_kept_beside_a_decision_too(desk, checklist, colleague, brought):
    intake, page = brought
    change_answer(checklist, "3", body="Elsewhere.", by=colleague)

    page = decide(desk, intake, page, "2", "accept", take=["0"])

    assert ticked(page) == ["1"]


def test_a_confirmation_that_comes_too_late_shows_them_as_they_were(
    desk, checklist, colleague, brought
):
    intake, page = brought
    change_answer(checklist, "3", body="Elsewhere.", by=colleague)

    page = confirm(desk, intake, page, take=["0"])
    assert ticked(page) == ["1"]

    confirm(desk, intake, page)
    assert stated() == {"1": "First.", "3": "Elsewhere."}


def test_the_reason_that_was_typed_stays_until_it_is_used(desk, brought):
    intake, page = brought
    looked = desk.post(page_of(intake, "preview"), {**sent(page), "look": "", **TYPED})
    decided = decide(desk, intake, looked, "2", "keep", **TYPED)

    for page in (looked, decided):
        assert f'value="{REASON}"' in page.content.decode()
    assert Intake.objects.get().decision_count == 1


TYPED = {"change_reason": REASON}
