"""Several columns that may hold the answers: which one is meant is left to a person."""

import pytest
from django.utils.translation import override

from disclosures.imports.files.errors import NoHeading
from disclosures.imports.tables.choice import Choice
from disclosures.imports.tables.reading import read_file
from tests.disclosures.imports.reasons import reason
from tests.workbooks import official_workbook

from .sheets_of_the_field import (
    ANSWERS,
    SPILLED,
    STATED,
    as_text,
    matched,
    rows,
    stated,
    workbook,
)


def test_last_years_answers_beside_this_years_below_no_heading_leave_nobody_sure():
    content = official_workbook([*((*one, "有り") for one in rows())])

    assert {(one.outcome, reason(one)) for one in matched(content).items} == {("unsure", SPILLED)}


def test_headings_of_this_year_and_the_last_below_one_heading_are_left_to_a_person():
    content = official_workbook(
        [("", "", "", "", "前年度", "今年度"), *((*one, "有り") for one in rows())]
    )

    with override("en"), pytest.raises(NoHeading) as refusal:
        read_file(content)

    assert str(refusal.value) == (
        "Several columns could be the one that is meant: “前年度”, “今年度”. Name the columns."
    )


def test_columns_below_one_heading_are_left_to_a_person():
    content = official_workbook(
        [("", "", "", "", "前年度", "今年度"), *((*one, "有り") for one in rows())],
        merged=["E4:F4"],
    )

    with override("en"), pytest.raises(NoHeading) as refusal:
        read_file(content)

    assert str(refusal.value) == (
        "Several columns could be the one that is meant: “前年度”, “今年度”. Name the columns."
    )


def test_answers_merged_as_wide_as_their_heading_are_one_column():
    merged = [f"E{row}:F{row}" for row in range(4, 9)]

    assert stated(official_workbook(rows(), merged=merged)) == STATED


@pytest.mark.parametrize(
    "heading",
    [
        "今年度回答",
        "貴社の回答",
        "回答（2025年度）",
        "前年度",
        "2024年",
        "R6",
        "更新後",
        "修正回答案",
        *(
            "回答（2026年10月）",
            "回答（確定）",
            "回答（LeySerKids）",
            "回答 2025.10.1",
            "回答の補足",
        ),
        *("Answer (2025)", "Response v2", "2026年10月", "2024/4/1", "R6.4", "令和6年4月1日現在"),
        *("平成30年度", "FY24", "'24", "24年度", "2025年10月時点の内容", "今年の状況", "前回提出"),
        *("確定", "改定案", "訂正", "修正内容", "2回目", "第1版", "Ver1.0", "初版", "最終", "現行"),
        *("来年度", "次年度", "昨年度", "去年", "前々回", "前々年度", "先回", "直近", "ドラフト"),
    ],
)
def test_a_further_column_that_speaks_of_answers_is_left_to_a_person(heading):
    lines = [(n, name, q, a, "有り") for n, _c, name, q, a in rows()]
    content = workbook(("No.", "項目", "質問", "回答", heading), *lines)
    columns = {0: "number", 1: "name", 2: "question", 3: "answer"}

    with override("en"), pytest.raises(NoHeading) as refusal:
        read_file(content)

    assert str(refusal.value).startswith(
        f"Several columns could be the one that is meant: “回答”, “{heading}”"
    )
    assert stated(content, Choice(("Sheet",), 0, columns)) == STATED


@pytest.mark.parametrize(
    "heading",
    [
        ("質問", "内容", "実施状況"),
        ("設問", "内容", "対応"),
        ("質問", "評価", "内容"),
        ("Question", "Status", "Comments"),
        ("Question", "Comment", "In place?"),
    ],
)
def test_beside_a_column_that_may_explain_any_other_may_answer(heading):
    lines = [(n, name, q, a, "有り") for n, _c, name, q, a in rows()]
    content = workbook(("No.", "項目", *heading), *lines)

    with override("en"), pytest.raises(NoHeading) as refusal:
        read_file(content)

    assert str(refusal.value).startswith("Several columns could be the one that is meant: ")


@pytest.mark.parametrize("heading", ["備考", "担当", "Remarks", "証跡", "更新日", "記入例", "単位"])
def test_beside_such_a_column_remarks_stand_in_nobodys_way(heading):
    lines = [(n, name, q, a, "Beside.") for n, _c, name, q, a in rows()]

    assert stated(workbook(("No.", "項目", "質問", "内容", heading), *lines)) == STATED


@pytest.mark.parametrize(
    "heading",
    [
        "備考",
        "担当",
        "回答者",
        "回答日",
        "記入例",
        "確認日",
        "証跡",
        "更新日",
        "根拠となる規程",
        "Remarks",
        *("回答期限", "回答部署", "回答例", "回答の根拠", "回答要否", "記入者", "Answered by"),
        *(
            "修正日",
            "変更履歴",
            "新規・継続",
            "Response date",
            "担当（2025年度）",
            "対応状況",
            "評価",
        ),
    ],
)
def test_a_column_for_remarks_stands_in_nobodys_way(heading):
    lines = [(n, name, q, a, "有り") for n, _c, name, q, a in rows()]

    assert stated(workbook(("No.", "項目", "質問", "回答", heading), *lines)) == STATED


