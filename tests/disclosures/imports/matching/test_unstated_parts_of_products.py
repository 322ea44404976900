"""What a file does not state of a repeated answer or of a product stays as it is."""

from dataclasses import replace

import pytest

from disclosures.imports.matching.product_parts import statements
from disclosures.imports.tables.reading import read_file
from disclosures.sheet.content import AnswerContent
from tests.disclosures.imports.reasons import reason

from .one_answer import ASKED, LAYOUTS, NEW, NOW, OURS, first, matches, table

PARTS = "Alpha：毎日です。\nBeta：毎週です。"
REPEATING = {"1": AnswerContent(same_as="2"), "2": NOW}


def test_a_text_in_the_place_of_同上_leaves_what_readers_were_told_besides():
    found = first(LAYOUTS["the text alone"](NEW), REPEATING)

    assert (found.outcome, found.statement) == ("set", replace(NOW, body=NEW))


@pytest.mark.parametrize(("word", "outcome"), [("有り", "unchanged"), ("無し", "unsure")])
def test_a_word_alone_leaves_同上_where_that_says_so(word, outcome):
    found = first(table(f"{ASKED},有無,回答", ("1", word, "")), REPEATING)

    assert found.outcome == outcome


def test_同上_takes_the_place_of_all_that_stood():
    file = table(f"{ASKED},回答", ("1", NEW), ("2", "同上"))

    found = matches(file, {"1": replace(NOW, body=NEW), "2": NOW})

    assert found["2", ""].statement == AnswerContent(same_as="1")


def test_a_row_that_repeats_one_is_held_against_all_that_this_will_say():
    file = table(f"{ASKED},有無,回答", ("1", "", NEW), ("2", "有り", "同上"), ("3", "無し", "同上"))

    found = matches(file)

    assert [found[number, ""].outcome for number in "123"] == ["set", "set", "unsure"]


def test_a_product_keeps_what_its_part_of_a_text_does_not_state():
    said = {
        ("1", "Alpha"): AnswerContent(
            availability="partial", body="Old.", responsibility="customer"
        )
    }
    file = table(f"{ASKED},回答", ("1", '"Alpha：毎日です。\nBeta：毎週です。"'))

    found = matches(file, {}, of=said, products=["Alpha", "Beta"])["1", ""]

    assert (found.outcome, statements(found, found.division, said, "")) == (
        "set",
        {
            ("1", ""): AnswerContent(),
            ("1", "Alpha"): AnswerContent(
                availability="partial", body="毎日です。", responsibility="customer"
            ),
            ("1", "Beta"): AnswerContent(body="毎週です。"),
        },
    )


@pytest.mark.parametrize(("common", "left"), [("共通です。", "共通です。"), (PARTS, "")])
def test_a_common_text_stays_unless_it_is_the_one_that_is_divided(common, left):
    file = table(f"{ASKED},回答", ("1", f'"{PARTS}"'))
    said = {("1", "Alpha"): AnswerContent(body="Old.")}
    now = {"1": AnswerContent(availability="partial", body=common)}

    found = matches(file, now, of=said, products=["Alpha", "Beta"])["1", ""]

    new = statements(found, found.division, {**said, ("1", ""): now["1"]}, "")
    assert (found.outcome, new["1", ""]) == (
        "set",
        AnswerContent(availability="partial", body=left),
    )


def test_a_products_有無_does_not_stay_beside_a_part_that_contradicts_it():
    said = {("1", "Alpha"): AnswerContent(availability="yes", body="Old.")}
    file = table(f"{ASKED},回答", ("1", '"Alpha：行っていません。\nBeta：毎週です。"'))

    found = matches(file, {}, of=said, products=["Alpha", "Beta"])["1", ""]

    assert reason(found) == (
        "Alpha: The file does not state 有無, and “有り”, which stays, contradicts the text."
    )


def test_the_common_有無_does_not_stay_beside_a_products_text_that_contradicts_it():
    file = read_file(
        f"{OURS}\n1,,,項目1,1について教えてください,Alpha,,,,点検していません。".encode()
    )

    found = matches(file, NOW, products=["Alpha", "Beta"])

    assert found["1", "Alpha"].outcome == "unsure"


def test_a_responsibility_is_taken_without_any_other_column():
    found = first(table(f"{ASKED},責任主体", ("1", "お客様")))

    assert (found.outcome, found.statement) == ("set", replace(NOW, responsibility="customer"))
