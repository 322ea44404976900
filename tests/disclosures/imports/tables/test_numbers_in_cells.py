"""Number, category and item in one cell, as sheets after ASPIC's form have them."""

import pytest

from disclosures.imports.matching.question import Question
from disclosures.imports.tables.layouts import is_asked
from disclosures.imports.tables.numbers_in_cells import readings, with_numbers_in_cells
from disclosures.imports.tables.questions import asked_items
from disclosures.imports.tables.reading import read_file

from .sheets_of_the_field import matched, workbook

ASPIC = ("審査対象項目", "記述内容", "必須・選択", "内容")


def asked(number, category, name, question="内容を記述"):
    return Question(number, category, name, question)


def outcomes(content, *questions):
    """What becomes of each item: the text that is set, or else the outcome."""
    found = matched(content, questions=questions).items
    return [one.statement.body if one.outcome == "set" else one.outcome for one in found]


def sheet(*cells):
    rows = [(cell, "内容を記述", "必須", f"回答{at}です。") for at, cell in enumerate(cells, 1)]
    return workbook(ASPIC, *rows)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("（3）サービスの内容 サービス名", [(("3",), "", "サービスの内容 サービス名")]),
        ("(12) 稼働率", [(("12",), "", "稼働率")]),
        ("３　事業者名", [(("3",), "", "事業者名")]),
        ("4. 事業者名", [(("4",), "", "事業者名")]),
        ("1-2 事業者名", [(("1-2",), "", "事業者名")]),
        ("A-01 事業者名", [(("A-01",), "", "事業者名")]),
        ("②事業者名", [(("2",), "", "事業者名")]),
        ("No.5 事業者名", [(("5",), "", "事業者名")]),
        (
            "1 事業者 2 代表者名",
            [
                (("1",), "", "事業者 2 代表者名"),
                (("1-2", "1.2", "2", "1"), "事業者", "代表者名"),
            ],
        ),
        ("ISO27001 の認証", []),
        ("24時間の監視", []),
        ("事業者名", []),
        ("2026/1/2 の状況", []),
    ],
)
def test_a_cell_is_read_from_the_number_at_its_beginning(text, expected):
    found = [(one.numbers, one.category, one.name) for one in readings(text)]

    assert found == expected


def test_category_and_item_behind_the_number_are_those_of_the_guideline():
    content = sheet("（1）事業者 事業者名", "（2）事業者 設立年", "（3）サービスの内容 サービス名")

    assert outcomes(
        content,
        asked("1", "事業者", "事業者名"),
        asked("2", "事業者", "設立年"),
        asked("3", "サービスの内容", "サービス名"),
    ) == ["回答1です。", "回答2です。", "回答3です。"]


@pytest.mark.parametrize("numbers", [("1", "2", "3"), ("1-1", "1-2", "2-1"), ("1.1", "1.2", "2.1")])
def test_of_two_numbers_the_guideline_tells_which_is_the_items(numbers):
    cells = {
        ("1", "2", "3"): ("1 事業者 1 事業者名", "1 事業者 2 設立年", "2 事業 3 概要"),
    }.get(numbers, ("1 事業者 1 事業者名", "1 事業者 2 設立年", "2 事業 1 概要"))
    names = (("事業者", "事業者名"), ("事業者", "設立年"), ("事業", "概要"))
    questions = [asked(number, *name) for number, name in zip(numbers, names, strict=True)]

    assert outcomes(sheet(*cells), *questions) == ["回答1です。", "回答2です。", "回答3です。"]


def test_where_two_items_may_be_meant_none_is_answered():
    content = sheet("1 事業者 2 代表者名")
    questions = [asked("1-2", "事業者", "代表者名"), asked("2", "事業者", "代表者名")]

    found = matched(content, questions=questions)

    assert [one.outcome for one in found.items] == ["empty in file"] * 2
    assert [line.why.code for line in found.unmatched] == ["wording_unknown"]