@pytest.mark.parametrize(
    "answers",
    [
        *(
            ("回答", "事業者回答"),
            ("Answer", "Comments"),
            ("回答", "回答"),
            ("内容", "記述内容", "内容"),
        ),
        *(("有無", "対応有無"), ("責任主体", "Ownership", "回答"), ("同上", "同上", "回答")),
    ],
)
def test_two_columns_that_could_both_be_meant_are_left_to_a_person(answers):
    said = [None, *["有り"] * (len(answers) - 1)]
    lines = [(n, name, q, *said) for n, _c, name, q, _a in rows()]

    with override("en"), pytest.raises(NoHeading) as refusal:
        read_file(workbook(("No.", "項目", "質問", *answers), *lines))

    assert str(refusal.value).startswith("Several columns could be the one that is meant: “")


def test_a_second_column_for_answers_may_be_empty():
    content = workbook(
        ("No.", "項目", "質問", "回答", "コメント", "Comments"),
        *((n, name, q, a) for n, _c, name, q, a in rows()),
    )

    assert stated(content) == STATED


def answered(*cells):
    """Rows with an ○ below the first of the headings behind the questions."""
    return [(n, q, *cells) for n, _c, _name, q, _a in rows()]


@pytest.mark.parametrize("make", [workbook, lambda *lines: as_text(lines)])
@pytest.mark.parametrize(
    ("headings", "second", "cells"),
    [
        (("有無", None, "備考"), ("無", "有"), ("○", None, "TLS")),
        (("対応有無", None, None), ("未対応", "一部", "対応"), ("○",)),
        (("回答", None), ("有無", "詳細"), ("有り", None)),
        (("回答",), ("前年度の回答",), ("有り",)),
        (("回答", "備考"), ("2024年度", "特記"), ("有り", None)),
        (("有無", "回答"), (None, "旧回答"), (None, "有り")),
        (("回答",), ("前回",), ("有り",)),
    ],
)
def test_headings_in_two_rows_are_left_to_a_person(make, headings, second, cells):
    lines = [("No.", "質問", *headings), (None, None, *second), *answered(*cells)]

    with override("en"), pytest.raises(NoHeading) as refusal:
        read_file(make(*lines))

    assert str(refusal.value).startswith("Several columns could be the one that is meant: “")


@pytest.mark.parametrize(
    "second",
    [
        *(("（必須）",), ("自由記述",), ("有り・無しを選択",), ("回答を記入してください",)),
        *(("500字以内", None), (None, "（任意）"), ("（必須）", "（任意）"), (None, None, "メモ")),
    ],
)
def test_a_hint_directly_below_the_headings_stands_in_nobodys_way(second):
    lines = [("No.", "質問", "回答", "備考"), (None, None, *second), *answered(ANSWERS[1])]

    assert [one.outcome for one in matched(workbook(*lines)).items] == ["set"] * 4


@pytest.mark.parametrize("heading", ["詳細", "具体的な内容", "説明", "実施内容", "理由", "Details"])
def test_behind_a_column_for_a_word_alone_its_explanation_is_left_to_a_person(heading):
    lines = [("No.", "質問", "有無", heading), *answered("有り", "TLS 1.3を使います。")]

    with override("en"), pytest.raises(NoHeading) as refusal:
        read_file(workbook(*lines))

    assert str(refusal.value).startswith(
        f"Several columns could be the one that is meant: “有無”, “{heading}”"
    )


@pytest.mark.parametrize("headings", [("有無", "内容"), ("対応有無", "内容", "備考")])
def test_behind_a_column_for_a_word_alone_the_content_is_the_answer(headings):
    lines = [("No.", "質問", *headings), *answered("有り", "TLS 1.3を使います。")]

    found = matched(workbook(*lines)).items

    said = ("yes", "TLS 1.3を使います。")
    assert [(one.statement.availability, one.statement.body) for one in found] == [said] * 4


@pytest.mark.parametrize("headings", [("有無", "備考"), ("有無", "担当"), ("有無", "回答", "詳細")])
def test_remarks_behind_a_column_for_a_word_stand_in_nobodys_way(headings):
    lines = [("No.", "質問", *headings), *answered("有り", "TLS 1.3を使います。")]

    assert {one.outcome for one in matched(workbook(*lines)).items} == {"set"}


@pytest.mark.parametrize("options", [("有", "無"), ("はい", "いいえ"), ("○", "×"), ("Yes", "No")])
def test_columns_headed_by_the_words_to_choose_from_are_left_to_a_person(options):
    content = as_text(
        [
            ("No.", "設問", *options, "回答"),
            ("1", "規程はありますか", "○", "", "毎年改訂します。"),
            ("2", "教育していますか", "", "○", "実施していません。"),
        ]
    )

    with override("ja"), pytest.raises(NoHeading) as refusal:
        read_file(content)

    assert f"「{options[0]}」" in str(refusal.value)
