"""`read_file`: the signs that our own files write before a text."""

import csv
from io import StringIO

import pytest
from openpyxl import Workbook

from disclosures.exports import sheet_csv, sheet_xlsx
from disclosures.imports.files.visible_pages import Grid
from disclosures.imports.matching.current_state import WorkingCopyState
from disclosures.imports.matching.matcher import match
from disclosures.imports.matching.question import Question
from disclosures.imports.tables.plain_table import read_plain
from disclosures.imports.tables.reading import read_file
from disclosures.sheet.content import AnswerContent
from tests.sheets import answer, item, sheet
from tests.workbooks import saved

SIGNS = ("- first\n- second", "=1+1", "@here", "＋5", "'quoted", "'- both")


def own_csv(change=lambda lines: lines):
    """Our CSV of items that are answered by `SIGNS`, opened and saved as .xlsx."""
    made = sheet(*(item(str(at), answer(text)) for at, text in enumerate(SIGNS, 1)))
    lines = list(csv.reader(StringIO(sheet_csv.render(made).decode("utf-8-sig"))))
    workbook = Workbook()
    for line in change(lines):
        workbook.active.append(line)
    for row in workbook.active:
        for cell in row:
            cell.data_type = "s" if cell.value else "n"
    questions = [Question(one.number, one.category, one.name, one.question) for one in made.items()]
    return saved(workbook), questions


def test_our_csv_is_the_same_after_a_spreadsheet_saved_it_as_a_workbook():
    content, questions = own_csv()

    found = match(read_file(content), questions, WorkingCopyState()).items

    assert [(one.outcome, one.statement.body) for one in found] == [("set", s) for s in SIGNS]


@pytest.mark.parametrize(
    "change",
    [
        lambda lines: [["Our answers"], *lines],
        lambda lines: [[*line, "備考" if at == 0 else None] for at, line in enumerate(lines)],
        lambda lines: [[line[0], *line[2:]] for line in lines],
    ],
    ids=["a line above", "one more column", "without 区分"],
)
def test_in_any_other_table_a_sign_before_the_text_is_unsure_or_was_there(change):
    content, questions = own_csv(change)
    current = {(str(at), ""): AnswerContent(body=text) for at, text in enumerate(SIGNS, 1)}

    new, known = (
        match(read_file(content), questions, state).items
        for state in (WorkingCopyState(), WorkingCopyState(current))
    )

    assert [one.outcome for one in new] == ["unsure"] * len(SIGNS)
    assert [one.outcome for one in known] == ["unchanged"] * len(SIGNS)


def test_a_text_of_our_workbook_keeps_the_sign_that_it_begins_with():
    made = sheet(*(item(str(at), answer(text)) for at, text in enumerate(SIGNS, 1)))
    questions = [Question(one.number, one.category, one.name, one.question) for one in made.items()]

    found = match(read_file(sheet_xlsx.render(made)), questions, WorkingCopyState()).items

    assert [one.statement.body for one in found] == list(SIGNS)


@pytest.mark.parametrize(("page", "text"), [("", "=SUM"), ("製品", "'=SUM")])
def test_the_sign_before_a_text_of_a_plain_table_is_taken_off_in_a_csv_alone(page, text):
    grid = Grid(page, {0: {0: "name"}, 1: {0: "'=SUM"}})

    [row] = read_plain(grid, {"name": ["name"]}, required=["name"])

    assert row.texts == {"name": text}