def test_a_number_whose_item_is_worded_otherwise_is_doubted_there():
    found = matched(
        sheet("（1）事業者 設立年"),
        questions=[asked("1", "事業者", "事業者名"), asked("2", "事業者", "所在地")],
    )

    assert [(one.outcome, one.why.code) for one in found.items] == [
        ("unsure", "wording_differs"),
        ("empty in file", "no_row"),
    ]


def test_a_number_before_the_question_is_read_too():
    content = workbook(("設問", "回答"), ("1. 名称は何ですか", "会社です。"), ("Q2 年は？", "1990"))
    questions = [Question("1", "", "", "名称は何ですか"), Question("2", "", "", "年は？")]

    assert outcomes(content, *questions) == ["会社です。", "empty in file"]


def test_a_wording_that_begins_with_a_figure_is_taken_as_it_stands():
    content = sheet("24 時間対応")

    assert outcomes(content, asked("7", "", "24 時間対応")) == ["回答1です。"]


def test_a_column_of_numbers_of_its_own_goes_before():
    content = workbook(
        ("No.", "項目", "質問", "回答"), (7, "1 事業者名", "内容を記述", "回答です。")
    )

    assert outcomes(content, asked("7", "", "1 事業者名"), asked("1", "", "事業者名")) == [
        "回答です。",
        "empty in file",
    ]


def items(*cells):
    content = workbook(("審査対象項目", "記述内容"), *((cell, "内容を記述") for cell in cells))
    return with_numbers_in_cells(read_file(content, enough=is_asked))


def test_a_list_of_items_gets_its_numbers_from_the_cells():
    file = items("（1）事業者 事業者名", "（2）設立年")

    assert [(item.number, item.name, item.question) for item in asked_items(file)] == [
        ("1", "事業者 事業者名", "内容を記述"),
        ("2", "設立年", "内容を記述"),
    ]


def test_items_with_two_numbers_are_for_a_person_to_number():
    file = items("1 事業者 1 事業者名", "（2）設立年")

    doubts = [item.doubt and item.doubt.code for item in asked_items(file)]
    assert doubts == ["two_numbers_in_cell", None]


def test_of_a_list_with_numbers_a_row_without_one_is_left_out_with_the_reason():
    file = items("（1）事業者名", "設立年")

    assert [item.number for item in asked_items(file)] == ["1"]
    assert [(line.text, line.why.code) for line in file.others] == [
        ("設立年 内容を記述", "number_missing")
    ]


def test_a_title_with_a_number_is_none_of_an_item():
    content = workbook(ASPIC, ("1. 事業者",), ("事業者名", "内容を記述", "必須", "回答です。"))

    found = matched(content, questions=[asked("1", "", "他の項目"), asked("2", "", "事業者名")])

    assert [one.outcome for one in found.items] == ["empty in file", "set"]
    assert found.unmatched == ()


def test_an_answered_row_without_a_number_is_left_out_of_a_list_with_the_reason():
    content = workbook(ASPIC, ("（1）名", "問", "", "A"), ("設立年", "問", "", "1990"))

    file = with_numbers_in_cells(read_file(content, enough=is_asked))

    assert [row.number for row in file.rows] == ["1"]
    assert [(line.text, line.why.code) for line in file.others] == [
        ("設立年 問 1990", "number_missing")
    ]


def test_a_list_without_any_number_has_no_numbers():
    assert items("事業者名", "設立年") is None


@pytest.mark.parametrize("more", [("回答",), ("有無", "備考")])
def test_a_list_that_nobody_answered_has_the_numbers_of_its_cells(more):
    lines = [("設問", *more), ("1. 規程はありますか",), ("2. 体制はありますか",)]

    file = with_numbers_in_cells(read_file(workbook(*lines), enough=is_asked))

    assert [(one.number, one.question) for one in asked_items(file)] == [
        ("1", "規程はありますか"),
        ("2", "体制はありますか"),
    ]
