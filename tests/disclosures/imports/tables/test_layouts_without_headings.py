"""Tables without headings, and cells that may be units instead of answers."""

import pytest
from django.utils.translation import override

from disclosures.imports.files.errors import NoHeading
from disclosures.imports.tables.reading import read_file
from tests.disclosures.imports.reasons import reason

from .sheets_of_the_field import ANSWERS, OFFICIAL, STATED, as_text, matched, rows, stated, workbook


@pytest.mark.parametrize(
    ("unit", "answer", "outcome"),
    [
        *(("％", "99.9", "unsure"), ("時間", "約24", "unsure"), ("か月", "1～2", "unsure")),
        *(
            ("千円", "5,000以上", "unsure"),
            ("¥", "5,000", "unsure"),
            ("％", "99.9%", "set"),
            ("か月", "12か月", "set"),
        ),
        *(("有無", "有り", "set"), ("時間", "毎日", "set"), (None, "5", "set")),
        *(("年月日", "2025-10-01", "set"), ("-", "5", "set")),
    ],
)
def test_a_figure_whose_unit_stands_in_another_column_is_unsure(unit, answer, outcome):
    content = workbook(
        ("No.", "項目", "質問", "単位", "回答"),
        *((n, name, q, unit, answer) for n, _c, name, q, _a in rows()[1:2]),
    )

    found = matched(content).items[1]

    assert found.outcome == outcome
    assert outcome == "set" or reason(found) == (
        f"The unit of the figure stands in another column: “{unit}”"
    )


@pytest.mark.parametrize("word", ["必須", "選択", "任意", "Required"])
def test_without_headings_whether_it_is_required_is_no_answer(word):
    content = as_text(rows([ANSWERS[0], word, *ANSWERS[2:]]), delimiter="\t")

    assert [one.outcome for one in matched(content).items] == ["set", "unsure", "set", "set"]


def test_without_headings_a_further_column_leaves_nobody_sure():
    lines = [(n, c, name, q, "時間", a) for n, c, name, q, a in rows([*ANSWERS[:3], None])]

    found = matched(as_text(lines, delimiter="\t")).items

    assert {one.outcome for one in found} == {"unsure"}
    assert reason(found[3]) == "Other rows have several cells behind the question; this may be any."


UNITS = ["有無", "時間帯", "稼働率（％）", "基準/世代数"]
MAYBE_UNITS = "Without headings nobody can say whether these words are answers or units."


def test_without_headings_units_that_nobody_answered_are_no_answers():
    found = matched(as_text(rows(UNITS), delimiter="\t")).items

    assert {(one.outcome, reason(one)) for one in found} == {("unsure", MAYBE_UNITS)}


@pytest.mark.parametrize("answer", ["有り", "毎日1回", "毎日です。", "毎日の取得と毎週の検査です"])
def test_without_headings_short_words_are_answers_beside_one_that_is_no_unit(answer):
    found = matched(as_text(rows([answer, *UNITS[1:]]), delimiter="\t")).items

    assert [one.outcome for one in found[1:]] == ["set", "set", "set"]


def test_below_headings_a_short_word_is_an_answer():
    content = as_text([OFFICIAL, *rows([None, "毎日", None, None])])

    assert matched(content).items[1].outcome == "set"


@pytest.mark.parametrize("text", ["担当：山田に確認", "有り（2024年度の回答）"])
def test_without_headings_cells_in_several_columns_leave_nobody_sure(text):
    [first, second, *others] = rows()
    lines = [first, (*second[:4], None, text), *others]

    found = matched(as_text(lines, delimiter="\t")).items

    assert {(one.outcome, reason(one)) for one in found} == {
        ("unsure", "What follows the questions stands in several columns; this may be any.")
    }


def test_without_headings_a_row_may_be_shifted_as_a_whole():
    [first, *others] = rows()
    lines = [(first[0], *first[2:]), *others]

    assert stated(as_text(lines, delimiter="\t")) == STATED


def below(*headings):
    """What answers the items, in the last of these columns."""
    between = (None,) * (len(headings) - 3)
    return [headings, *((n, q, *between, a) for n, _c, _name, q, a in rows())]


@pytest.mark.parametrize("delimiter", [",", "\t"])
@pytest.mark.parametrize(
    "headings",
    [
        *(("No.", "設問", "備考"), ("No.", "設問", "前回回答"), ("No.", "設問", "課題")),
        *(("No.", "質問", "未対応"), ("No.", "設問", "対応", "未対応"), ("", "設問", "対象外")),
        *(("No.", "設問", "Alpha", "Beta"), ("項番", "管理の要求", "取り組み")),
        *(("通番", "確かめる点", "取り組み"), ("", "確かめる点", "取り組み")),
        *(("No.", "確かめる点", "回答"), ("Ref", "Requirement", "Our approach")),
    ],
)
def test_of_headings_that_are_not_all_known_a_person_names_the_columns(headings, delimiter):
    content = as_text([("チェックシート",), *below(*headings)], delimiter=delimiter)

    with override("en"), pytest.raises(NoHeading) as refusal:
        read_file(content)

    quoted = ", ".join(f"“{heading}”" for heading in headings if heading)
    assert str(refusal.value) == (
        "Row 2 seems to hold headings, but not all that are needed are known: "
        f"{quoted}. Name the columns."
    )


def test_headings_between_the_rows_are_headings_too():
    lines = [*rows()[:2], ("No.", "", "", "設問", "備考"), *rows()[2:]]

    with pytest.raises(NoHeading):
        read_file(as_text(lines, delimiter="\t"))


@pytest.mark.parametrize(
    "above",
    [
        [("セキュリティチェックシート",)],
        [("会社名", "株式会社Example"), ("記入日", "2026年4月1日")],
        [("この表は2026年4月1日現在のものです。",), ()],
        [("", "", "", "", "2026年度")],
    ],
)
def test_lines_above_rows_without_headings_head_no_columns(above):
    assert stated(as_text([*above, *rows()], delimiter="\t")) == STATED


def test_a_numbered_row_heads_no_columns_whatever_its_words():
    lines = [*rows(), (5, "確認事項", "項目", "内容", "回答")]

    assert stated(as_text(lines, delimiter="\t")) == STATED


def test_below_a_known_heading_the_answers_need_none_above_the_numbers():
    lines = [
        ("通番", "大項目", "項目", "設問", "回答", "備考"),
        *((*row, "社外秘") for row in rows()),
    ]

    assert stated(as_text(lines)) == STATED
