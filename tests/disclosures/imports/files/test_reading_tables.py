"""`read_file`: where the table stands in a workbook, and what its rows are."""

import subprocess
import sys

import pytest
from django.utils.translation import override

from disclosures.imports.files.errors import UnreadableSheet
from disclosures.imports.tables.reading import read_file
from disclosures.imports.tables.rows import Line
from tests.workbooks import official_workbook, write_sheet

from .official_rows import ONE, TWO, answers, row


def refused(content):
    with override("en"), pytest.raises(UnreadableSheet) as refusal:
        read_file(content)
    return str(refusal.value)


def test_what_reads_files_loads_nothing_that_makes_them():
    program = (
        "import sys, disclosures.imports.matching.matcher, disclosures.imports.tables.reading\n"
        "makers = {'disclosures.exports.registry', 'disclosures.models', 'weasyprint'}\n"
        "print(makers & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)

    assert done.stdout.decode().strip() == "set()"


def test_title_rows_and_bars_are_all_found():
    file = read_file(official_workbook([ONE, "Section", TWO]))

    assert file.title_block == (
        Line(1, "Security check sheet"),
        Line(2, "Example Inc."),
        Line(3, "Version: 1.0"),
    )
    assert file.rows == (
        row("1", "Basics", "Name 1", "Question 1?", "One.", at=5),
        row("2", "Basics", "Name 2", "Question 2?", "Two.", at=7),
    )
    assert file.others == (Line(6, "Section", is_bar=True),)


def test_merged_cells_speak_for_all_their_rows():
    rows = [(1, "Basics", "Name", "Question?", "One."), (2, None, None, None, "Two.")]

    file = read_file(official_workbook(rows, merged=["B5:B6", "C5:C6", "D5:D6"]))

    assert [(row.category, row.name, row.question, row.answer) for row in file.rows] == [
        ("Basics", "Name", "Question?", "One."),
        ("Basics", "Name", "Question?", "Two."),
    ]


def test_a_merged_answer_over_a_bar_still_names_its_first_row():
    rows = [ONE, (None, "Section"), (*TWO[:4], None)]

    file = read_file(official_workbook(rows, merged=["E5:E7"]))

    assert [row.shares_answer_with for row in file.rows] == [None, 5]


@pytest.mark.parametrize(
    "heading",
    [
        ("番号", "情報開示項目", None, "内容", "回答"),
        ("項番", "【 情報開示項目 】", None, "開示内容", "［回答］"),
        ("Ｎｏ．", "情報\n開示項目", None, "（内容）", "事業者 回答"),
        ("№", "【情報開示項目】", None, "〔開示内容〕", "【事業者回答】"),
    ],
)
def test_the_heading_row_is_known_by_its_words(heading):
    assert answers(official_workbook([ONE], heading=heading)) == {"1": "One."}


def test_the_table_may_stand_anywhere():
    def move(workbook):
        workbook.active.move_range("A4:E5", rows=20, cols=3)

    content = official_workbook(
        [ONE], heading=("No.", "情報開示項目", "", "内容", "回答"), change=move
    )

    assert read_file(content).rows == (row("1", "Basics", "Name 1", "Question 1?", "One.", at=25),)


def test_a_heading_over_one_column_leaves_the_category_empty():
    content = official_workbook(
        [(1, "Name 1", "Question 1?", "One.")], heading=("No.", "情報開示項目", "内容", "回答")
    )

    assert read_file(content).rows == (row("1", "", "Name 1", "Question 1?", "One.", at=5),)


def test_headings_repeated_on_every_page_are_skipped():
    heading = ("No.", "【情報開示項目】", None, "【内容】", "事業者回答")

    file = read_file(official_workbook([ONE, heading, TWO]))

    assert [row.number for row in file.rows] == ["1", "2"]
    assert file.others == ()


def test_hidden_sheets_are_not_read():
    def add_hidden(workbook):
        sheet = workbook.create_sheet("Old")
        write_sheet(sheet, [(1, "", "", "", "Old.")])
        sheet.sheet_state = "hidden"

    assert answers(official_workbook([ONE], change=add_hidden)) == {"1": "One."}


def test_sheets_without_a_heading_row_are_not_read():
    def add_others(workbook):
        workbook.create_sheet("Empty")
        workbook.create_sheet("Notes").append(["No.", "内容"])
        workbook.create_chartsheet("Chart")

    assert answers(official_workbook([ONE], change=add_others)) == {"1": "One."}


def test_several_visible_sheets_with_a_heading_row_are_named():
    def add_visible(workbook):
        write_sheet(workbook.create_sheet("Copy"), [ONE])

    assert refused(official_workbook([ONE], change=add_visible)) == (
        "Several sheets have a heading row: “Sheet”, “Copy”. Choose one of them."
    )


def test_without_a_heading_row_the_headings_are_named():
    assert refused(official_workbook([ONE], heading=None)) == (
        "No visible page has a heading row that is known, such as No., 項目, 内容 and 回答."
    )
