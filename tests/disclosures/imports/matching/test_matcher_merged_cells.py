"""`match`: rows that share a merged answer."""

from disclosures.imports.tables.doubt import Doubt

from .rows_of_a_table import matched, outcomes, row, same_as


def test_a_hidden_row_of_a_merged_answer_is_unsure():
    rows = [row(1), row(2, "", shares_answer_with=11, doubt=Doubt("hidden"))]

    assert outcomes(*rows) == ["set", "unsure"]


def test_a_merged_answer_repeats_the_first_row():
    rows = [row(1), row(2, "", shares_answer_with=11), row(3, "", shares_answer_with=11)]

    found = matched(*rows).items

    assert [one.statement for one in found[1:3]] == [same_as("1")] * 2


def test_a_merged_ditto_repeats_what_the_first_row_repeats():
    rows = [row(1), row(2, "同上"), row(3, "", shares_answer_with=12)]

    assert matched(*rows).items[2].statement == same_as("1")


def test_a_merged_cell_without_text_is_empty_in_all_its_rows():
    assert outcomes(row(1, ""), row(2, "", shares_answer_with=11)) == ["empty in file"] * 2


def test_a_merged_answer_with_an_unsure_first_row_is_unsure():
    rows = [row(1, question="Why?"), row(2, "", shares_answer_with=11)]

    assert outcomes(*rows) == ["unsure", "unsure"]
