"""Rows that cannot become an item, each with the reason."""

import pytest

from tests.pages import page_of
from tests.workbooks import official_workbook

from .import_steps import bring, confirm, items_of, outcomes, whys

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (f"1,{'章' * 300},Name,Question", "200"),
        (f"1,章,{'名' * 300},Question", "項目名："),
        (f"1,章,Name,{'問' * 5_000}", "内容（設問）："),
        ("1,章,<b>Name</b>,Question", "HTML"),
    ],
)
def test_an_item_that_no_form_would_take_is_refused(desk, empty, row, why):
    intake, page = bring(desk, page_of(empty, "import"), f"No,区分,項目,質問\n{row}\n2,章,,B?\n")
    confirm(desk, intake, page)

    assert outcomes(page) == {"1": "refused", "2": "new"}
    assert why in whys(page)["1"]
    assert [number for _s, number, *_ in items_of(empty)] == ["2"]


def with_formula(sheet):
    sheet["D6"] = "=A1&B1"  # without a value: openpyxl calculates none


def with_formatted_numbers(sheet):
    sheet["A5"], sheet["A6"] = 1.15, 1.15
    sheet["A6"].number_format = "0.0"


def with_a_question_in_figures(sheet):
    sheet["D6"], sheet["D6"].number_format = 12.345, "0.0"


def with_hidden_row(sheet):
    sheet.row_dimensions[6].hidden = True


@pytest.mark.parametrize(
    ("change", "why", "first"),
    [
        (with_formula, "数式", "1"),
        (with_formatted_numbers, "別の書式", "1.15"),
        (with_a_question_in_figures, "別の書式", "1"),
        (with_hidden_row, "非表示", "1"),
    ],
)
def test_a_row_that_shows_something_else_than_it_holds_becomes_no_item(
    desk, empty, change, why, first
):
    rows = [(1, "Basics", "First", "One?", None), (2, "Basics", "Second", "Two?", None)]
    content = official_workbook(rows, change=lambda book: change(book.active))

    intake, page = bring(desk, page_of(empty, "import"), content, "sheet.xlsx")
    confirm(desk, intake, page)

    [refused] = [row for row in page.context["rows"] if row.found.outcome == "refused"]
    assert (refused.found.row_number, why in refused.why) == (6, True)
    assert [(number, name) for _s, number, _c, name, _q in items_of(empty)] == [(first, "First")]


def test_an_answer_that_shows_something_else_is_no_doubt_about_its_item(desk, empty):
    def with_figures(book):
        book.active["E5"], book.active["E5"].number_format = 12.345, "0.0"

    content = official_workbook([(1, "Basics", "Share", "How many?", None)], change=with_figures)
    intake, page = bring(desk, page_of(empty, "import"), content, "sheet.xlsx")
    confirm(desk, intake, page)

    assert [number for _s, number, *_ in items_of(empty)] == ["1"]
