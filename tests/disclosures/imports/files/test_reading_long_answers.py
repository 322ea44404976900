"""`read_file`: answers over several rows of one item."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from disclosures.exports import sheet_xlsx
from disclosures.imports.matching.current_state import WorkingCopyState
from disclosures.imports.matching.matcher import match
from disclosures.imports.matching.question import Question
from disclosures.imports.tables.reading import read_file
from tests.sheets import answer, item, sheet
from tests.workbooks import official_workbook, saved

from .official_rows import ONE, TWO, row

WHOLE = ("A5:A6", "B5:B6", "C5:C6", "D5:D6")  # number, category, name and question


def test_an_answer_in_several_rows_of_one_item_is_one():
    rows = [(1, "Basics", "Name", "Question?", "One."), (None, None, None, None, "And more."), TWO]

    file = read_file(official_workbook(rows, merged=WHOLE))

    assert file.rows == (
        row("1", "Basics", "Name", "Question?", "One.\nAnd more.", at=5, is_continued=True),
        row("2", "Basics", "Name 2", "Question 2?", "Two.", at=7),
    )
    assert file.others == ()


@pytest.mark.parametrize(
    ("cells", "merged"),
    [
        ((None, None, None, None, "Two."), WHOLE[:3]),  # beside a question of its own
        ((None, None, None, None, "Two.", "Beside"), WHOLE),
        ((None, None, None, None, "Two."), WHOLE[1:]),
    ],
)
def test_what_may_answer_something_else_is_not_added(cells, merged):
    rows = [(1, "Basics", "Name", "Question?", "One."), cells]

    assert read_file(official_workbook(rows, merged=merged)).rows[0].answer == "One."


def test_what_is_hidden_or_doubted_below_is_so_of_the_whole_answer():
    rows = [(1, "Basics", "Name", "Question?", "One."), (None, None, None, None, "Two.")]

    def hide(workbook):
        workbook.active.row_dimensions[6].hidden = True

    def show_in_percent(workbook):
        workbook.active["E6"] = 0.5
        workbook.active["E6"].number_format = "0%"

    found = [
        read_file(official_workbook(rows, merged=WHOLE, change=change)).rows[0].doubt.code
        for change in (hide, show_in_percent)
    ]
    assert found == ["hidden", "number_formatted"]


@pytest.mark.parametrize("is_alone", [False, True])
def test_a_long_answer_in_our_own_form_leaves_no_doubt(is_alone):
    long = "\n".join(f"{n}行目" for n in range(100))
    made = sheet(item("1", answer(long), category="Same"), item("2", answer(long), category="Same"))
    workbook = load_workbook(BytesIO(sheet_xlsx.render(made)))
    if is_alone:
        del workbook["データ"]

    matching = match(
        read_file(saved(workbook)),
        [Question(item.number, item.category, item.name, item.question) for item in made.items()],
        WorkingCopyState(),
    )

    assert [(found.outcome, found.read) for found in matching.items] == [("set", long)] * 2


def test_rows_of_a_merged_answer_name_the_first_of_them():
    rows = [ONE, (*TWO[:4], None), (3, "Basics", "Name 3", "Question 3?", None)]

    file = read_file(official_workbook(rows, merged=["E5:E6"]))

    assert [(row.number, row.answer, row.shares_answer_with) for row in file.rows] == [
        ("1", "One.", None),
        ("2", "", 5),
        ("3", "", None),
    ]
