"""Rows that matched nothing: the nearest items stand beside them, and a person chooses."""

import pytest
from django.http import QueryDict

from disclosures.admin.importing.sent_decisions import SentDecisions, save
from disclosures.admin.importing.ticks import NO_TICKS
from disclosures.imports import run
from disclosures.models import Intake, WorkflowError
from tests.factory import change_answer
from tests.pages import page_of

from .import_pages import bring, confirm, sent, stated, words, workbook
from .repairing import decide, row_of

pytestmark = pytest.mark.django_db


ROWS = [
    ("1", None, "Name 1", "Question 1?", "First."),
    ("99", None, "Name 4!", "Question 4, reworded?", "Fourth."),
]


def choose(desk, intake, page, value, **values):
    """Choose as the page would; value: the row's number, and the item's behind a colon."""
    row, _colon, number = value.partition(":")
    marks = {str(one.line.row_number): one.mark for one in page.context["lost"]}
    data = {**sent(page), "choose": f"{row}:{marks.get(row, 'x')}:{number}", **values}
    return post(desk, intake, data)


def post(desk, intake, data):
    return desk.post(page_of(intake, "decide"), data, follow=True)


@pytest.fixture
def brought(desk, checklist):
    return bring(desk, checklist, workbook(ROWS))


def test_the_nearest_items_are_proposed_and_none_is_chosen(brought):
    _intake, page = brought

    [lost] = page.context["lost"]

    assert lost.nearest[0].number == "4"
    assert len(lost.nearest) == 3
    assert row_of(page, "4").found.outcome == "empty in file"


def test_one_click_makes_the_row_the_items_own(desk, brought):
    intake, page = brought

    page = choose(desk, intake, page, f"{page.context['lost'][0].line.row_number}:4")
    page = decide(desk, intake, page, "4", "accept")
    confirm(desk, intake, page)

    assert stated() == {"1": "First.", "3": "Third.", "4": "Fourth."}


def test_the_choice_is_taken_back_by_one(desk, brought):
    intake, page = brought
    row = page.context["lost"][0].line.row_number
    page = choose(desk, intake, page, f"{row}:4")
    assert (row_of(page, "4").chosen[0].row_number, page.context["lost"]) == (row, [])

    page = take_back(desk, intake, page, row, "4")

    assert [lost.line.row_number for lost in page.context["lost"]] == [row]


def test_any_item_is_chosen_by_its_number(desk, brought):
    intake, page = brought
    row = page.context["lost"][0].line.row_number

    page = choose(desk, intake, page, str(row), **{f"item-{row}": "2"})

    assert row_of(page, "2").chosen[0].row_number == row


def take_back(desk, intake, page, row, number):
    button = f'name="choose" value="{row}:-:{number}"'
    assert f'<button form="intake_form" {button}' in page.content.decode()
    return post(desk, intake, {**sent(page), "choose": f"{row}:-:{number}"})


def test_a_choice_is_taken_back_where_its_row_changes_nothing(desk, checklist):
    change_answer(checklist, "4", body="Fourth.")
    intake, page = bring(desk, checklist, workbook(ROWS))
    row = page.context["lost"][0].line.row_number
    page = choose(desk, intake, page, f"{row}:4")

    page = take_back(desk, intake, page, row, "4")

    assert len(page.context["lost"]) == 1


def test_of_two_rows_for_one_item_each_is_taken_back(desk, checklist):
    rows = [*ROWS, ("98", None, "Name 4?", "Question 4, again?", None)]
    intake, page = bring(desk, checklist, workbook(rows))
    first, second = [one.line.row_number for one in page.context["lost"]]
    page = choose(desk, intake, page, f"{first}:4")
    page = choose(desk, intake, page, f"{second}:4")
    assert [one.row_number for one in row_of(page, "4").chosen] == [first, second]

    page = take_back(desk, intake, page, first, "4")

    assert [one.row_number for one in page.context["chosen"]] == [second]


def test_a_choice_is_not_of_another_line_with_the_rows_number(desk, brought):
    intake, page = brought
    row = page.context["lost"][0].line.row_number

    after = post(desk, intake, {**sent(page), "choose": f"{row}:0123456789:4"})

    assert words(after) == ["その行は現在の読み取り結果にありません。"]
    assert Intake.objects.get().decisions == {}


def test_nor_is_it_where_the_file_was_read_otherwise_at_that_moment(desk, brought):
    intake, _page = brought
    data = QueryDict(mutable=True)
    found, _digest = run.preview(intake)
    [line] = [line for line in found.unmatched if line.row]
    data["choose"] = f"{line.row_number}:{found.mark_of(line)}:4"
    form = SentDecisions(data, intake, found)
    columns = {"0": "number", "1": "name", "2": "answer", "3": "question"}

    Intake.objects.get().read_as({"heading_row": 0, "columns": columns}, by=intake.by)

    with pytest.raises(WorkflowError):
        save(form, NO_TICKS, by=intake.by)
    assert Intake.objects.get().decisions == {}


def test_the_number_that_was_typed_stays_where_the_page_comes_again(desk, brought):
    intake, page = brought
    row = page.context["lost"][0].line.row_number
    data = {**sent(page), "look": "", f"item-{row}": "2"}

    page = desk.post(page_of(intake, "preview"), data)

    assert page.context["lost"][0].typed == "2"
    assert 'size="6" value="2">' in page.content.decode()


@pytest.mark.parametrize("value", ["8:77", "7777:4", "x:y", ""])
def test_what_is_not_there_is_not_chosen(desk, brought, value):
    intake, page = brought

    choose(desk, intake, page, value)

    assert Intake.objects.get().decisions == {}
