"""A text that contradicts what stands beside it, or names another row or product, is unsure."""

import pytest
from django.utils.translation import override

from disclosures.imports.matching.current_state import WorkingCopyState
from disclosures.imports.matching.matcher import match
from disclosures.imports.tables.reading import read_file
from tests.disclosures.imports.reasons import reason

from .sheets_of_the_field import (
    ANSWERS,
    OFFICIAL,
    QUESTIONS,
    as_text,
    matched,
    outcome_of,
    rows,
    workbook,
)


@pytest.mark.parametrize(
    ("word", "text", "outcome"),
    [
        *(("Yes", "無し", "unsure"), ("No", "有り 毎年", "unsure"), ("×", "○", "unsure")),
        *(("Yes", "有り 毎年", "set"), ("Yes", "N/A", "set"), ("NA", "無し", "set")),
    ],
)
def test_a_text_that_contradicts_the_word_beside_it_is_unsure(word, text, outcome):
    content = workbook(
        ("No.", "項目", "質問", "有無", "回答"),
        *((n, name, q, word, text) for n, _c, name, q, _a in rows()[:1]),
    )

    assert matched(content).items[0].outcome == outcome


@pytest.mark.parametrize("heading", ["Alpha Plus", "Ａｌｐｈａ　Plusの場合", "Alpha Plus 固有"])
def test_a_further_column_that_is_headed_by_a_product_leaves_its_rows_unsure(heading):
    content = workbook(
        ("No.", "項目", "質問", "回答", heading),
        *((n, name, q, a, "無し" if n == 1 else None) for n, _c, name, q, a in rows()),
    )

    found = of_products(content, "Alpha", "Alpha Plus")

    assert [one.outcome for one in found] == ["unsure", *["set"] * 3]
    assert reason(found[0]) == f"A column beside the answers is headed by a product: “{heading}”"


@pytest.mark.parametrize(("cell", "outcome"), [("Ａｌｐｈａ Plus", "unsure"), ("All", "set")])
def test_a_row_that_names_a_product_in_any_column_is_no_answer_for_all(cell, outcome):
    content = workbook(
        ("No.", "項目", "質問", "対象", "回答"),
        *((n, name, q, cell, a) for n, _c, name, q, a in rows()),
    )

    found = of_products(content, "Alpha", "Alpha Plus")

    assert {one.outcome for one in found} == {outcome}
    if outcome == "unsure":
        assert reason(found[0]) == f"The row names a product in a column of its own: “{cell}”"


@pytest.mark.parametrize("heading", ["製品名", "製品", "対象製品", "サービス・製品名"])
def test_a_column_of_products_says_whose_each_answer_is(heading):
    content = workbook(
        ("No.", "項目", "質問", heading, "回答"),
        *((n, name, q, "Alpha", a) for n, _c, name, q, a in rows()),
    )

    found = of_products(content, "Alpha", "Beta")

    assert {one.product for one in found if one.outcome == "set"} == {"Alpha"}


def of_products(content, *products):
    state = WorkingCopyState(products=products)
    with override("en"):
        return match(read_file(content), QUESTIONS, state).items


def test_an_answer_that_swallowed_the_next_row_is_unsure():
    lines = as_text([OFFICIAL, *rows()]).decode().replace(",有り\r", ',"有り\r')
    lines = lines.replace(f",{ANSWERS[1]}", f',{ANSWERS[1]}"')

    found = matched(lines.encode()).items

    assert [one.outcome for one in found] == ["unsure", "empty in file", "set", "set"]
    assert reason(found[0]) == "The text holds the row of item 2 as well."


def test_an_answer_may_speak_of_another_item():
    text = f"毎年見直します。\n2, {QUESTIONS[1].name}も同じ担当です。\n{QUESTIONS[2].question}"

    assert outcome_of(text).outcome == "set"


def test_a_question_is_no_answer_to_itself():
    found = outcome_of(QUESTIONS[1].question)

    assert (found.outcome, reason(found)) == ("unsure", "The text is the question itself.")
