"""Columns and heading rows that a person names."""

import pytest

from disclosures.models import Intake
from tests.pages import page_of

from .import_pages import BEFORE, bring, confirm, outcomes, stated

pytestmark = pytest.mark.django_db


TWO_ROWS = "No.\t項目\t質問\tStatus\t判定基準\n\t\t\t○×\tNote\n1\tName 1\tQuestion 1?\tFirst.\tx\n"
NAMED = {"page": "", "column0": "number", "column1": "name", "column2": "question"}


def test_headings_over_two_rows_are_solved_by_the_row_that_is_named(desk, checklist):
    desk.post(page_of(checklist, "import"), {"text": TWO_ROWS})
    intake = Intake.objects.get()
    columns = {**NAMED, "column3": "answer"}

    without = desk.post(page_of(intake, "columns"), columns, follow=True)
    named = desk.post(page_of(intake, "columns"), {**columns, "heading_row": "2"}, follow=True)

    shown = without.content.decode()
    assert (outcomes(without)["1"], outcomes(named)["1"]) == ("unsure", "set")
    assert "表の見出しが2行目までの場合は、「見出し行の番号」に2を指定してください。" in shown
    assert '<details class="columns" id="columns" open>' in shown
    assert '<a href="#columns">見出し行の番号を指定する</a>' in shown
    assert "見出しを正しく読み取れていません。" not in named.content.decode()
    names = [page.context["beside"][-1].columns for page in (without, named)]
    assert names == [["「Note」"], ["「Note」"]]


def test_a_column_that_is_not_taken_is_called_by_its_heading(desk, checklist):
    text = "No.\t項目\t内容\t回答\t判定基準\n1\tName 1\tQuestion 1?\tFirst.\tIn the country\n"

    page = desk.post(page_of(checklist, "import"), {"text": text}, follow=True)

    [beside] = page.context["beside"]
    assert (outcomes(page)["1"], beside.columns, beside.text) == (
        "set",
        ["「判定基準」"],
        "In the country",
    )
    assert "見出しのない列" not in page.content.decode()


def test_a_person_can_say_what_the_columns_hold(desk, checklist):
    rows = "said\twhere\twhat\nFirst.\tQuestion 1?\t1\nSecond.\tQuestion 2?\t2\n"
    response = desk.post(page_of(checklist, "import"), {"text": rows}, follow=True)
    intake = Intake.objects.get()
    assert "見出し行が" in response.content.decode()

    columns = {"page": "", "column0": "answer", "column1": "question", "column2": "number"}
    page = desk.post(page_of(intake, "columns"), columns, follow=True)
    confirm(desk, intake, page)

    assert outcomes(page)["1"] == "set"
    assert stated() == {"1": "First.", "2": "Second.", **BEFORE}


def test_the_page_for_columns_says_which_are_needed_and_lets_the_import_be_discarded(
    desk, checklist
):
    page = desk.post(page_of(checklist, "import"), {"text": "said\twhat\n"}, follow=True)

    shown = page.content.decode()
    assert "情報開示項目または内容の列を指定してください。" in shown
    assert "この取り込みを破棄" in shown


def test_columns_named_without_a_page_are_those_of_the_page_shown(desk, checklist):
    intake, _ = bring(desk, checklist)

    columns = {"column0": "number", "column2": "name", "column3": "question", "column4": "answer"}
    columns["heading_row"] = "4"
    page = desk.post(page_of(intake, "columns"), columns, follow=True)

    assert Intake.objects.get().choice["pages"] == ["Sheet"]
    assert outcomes(page)["1"] == "set"
