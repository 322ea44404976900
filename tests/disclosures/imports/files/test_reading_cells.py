"""`read_file`: numbers, texts and values of single cells."""

from datetime import date, datetime

import pytest

from disclosures.imports.files.cells import one_line, text_of
from disclosures.imports.tables.doubt import Doubt
from disclosures.imports.tables.reading import read_file
from disclosures.imports.tables.rows import Line
from tests.workbooks import FIRST_ROW, official_workbook

from .official_rows import ONE, answers


@pytest.mark.parametrize("number", [25, 25.0, "25", "２５", "No.25"])
def test_numbers_are_read_from_numeric_and_text_cells(number):
    assert answers(official_workbook([(number, *ONE[1:])])) == {"25": "One."}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (5, "5"),
        (5.0, "5"),
        (99.9, "99.9"),
        (0.1 + 0.2, "0.3"),
        (True, "TRUE"),
        (False, "FALSE"),
        (date(2025, 10, 1), "2025-10-01"),
        (datetime(2025, 10, 1, 9, 30), "2025-10-01 09:30:00"),
        ("  padded　\n", "padded"),
        ("a\r\nb\nc", "a\nb\nc"),
        ("a_x000D_\nb_x000d_c", "a\nb\nc"),
    ],
)
def test_an_answer_is_the_text_that_a_person_sees(value, text):
    assert answers(official_workbook([(*ONE[:4], value)])) == {"1": text}


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 1e300])
def test_any_number_has_a_text(value):
    assert float(text_of(value)) == pytest.approx(value, nan_ok=True)


def test_a_number_with_nothing_beside_it_is_no_row():
    file = read_file(official_workbook([ONE, (7,)]))

    assert [row.number for row in file.rows] == ["1"]
    assert file.others == (Line(6, "7"),)


def test_an_unanswered_row_is_a_row():
    assert answers(official_workbook([(*ONE[:4], None)])) == {"1": ""}


def test_an_answer_without_a_number_is_among_the_others():
    file = read_file(official_workbook([(None, "", "", "Question?", "Lost.")]))

    why = Doubt("number_missing")
    assert (file.rows, file.others) == ((), (Line(FIRST_ROW, "Question? Lost.", why=why),))


def test_text_beside_the_known_columns_is_among_the_others():
    file = read_file(official_workbook([(*ONE, "Remark.")]))

    assert [row.answer for row in file.rows] == ["One."]
    assert file.others == (Line(FIRST_ROW, "Remark.", columns=(5,)),)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("バックアップ\n（世代管理）", "バックアップ（世代管理）"),
        ("アクセス\n　制御", "アクセス制御"),
        ("TLS\n1.3", "TLS 1.3"),
        ("暗号化\nTLS", "暗号化 TLS"),
        ("Access \n\n control", "Access control"),
        ("ﾊﾞｯｸ\nｱｯﾌﾟ", "ﾊﾞｯｸｱｯﾌﾟ"),
        ("접근\n통제", "접근 통제"),
        ("\n項目\n", "項目"),
        ("一行", "一行"),
        ("", ""),
    ],
)
def test_a_label_that_was_wrapped_is_one_line(text, line):
    assert one_line(text) == line
