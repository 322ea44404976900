"""`match`: rows that repeat the answer above them."""

from dataclasses import replace

import pytest
from django.utils.translation import override

from disclosures.imports.matching.current_state import WorkingCopyState
from disclosures.imports.matching.matcher import match
from disclosures.imports.tables.layouts import Layout
from disclosures.imports.tables.rows import Line, Row, SheetFile
from disclosures.sheet.content import AnswerContent
from tests.disclosures.imports.reasons import reason

from .rows_of_a_table import LAYOUT, QUESTIONS, matched, outcomes, row, same_as, stated


@pytest.mark.parametrize(
    "text", ["同上", "〃", "同 上", "同　上。", "（同上）", "「同上」", " 同上\n"]
)
def test_ditto_repeats_the_row_above(text):
    assert stated("Done.", text) == [AnswerContent(body="Done."), same_as("1")]


@pytest.mark.parametrize("text", ["同上 ただし有償", "同上（No.1）", "同上＋WAF", "同上です"])
def test_ditto_with_more_text_repeats_nothing_and_is_no_answer(text):
    found = matched(row(1), row(2, text)).items[1]

    assert (found.outcome, found.why.code) == ("unsure", "pointer")


def test_a_word_that_begins_like_ditto_is_an_answer():
    assert stated("Done.", "同上場企業です")[1] == AnswerContent(body="同上場企業です")


def test_a_run_of_dittos_repeats_the_first_real_answer():
    assert stated("Done.", "同上", "〃", "同上")[1:] == [same_as("1")] * 3


OPEN = "It is open what is repeated: the row above does not answer the item before."


@pytest.mark.parametrize("above", [4, 1])
def test_ditto_is_open_where_the_row_above_does_not_answer_the_item_before(above):
    """The file may have been sorted, or rows left out, after 同上 was written."""
    found = matched(row(above), row(3 if above == 1 else 2, "同上"))

    repeating = next(one for one in found.items if one.read == "同上")
    assert (repeating.outcome, reason(repeating)) == ("unsure", OPEN)


def test_ditto_below_the_title_of_another_section_is_open():
    below = replace(row(2, "同上"), row_number=13)

    found = matched(row(1), below, others=[Line(12, "Section", is_bar=True)]).items[1]

    assert (found.outcome, reason(found)) == ("unsure", OPEN)


@pytest.mark.parametrize("text", ["同上", None])
@pytest.mark.parametrize(
    ("word", "owner", "outcome"),
    [
        *(
            ("有り", "CSP-owned", "set"),
            ("", "", "set"),
            ("あり", "", "set"),
            ("〃", "同上", "set"),
        ),
        *(("無し", "", "unsure"), ("", "CSC-owned", "unsure"), ("?", "CSP-owned", "unsure")),
    ],
)
def test_what_repeats_an_answer_says_nothing_else_in_cells_of_its_own(text, word, owner, outcome):
    first = row(1, availability="有り", responsibility="CSP-owned")
    shared = {} if text else {"shares_answer_with": 11}
    own = {"availability": word, "responsibility": owner}

    found = matched(first, replace(row(2, text or ""), **shared, **own)).items[1]

    assert found.outcome == outcome
    assert outcome == "set" or reason(found).startswith(
        "It repeats an answer, but a cell of its own"
    )


def test_what_repeats_a_repeated_answer_is_held_against_the_first():
    first = row(1, availability="有り", responsibility="")
    rows = [replace(row(n, "同上"), availability=word) for n, word in ((2, ""), (3, "無し"))]

    assert outcomes(first, *rows) == ["set", "set", "unsure"]


def test_a_merged_answer_without_text_leaves_no_word_beside_it_out():
    first = row(1, "", availability="")
    second = replace(row(2, "", shares_answer_with=11), availability="無し")

    found = matched(first, second).items[1]

    assert (found.outcome, found.read) == ("unsure", "無し")


def test_rows_of_one_item_that_share_an_answer_may_differ_in_the_word_beside_it():
    below = {"row_number": 12, "shares_answer_with": 11}
    rows = (
        replace(row(1), product="Alpha", availability="有り"),
        replace(row(1, ""), product="Beta", availability="無し", **below),
    )
    state = WorkingCopyState(products=["Alpha", "Beta"])

    found = match(SheetFile((), rows, (), LAYOUT), QUESTIONS, state).items[1:3]

    assert [one.outcome for one in found] == ["set", "unsure"]


