"""`match`: rows and items whose numbers are written in different ways."""

import pytest

from disclosures.imports.matching.current_state import WorkingCopyState
from disclosures.imports.matching.matcher import match
from disclosures.imports.matching.question import Question
from disclosures.imports.tables.reading import read_file
from tests.disclosures.imports.reasons import reason

ASKED = "{}について教えてください"


def matched(written, numbers):
    """The matching of a sheet with a row for each number as written, to items of these numbers."""
    rows = (f"{one},{ASKED.format(at)},回答{at}です。" for at, one in enumerate(written))
    file = read_file("\n".join(["No.,設問,回答", *rows]).encode())
    questions = [Question(one, "", "", ASKED.format(at)) for at, one in enumerate(numbers)]
    return match(file, questions, WorkingCopyState())


@pytest.mark.parametrize(
    ("written", "number"),
    [
        *(("(7)", "7"), ("⑦", "7"), ("1−3", "1-3"), ("1-1/A", "1-1-A"), ("問5", "5")),
        # Items of guidelines that were made before, whose own numbers are read otherwise
        # A spreadsheet makes numbers of texts, and others keep their zeros
        *(("1", "001"), ("001", "1"), ("A-1", "A-01"), ("1-02", "1-2"), ("1-3", "01-03")),
        *(("問5", "問5"), ("5", "問5"), ("①", "①"), ("(1)", "①"), ("1-3", "1−3"), ("２", "２")),
    ],
)
def test_a_row_is_its_items_however_both_numbers_are_written(written, number):
    [found] = matched([written], [number]).items

    assert (found.outcome, found.number) == ("set", number)


@pytest.mark.parametrize(
    ("written", "numbers"),
    [
        ("1", ("001", "01")),
        ("1.5", ("1.05",)),
        ("10", ("1",)),
        ("1.1", ("1.10",)),
        ("0", ("00", "000")),
    ],
)
def test_a_number_of_other_zeros_is_no_items_where_several_or_another_may_be_meant(
    written, numbers
):
    found = matched([written], numbers)

    assert {one.outcome for one in found.items} == {"empty in file"}
    assert [line.why.code for line in found.unmatched] == ["item_unknown"]


def test_a_number_of_other_zeros_under_another_wording_is_unsure():
    file = read_file("No.,設問,回答\n1,別の設問ですか,毎年です。\n".encode())

    [found] = match(file, [Question("001", "", "", ASKED)], WorkingCopyState()).items

    assert (found.outcome, found.why.code) == ("unsure", "wording_differs")


def test_of_items_whose_numbers_read_as_the_same_each_has_its_own_row():
    found = matched(["①", "1", "(1)"], ["①", "1", "(1)"]).items

    assert [(one.number, one.read) for one in found] == [
        ("①", "回答0です。"),
        ("1", "回答1です。"),
        ("(1)", "回答2です。"),
    ]


def test_rows_whose_numbers_read_as_the_same_are_told_apart_by_their_wording():
    matching = matched(["1", "①"], ["1"])

    assert [(one.outcome, one.row_number) for one in matching.items] == [("set", 2)]
    assert [(line.row_number, line.why.code) for line in matching.unmatched] == [
        (3, "other_row_agrees")
    ]


def test_lines_of_a_list_below_an_answer_make_it_unsure():
    content = "No.,設問,回答\n1,0について教えてください,次のとおりです。\n1),,毎年\n2),,毎月\n"
    matching = match(
        read_file(content.encode()), [Question("1", "", "", ASKED.format(0))], WorkingCopyState()
    )

    assert [reason(one) for one in matching.items] == [
        "Below the answer stands text in a row that asks nothing; it may be a part of it."
    ]


def test_each_row_of_no_item_says_why():
    content = (
        "No.,設問,製品,回答\n1,0について教えてください,,はい。\n9,何ですか,,はい。\n"
        "1,0について教えてください,Gamma,はい。\nア,何ですか,,はい。\n"
    )
    state = WorkingCopyState(products=("Alpha",))
    matching = match(read_file(content.encode()), [Question("1", "", "", ASKED.format(0))], state)

    assert [(line.row_number, line.why.code) for line in matching.unmatched] == [
        (3, "item_unknown"),
        (4, "product_unknown"),
        (5, "number_unread"),
    ]


@pytest.mark.parametrize("joint", ["-", "."])
def test_numbers_that_begin_anew_are_parts_of_the_number_above(joint):
    numbers = ["1", f"1{joint}1", f"1{joint}2", "2", f"2{joint}1", f"2{joint}2"]

    found = matched(["1", "(1)", "(2)", "2", "(1)", "(2)"], numbers).items

    assert [(one.number, one.read) for one in found] == [
        (number, f"回答{at}です。") for at, number in enumerate(numbers)
    ]
