"""`match`: answers that name products."""

import time
from dataclasses import replace

import pytest
from django.utils.translation import override

from disclosures.imports.matching.current_state import WorkingCopyState
from disclosures.imports.matching.matcher import match
from disclosures.imports.tables.rows import SheetFile
from disclosures.sheet.content import AnswerContent
from tests.disclosures.imports.reasons import reason

from .rows_of_a_table import LAYOUT, PATIENCE, QUESTIONS, row


@pytest.mark.parametrize("between", [", ", ",\n", "、", " ", "\n・"])
@pytest.mark.parametrize("names", [["A"], ["A", "B"], ["A", "B", "C D", "E"]])
def test_an_answer_of_many_names_of_products_is_read_in_time(names, between):
    text = (f"A{between}" * 1_333)[:3_900] + ": x\nB: y"
    begin = time.monotonic()

    found = match(
        SheetFile((), (row(1, text),), (), LAYOUT), QUESTIONS, WorkingCopyState(products=names)
    )

    assert found.items[0].outcome == "set"
    assert time.monotonic() - begin < PATIENCE


OWN = {("1", ""): "Common.", ("1", "Alpha"): "Fast.", ("1", "Beta"): "Slow.", ("1", "Gamma"): "?"}


def beside_own_answers(text, *more, said=OWN, products=("Alpha", "Beta", "Gamma"), **changes):
    """What becomes of the text where products have answers of their own."""
    current = {key: AnswerContent(body=body) for key, body in said.items()}
    rows = (replace(row(1, text), **changes), *more)
    with override("en"):
        state = WorkingCopyState(current, products=products)
        return match(SheetFile((), rows, (), LAYOUT), QUESTIONS, state).items[0]


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Common.", "Alpha, Beta, Gamma"),
        ("Common.\nAlpha: Fast.\nBeta: Slow.", "Gamma"),
        ("Common.\nAlpha: Fast.\nBeta: Slow.\nGamma: ?", ""),
    ],
)
def test_a_file_without_what_single_products_answer_is_not_unchanged(text, missing):
    found = beside_own_answers(text)

    assert found.outcome == ("unsure" if missing else "unchanged")
    assert reason(found) == (
        f"The file does not hold what single products answer now: {missing}" if missing else ""
    )


def test_products_that_have_rows_of_their_own_are_not_missing():
    def rows(*names):
        return [
            replace(row(1, OWN["1", name]), product=name, row_number=12 + at)
            for at, name in enumerate(names)
        ]

    whole = beside_own_answers("Common.", *rows("Alpha", "Beta", "Gamma"))
    partial = beside_own_answers("Common.", *rows("Alpha", "Gamma"))

    assert (whole.outcome, partial.outcome) == ("unchanged", "unsure")
    assert reason(partial).endswith(": Beta")


def test_products_whose_names_are_one_without_blanks_are_told_apart_by_them_alone():
    state = WorkingCopyState(products=["Alpha 1", "Alpha1"])
    rows = [
        replace(row(1), product="Alpha 1", row_number=11),
        replace(row(1, "Else."), product="Alpha　1", row_number=12),
        replace(row(2, "Alpha 1: x\nAlpha1: y"), row_number=13),
    ]

    found = match(SheetFile((), tuple(rows), (), LAYOUT), QUESTIONS, state)

    assert [(one.product, one.outcome) for one in found.items[:3]] == [
        *(("", "empty in file"), ("Alpha 1", "set"), ("", "set"))
    ]
    assert [line.row_number for line in found.unmatched] == [12]
    assert found.items[2].division is None


def test_several_rows_of_a_product_are_its_own_and_leave_the_common_answer():
    rows = (row(1, "Words"), *(replace(row(1, text), product="Alpha") for text in ("Fast", "Slow")))
    state = WorkingCopyState(products=["Alpha"])

    found = match(SheetFile((), rows, (), LAYOUT), QUESTIONS[:1], state).items

    assert [(one.product, one.outcome) for one in found] == [("", "set"), ("Alpha", "unsure")]
    assert found[1].why.code == "several_rows"


def product_cell(text, products=("カイジA", "カイジB")):
    """What becomes of the item, and of its products, where a row says this of the product."""
    rows = (replace(row(1, "TLS 1.3です。"), product=text),)
    state = WorkingCopyState(products=products)
    found = match(SheetFile((), rows, (), LAYOUT), QUESTIONS[:1], state)
    return [(one.product, one.outcome) for one in found.items], found.unmatched


@pytest.mark.parametrize(
    "text",
    [
        *("全製品", "全サービス", "全サービス共通", "共通", "全て", "すべてのサービス", "両方"),
        *("カイジA/カイジB", "カイジB、カイジA", "カイジＡ・カイジＢ"),
    ],
)
def test_a_cell_for_the_product_may_say_that_all_are_meant(text):
    assert product_cell(text) == ([("", "set")], ())


@pytest.mark.parametrize("text", ["カイジA、カイジC", "カイジC", "一部の製品", "両方とも"])
def test_a_cell_for_the_product_that_names_another_or_some_is_of_none(text):
    found, unmatched = product_cell(text)

    assert (found, unmatched[0].why.code) == ([("", "empty in file")], "product_unknown")


@pytest.mark.parametrize("text", ["両方", "カイジA、カイジB"])
def test_what_names_two_of_three_products_is_not_of_all(text):
    found, unmatched = product_cell(text, ("カイジA", "カイジB", "カイジC"))

    assert (found, unmatched[0].why.code) == ([("", "empty in file")], "product_unknown")