def test_ditto_under_nothing_is_unsure():
    why = "There is no answer above to repeat."

    found = matched(row(1, "同上"), row(2, ""), row(3, "同上"), row(4, "同上")).items

    assert [(one.outcome, reason(one)) for one in found] == [
        ("unsure", why),
        ("empty in file", ""),
        ("unsure", why),
        ("unsure", "It repeats item 3, which is unsure."),
    ]


def test_ditto_under_a_row_that_is_no_items_is_unsure():
    lost = Row(12, "99", ("Who asked?", "Lost."), question="Who asked?", answer="Lost.")

    assert outcomes(row(1), lost, row(3, "同上"))[:3] == ["set", "empty in file", "unsure"]


def test_ditto_under_a_line_without_a_number_is_unsure():
    below = replace(row(2, "同上"), row_number=13)

    elsewhere = [Line(11, "Remark."), Line(14, "Lost.")]

    assert outcomes(row(1), below, others=[Line(12, "Lost.")]) == ["set", "unsure"]
    assert outcomes(row(1), below, others=elsewhere) == ["set", "set"]


def test_ditto_under_one_of_several_rows_is_unsure():
    twice = [row(1), replace(row(1, "Else."), row_number=12)]

    found = matched(*twice, replace(row(2, "同上"), row_number=13)).items

    assert [one.outcome for one in found[:2]] == ["unsure", "unsure"]


def test_what_repeats_an_answer_that_was_changed_since_is_unsure():
    told = {("1", ""): [AnswerContent(body="Done.")]}
    now = {("1", ""): AnswerContent(body="New.")}
    with override("en"):
        found = match(
            SheetFile((), (row(1), row(2, "同上")), (), LAYOUT),
            QUESTIONS,
            WorkingCopyState(now, told),
        ).items

    assert [(one.outcome, reason(one)) for one in found[:2]] == [
        ("unsure", "The file says what was answered before; it was changed since."),
        ("unsure", "It repeats item 1, which is unsure."),
    ]


@pytest.mark.parametrize("then", [None, "vendor", "customer"])
def test_a_file_that_does_not_name_who_is_responsible_puts_nothing_back_either(then):
    told = {("1", ""): [AnswerContent(availability="yes", body="Done.", responsibility=then)]}
    now = {("1", ""): AnswerContent(availability="yes", body="New.", responsibility="vendor")}
    rows = (row(1, "有り Done."),)
    with override("en"):
        found = match(
            SheetFile((), rows, (), LAYOUT), QUESTIONS, WorkingCopyState(now, told)
        ).items[0]

    assert (found.outcome, reason(found)) == (
        *("unsure", "The file says what was answered before; it was changed since."),
    )


def test_who_is_responsible_may_change_where_the_file_says_so():
    layout = Layout(0, {**LAYOUT.columns, "availability": (5,), "responsibility": (6,)})
    told = {("1", ""): [AnswerContent(availability="yes", body="Done.", responsibility="vendor")]}
    now = {("1", ""): AnswerContent(availability="yes", body="New.", responsibility="vendor")}
    rows = (row(1, availability="有り", responsibility="お客様"),)

    found = match(SheetFile((), rows, (), layout), QUESTIONS, WorkingCopyState(now, told)).items[0]

    assert found.statement == AnswerContent(
        availability="yes", body="Done.", responsibility="customer"
    )


OF_ALPHA = WorkingCopyState(products=["Alpha"])


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ({"product": "Alpha"}, {"answer": "同上"}),
        ({}, {"answer": "同上", "product": "Alpha"}),
        ({"product": "Alpha"}, {"answer": "", "shares_answer_with": 11}),
    ],
)
def test_what_one_product_answers_is_not_repeated(above, below):
    rows = (replace(row(1), **above), replace(row(2), **below))
    with override("en"):
        found = match(SheetFile((), rows, (), LAYOUT), QUESTIONS, OF_ALPHA).items

    repeated = next(one for one in found if one.row_number == 12)
    assert (repeated.outcome, reason(repeated)) == (
        *("unsure", "It repeats an answer for one product alone: Alpha"),
    )


def test_ditto_under_an_unsure_row_is_unsure():
    assert outcomes(row(1, "a<br>b"), row(2, "同上")) == ["unsure", "unsure"]
