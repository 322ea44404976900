"""Tables without a column of numbers: an item is known by its wording, where that is its alone."""

import pytest

from disclosures.imports.files.errors import NoHeading
from disclosures.imports.matching.question import Question
from disclosures.imports.tables.layouts import is_asking
from disclosures.imports.tables.reading import read_file

from .sheets_of_the_field import (
    ANSWERS,
    QUESTIONS,
    STATED,
    as_text,
    matched,
    rows,
    stated,
    workbook,
)

HEADINGS = ("大項目", "項目", "設問", "回答")


def unnumbered(answers=ANSWERS):
    return [line[1:] for line in rows(answers)]


def test_answers_are_found_by_the_wording_of_their_items():
    assert stated(workbook(HEADINGS, *unnumbered()[::-1])) == STATED
    assert stated(as_text([HEADINGS, *unnumbered()])) == STATED


def test_an_unknown_wording_and_one_of_several_items_are_left_out_with_the_reason():
    twins = [*QUESTIONS, Question("5", *QUESTIONS[0].names[:2], QUESTIONS[0].question)]
    content = workbook(HEADINGS, *unnumbered()[:2], ("通信", "他", "何ですか", "はい。"))

    found = matched(content, questions=twins)

    assert [one.outcome for one in found.items] == ["empty in file", "set"] + ["empty in file"] * 3
    assert [(line.row_number, line.why.code) for line in found.unmatched] == [
        (2, "wording_unknown"),
        (4, "wording_unknown"),
    ]


def test_two_rows_of_one_wording_are_two_answers_to_one_item():
    [first, *others] = unnumbered()

    found = matched(workbook(HEADINGS, first, (*first[:3], "無し"), *others)).items

    assert (found[0].outcome, found[0].why.code) == ("unsure", "several_rows")


AUDITED = [Question("1", "監査", "", "していますか"), Question("2", "監査", "", "頻度は")]


@pytest.mark.parametrize(
    "content",
    [
        "大項目,設問,回答\n教育,していますか,はい、教育は毎年です。\n",
        "大項目,設問,回答\n監査,していますか,\n教育,していますか,はい、教育は毎年です。\n",
        "設問,回答\n1. 監査,\nしていますか,\n2. 教育,\nしていますか,はい、教育は毎年です。\n",
        "設問,回答\n監査,\nしていますか,\n教育,\nしていますか,はい、教育は毎年です。\n",
    ],
)
def test_an_answer_to_another_category_is_none(content):
    found = matched(content.encode(), questions=AUDITED)

    assert [one.statement for one in found.items] == [None, None]
    assert any("教育は毎年です" in text for text in said(found))


def said(found):
    return [*(one.read for one in found.items), *(line.text for line in found.unmatched)]


def test_items_of_one_question_are_told_apart_by_their_category():
    questions = [
        Question("1", "監査", "", "していますか"),
        Question("2", "教育", "", "していますか"),
    ]
    content = "大項目,設問,回答\n教育,していますか,毎年\n監査,していますか,毎月\n".encode()

    found = matched(content, questions=questions)

    assert [one.read for one in found.items] == ["毎月", "毎年"]


def test_a_row_that_nobody_answered_is_the_row_of_its_item():
    content = workbook(HEADINGS, *unnumbered([None, *ANSWERS[1:]]))

    first, *_others = matched(content).items

    assert (first.outcome, first.row_number) == ("empty in file", 2)


def test_a_row_that_says_nothing_is_none():
    content = workbook(HEADINGS, ("区分1",), *unnumbered(), ("※ 注記",))

    assert stated(content) == STATED


def test_headings_with_a_column_of_numbers_go_before():
    def add(book):
        book.create_sheet("凡例").append(("項目", "回答"))
        book["凡例"].append(("利用者の登録", "例です。"))

    numbered = ("No.", *HEADINGS)

    assert stated(workbook(numbered, *rows(), change=add)) == STATED


def test_a_list_of_items_needs_their_numbers():
    assert is_asking({"question": (0,)}) is False
    with pytest.raises(NoHeading):
        read_file(workbook(("設問",), ("何ですか",)), enough=is_asking)


def test_a_footer_below_the_last_row_is_listed():
    content = workbook(HEADINGS, *unnumbered(), ("担当：総務部",))

    assert [line.text for line in matched(content).unmatched] == ["担当：総務部"]
