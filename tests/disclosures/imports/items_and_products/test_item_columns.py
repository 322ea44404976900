"""The columns of a table of items: found, or named by a person."""

import pytest
from openpyxl import Workbook

from disclosures.models import Intake
from tests.pages import FormOnPage, page_of
from tests.workbooks import saved as saved_workbook

from .import_steps import UNANSWERED, bring, confirm, items_of, outcomes

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "columns",
    [
        {"page": "no such page", "column0": "number", "column1": "question"},
        {"page": "", "column0": "number", "column1": "question", "heading_row": "9" * 30},
        {"page": "", "column0": "state", "column1": "question"},
        {"page": "", "column0": "number"},
    ],
)
def test_a_choice_of_columns_that_cannot_be_is_asked_for_again(desk, empty, columns):
    intake, _ = bring(desk, page_of(empty, "import"), UNANSWERED)

    response = desk.post(page_of(intake, "columns"), columns)

    assert response.status_code == 200
    assert response.context["columns"].errors
    assert Intake.objects.get().choice == {}


def test_rows_that_are_all_read_are_all_read_again(desk, empty):
    intake, _ = bring(desk, page_of(empty, "import"), "1,Where is it?\n2,Who reads it?\n")
    columns = {"page": "", "column0": "number", "column1": "question"}
    page = desk.post(page_of(intake, "columns"), columns, follow=True)

    form = FormOnPage("columns_form")
    form.feed(page.content.decode())
    page = desk.post(page_of(intake, "columns"), form.data, follow=True)

    assert outcomes(page) == {"1": "new", "2": "new"}


def test_the_heading_row_that_was_named_is_shown_again(desk, empty):
    intake, _ = bring(desk, page_of(empty, "import"), "a,b\nc,d\n1,Where is it?\n")
    columns = {"page": "", "heading_row": "2", "column0": "number", "column1": "question"}

    page = desk.post(page_of(intake, "columns"), columns, follow=True)

    form = FormOnPage("columns_form")
    form.feed(page.content.decode())
    assert form.data == {"csrfmiddlewaretoken": form.data["csrfmiddlewaretoken"], **columns}


def test_every_column_of_a_wide_table_can_be_named(desk, empty):
    row = ["1", *(f"cell {at}" for at in range(1, 49)), "Where is it?"]
    intake, _ = bring(desk, page_of(empty, "import"), ",".join(row))
    columns = {"page": "", "column0": "number", "column49": "question"}

    page = desk.post(page_of(intake, "columns"), columns, follow=True)
    confirm(desk, intake, page)

    assert [question for *_, question in items_of(empty)] == ["Where is it?"]


def test_two_columns_with_one_role_are_read_together(desk, empty):
    intake, _ = bring(desk, page_of(empty, "import"), "a,b,c\n1,Where is it?,In full.\n")
    columns = {"page": "", "column0": "number", "column1": "question", "column2": "question"}

    page = desk.post(page_of(intake, "columns"), columns, follow=True)
    confirm(desk, intake, page)

    assert [question for *_, question in items_of(empty)] == ["Where is it? In full."]


def test_columns_are_asked_for_where_no_heading_is_known(desk, empty):
    content = "ID,タイトル,ききたいこと\n1,会社,名称は？\n2,会社,本店は？\n"

    intake, page = bring(desk, page_of(empty, "import"), content)

    assert "見出し行が" in page.content.decode()
    columns = {"column0": "number", "column1": "name", "column2": "question", "heading_row": "1"}
    page = desk.post(page_of(intake, "columns"), columns, follow=True)
    assert outcomes(page) == {"1": "new", "2": "new"}


def columns_on(page):
    form = FormOnPage("columns_form")
    form.feed(page.content.decode())
    return {name: value for name, value in form.data.items() if name != "csrfmiddlewaretoken"}


def test_the_columns_that_were_found_are_shown_to_name_one_more(desk, empty):
    intake, page = bring(desk, page_of(empty, "import"), "番号,項目,質問,要否\n1,A,A?,必須\n")
    found = {"column0": "number", "column1": "name", "column2": "question"}
    assert columns_on(page) == {"page": "", "heading_row": "1", **found, "column3": ""}

    more = {**columns_on(page), "column3": "required"}
    page = desk.post(page_of(intake, "columns"), more, follow=True)
    confirm(desk, intake, page)

    assert empty.items.get().is_required is True


def test_found_columns_that_are_sent_as_they_are_stay_found(desk, empty):
    intake, page = bring(desk, page_of(empty, "import"), UNANSWERED)

    desk.post(page_of(intake, "columns"), columns_on(page))

    assert Intake.objects.get().choice == {"pages": [""], "heading_row": None, "columns": {}}


def test_the_columns_of_one_page_are_not_those_of_another(desk, empty):
    book = Workbook()
    book.active.append(["番号", "質問"])
    book.active.append([1, "Where is it?"])
    book.create_sheet("Second").append(["質問", "番号"])
    book["Second"].append(["Who reads it?", 2])
    intake, _ = bring(desk, page_of(empty, "import"), saved_workbook(book), "two.xlsx")
    first = desk.post(page_of(intake, "columns"), {"page": "Sheet"}, follow=True)

    second = {**columns_on(first), "page": "Second"}
    page = desk.post(page_of(intake, "columns"), second, follow=True)

    assert outcomes(page) == {"2": "new"}
