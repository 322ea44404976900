"""Rows, columns and cells that the file hides: their answers are unsure."""

import re

import pytest

from tests.disclosures.imports.reasons import reason
from tests.hostile_files import SHEET, edited, entries
from tests.workbooks import official_workbook

from .sheets_of_the_field import ANSWERS, STATED, in_sheet, matched, rows, stated

NAMESPACE = b' xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'

HIDDEN = "The row or the column is hidden in the file."


def hide_row(book):
    book.active.row_dimensions[6].hidden = True


@pytest.mark.parametrize("how", [b'hidden="1"', b'hidden="true"', b'ht="0" customHeight="1"'])
def test_a_hidden_row_is_unsure(how):
    content = in_sheet(official_workbook(rows()), b'<row r="6"', b'<row r="6" ' + how)

    found = matched(content).items

    assert (found[1].outcome, reason(found[1])) == ("unsure", HIDDEN)
    assert found[2].outcome == "set"


def test_a_hidden_row_is_known_without_the_namespace_of_the_sheet():
    content = official_workbook(rows(), change=hide_row)

    found = matched(in_sheet(content, NAMESPACE, b"")).items

    assert [one.outcome for one in found] == ["set", "unsure", "set", "set"]


def test_a_hidden_row_of_a_merged_answer_is_unsure():
    answers = [*ANSWERS[:1], None, *ANSWERS[2:]]
    content = official_workbook(rows(answers), merged=["E5:E6"], change=hide_row)

    found = matched(content).items

    assert [(one.outcome, reason(one)) for one in found[:2]] == [("set", ""), ("unsure", HIDDEN)]


@pytest.mark.parametrize(
    "column",
    [
        *(b'min="5" max="5" hidden="1"', b'min="5" max="16384" hidden="true"'),
        b'min="4" max="5" width="0" customWidth="1"',
    ],
)
def test_the_answers_of_a_hidden_column_are_unsure(column):
    columns = b"<cols><col %s/></cols><sheetData>" % column

    found = matched(in_sheet(official_workbook(rows()), b"<sheetData>", columns)).items

    assert [(one.outcome, reason(one)) for one in found] == [("unsure", HIDDEN)] * 4


def test_rows_with_text_are_shown_where_those_without_are_hidden():
    """zeroHeight is only of the rows that the sheet does not list (18.3.1.81)."""
    format_ = b'<sheetFormatPr defaultRowHeight="15" zeroHeight="1"/><sheetData>'
    content = official_workbook(rows())
    before = entries(content)["xl/worksheets/sheet1.xml"]
    old = re.search(rb"<sheetFormatPr[^>]*/><sheetData>", before)[0]

    assert stated(in_sheet(content, old, format_)) == STATED


def test_a_text_below_a_merged_cell_is_unsure():
    content = edited((SHEET, "</sheetData>", COVERING), content=official_workbook(rows()))

    found = matched(content).items

    assert [one.outcome for one in found] == ["set", "unsure", "set", "set"]
    assert reason(found[1]) == "The text stands below a merged cell, where nobody sees it."


COVERING = '</sheetData><mergeCells count="1"><mergeCell ref="D6:E6"/></mergeCells>'
