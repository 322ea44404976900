"""Rows whose page, title or section names some of the sheet's products."""

import pytest

from disclosures.imports.matching.current_state import WorkingCopyState
from disclosures.imports.matching.matcher import match
from disclosures.imports.tables.reading import read_file
from tests.disclosures.imports.tables.sheets_of_the_field import QUESTIONS, rows, workbook

PRODUCTS = ("カイジA", "カイジB")
HEADINGS = ("No.", "大項目", "項目", "設問", "回答")


def outcomes(*lines, products=PRODUCTS, name="Sheet"):
    file = read_file(workbook(*lines, name=name))
    found = match(file, QUESTIONS, WorkingCopyState(products=products)).items
    return [(one.outcome, one.why.code if one.why else "") for one in found]


UNSURE = ("unsure", "product_named_around")
TAKEN = ("set", "")


@pytest.mark.parametrize(
    "title",
    [
        *(
            "対象サービス：カイジA",
            "カイジA セキュリティチェックシート",
            "【カイジＡ】",
            "カイジA編",
        ),
        "カイジBについての回答",
    ],
)
def test_below_a_title_that_names_one_product_all_is_unsure(title):
    assert outcomes((title,), HEADINGS, *rows()) == [UNSURE] * 4


def test_on_a_page_that_is_called_as_one_product_all_is_unsure():
    assert outcomes(HEADINGS, *rows(), name="カイジA") == [UNSURE] * 4


@pytest.mark.parametrize("bar", ["カイジB", "■ カイジBの対策"])
def test_below_a_bar_that_names_one_product_its_rows_are_unsure(bar):
    first, second, *others = rows()

    found = outcomes(HEADINGS, first, second, (bar,), *others)

    assert found == [TAKEN, TAKEN, UNSURE, UNSURE]


def test_a_section_that_names_one_product_is_unsure():
    first, *others = rows()
    lines = [("カイジA", *first), *(("共通", *row) for row in others)]

    assert outcomes(("区分", *HEADINGS), *lines) == [UNSURE, TAKEN, TAKEN, TAKEN]


@pytest.mark.parametrize(
    "title",
    [
        *(
            "対象サービス：カイジA、カイジB",
            "カイジA・カイジB チェックシート",
            "カイジ",
            "株式会社カイジ",
        ),
        *("カイジAPI チェックシート", "株式会社カイジA", "カイジA株式会社"),
    ],
)
def test_what_names_all_products_or_no_product_is_of_all(title):
    assert outcomes((title,), HEADINGS, *rows()) == [TAKEN] * 4


def test_of_a_sheet_with_one_product_all_is_of_that():
    assert outcomes(("カイジA",), HEADINGS, *rows(), products=("カイジA",)) == [TAKEN] * 4


def test_below_a_product_that_was_merged_an_empty_cell_is_unsure():
    lines = [(name, *row) for name, row in zip(("", "カイジA", "", ""), rows(), strict=True)]

    found = outcomes(("製品", *HEADINGS), *lines)

    below = ("unsure", "product_above")
    assert found == [TAKEN, ("empty in file", ""), TAKEN, below, below]


def test_behind_the_question_an_empty_cell_for_the_product_is_of_all():
    lines = [(*row, name) for name, row in zip(("", "カイジA", "", ""), rows(), strict=True)]

    found = outcomes((*HEADINGS, "製品"), *lines)

    assert [outcome for outcome, _code in found] == ["set", "empty in file", "set", "set", "set"]
