"""Columns and pages that a person names, and the date of the disclosure."""

import pytest

from disclosures.imports.files.errors import NoHeading, SeveralPages, TooFewColumns
from disclosures.imports.matching.question import Question
from disclosures.imports.tables.choice import Choice
from disclosures.imports.tables.layouts import is_answering
from disclosures.imports.tables.reading import read_file
from disclosures.sheet.content import AnswerContent
from tests.workbooks import official_workbook, write_sheet

from .sheets_of_the_field import ANSWERS, GOOD, STATED, matched, rows, stated, workbook


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        *(("2025年10月1日", "set"), ("令和7年10月1日", "set"), ("R7.10.1", "set")),
        *(("2025/10/01", "set"), ("２０２５－１０－０１", "set")),
        *(("10/01/2025", "unsure"), ("25/10/1", "unsure"), ("10月1日", "unsure")),
        *(("2025-10-01 / 2025-11-01", "unsure"), ("2025-02-30", "unsure")),
    ],
)
def test_the_disclosure_date_is_one_that_can_be_read_in_one_way(text, outcome):
    question = Question("1", "", "日付", "開示の年月日", states_disclosure_date=True)
    content = official_workbook([(1, None, "日付", "開示の年月日", text)])

    assert matched(content, questions=[question]).items[0].outcome == outcome


def test_rows_under_one_number_answer_the_parts_that_they_word():
    parts = [
        Question("1-1", "", "会社", "正式な名称"),
        Question("1-2", "", "会社", "設立した年"),
    ]
    content = workbook(
        ("No.", "項目", "質問", "回答"),
        (1, "会社", "正式な名称", "Example"),
        (None, None, "設立した年", "1990年"),
        merged=["A2:A3", "B2:B3"],
    )

    found = matched(content, questions=parts).items

    assert [one.statement.body for one in found] == ["Example", "1990年"]


def test_columns_that_nobody_knows_are_named_by_a_person():
    content = workbook(
        ("管理", "題", "問い", "こたえ"),
        *((n, name, q, a) for n, _c, name, q, a in rows()),
    )
    with pytest.raises(NoHeading):
        read_file(content)

    choice = Choice(("Sheet",), 0, {0: "number", 1: "name", 2: "question", 3: "answer"})

    assert stated(content, choice) == STATED


def test_columns_may_be_named_where_there_are_no_numbers():
    lines = [(q, a) for _n, _c, _name, q, a in rows()]
    content = workbook(("問い", "こたえ"), *lines)

    assert stated(content, Choice(("Sheet",), 0, {0: "question", 1: "answer"})) == STATED


def test_too_few_columns_are_refused():
    assert not is_answering({"number": (0,), "answer": (1,)})
    with pytest.raises(TooFewColumns):
        read_file(GOOD["official"], Choice(("Sheet",), 0, {0: "number", 4: "answer"}))


def test_one_of_several_pages_is_chosen_by_its_name():
    def add(book):
        write_sheet(book.create_sheet("Other"), rows(["無し", *ANSWERS[1:]]))

    content = official_workbook(rows(), change=add)
    with pytest.raises(SeveralPages):
        read_file(content)

    assert stated(content, Choice(("Other",)))["1"] == AnswerContent(availability="no")
