"""Rows whose cells or answers slipped: unsure, and said why."""

import pytest

from tests.disclosures.imports.reasons import reason
from tests.workbooks import official_workbook

from .sheets_of_the_field import ANSWERS, STATED, matched, rows, workbook


def test_a_row_shifted_by_one_cell_is_unsure_and_shows_what_stands_there():
    [first, *others] = rows()
    content = official_workbook([(first[0], *first[2:]), *others])

    found = matched(content).items[0]

    assert (found.outcome, found.read, reason(found)) == (
        *("unsure", "有り"),
        "The row's cells are shifted; this stands in another column than the answers: “有り”",
    )


@pytest.mark.parametrize(
    ("heading", "cell"), [("必須・選択", "必須"), ("測定単位", "時間"), ("備考", "Remark.")]
)
def test_a_cell_of_another_column_never_answers_a_shifted_row(heading, cell):
    content = workbook(
        ("No.", "大項目", "項目", "質問", heading, "回答"),
        *((n, name, q, None, cell) for n, _c, name, q, _a in rows()),
    )

    assert {one.outcome for one in matched(content).items} == {"unsure"}


def test_a_row_with_a_number_and_no_wording_is_said_to_have_none():
    found = matched(official_workbook([(1, None, None, None, "有り"), *rows()[1:]])).items[0]

    assert (found.outcome, reason(found)) == (
        *("unsure", "The row has no wording, neither an item nor a question."),
    )


def test_of_another_wording_only_what_the_row_has_is_quoted():
    content = workbook(
        ("No.", "項目", "質問", "回答"), (1, None, "Else?", "有り"), (2, "Other", None, "有り")
    )

    assert [reason(one) for one in matched(content).items[:2]] == [
        "Row 2: the guideline words this item differently: “Else?”",
        "Row 3: the guideline words this item differently: “Other”",
    ]


def test_a_row_whose_wording_alone_is_shifted_says_so():
    [first, *others] = rows()
    _number, category, name, question, answer = first
    content = official_workbook([(1, None, category + name, question, answer), *others])
    shifted = official_workbook([(1, category + name, question, None, answer), *others])

    assert reason(matched(content).items[0]) == ""
    assert (matched(shifted).items[0].statement, reason(matched(shifted).items[0])) == (
        STATED["1"],
        "The row's cells are shifted; its wording is the item's.",
    )


def test_text_beside_the_answers_column_is_not_taken_for_the_answer():
    [first, *others] = rows()
    content = official_workbook([(*first[:4], None, "有り"), *others])

    found = matched(content).items[0]

    assert (found.outcome, found.read) == ("unsure", "有り")


def test_answers_that_slipped_by_a_row_are_unsure_where_a_word_tells():
    slipped = [ANSWERS[0], None, "利用者の削除は5営業日の期限で行います。", ANSWERS[3]]

    found = matched(official_workbook(rows(slipped))).items

    assert [one.outcome for one in found] == ["set", "unsure", "unsure", "set"]
    assert found[1].read == found[2].read == slipped[2]
