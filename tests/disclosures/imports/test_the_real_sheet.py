"""The sheet this project began with, as workbook and as damaged text, against the truth."""

import json
from collections import Counter

import pytest
from django.utils.translation import override

from disclosures.bundled import loading
from disclosures.imports.matching.current_state import WorkingCopyState
from disclosures.imports.matching.matcher import match
from disclosures.imports.matching.question import Question
from disclosures.imports.tables.reading import read_file
from disclosures.sheet.content import AnswerContent
from tests.disclosures.imports.reasons import reason

EMPTY = ["23", *map(str, range(60, 67)), "73"]
WORDS = {"yes": "有り", "no": "無し"}


@pytest.fixture
def truth(seed):
    return json.loads((seed / "truth.json").read_text())


@pytest.fixture
def matched(seed, truth):
    """Matches a file of the seed with the bundled guideline, into an empty working copy."""

    def matched(name, current=None):
        state = WorkingCopyState(current or {}, {}, truth["document"]["products"])
        with override("en"):
            return match(read_file((seed / name).read_bytes()), official(), state)

    return matched


def official():
    """The bundled guideline's questions."""
    guideline = json.loads((loading.FOLDER / "mic-asp-saas.json").read_text())
    return [
        Question(
            item["number"],
            item.get("category", ""),
            item["name"],
            item["question"],
            item.get("asks_availability", False),
            item.get("states_disclosure_date", False),
        )
        for section in guideline["sections"]
        for item in section["items"]
    ]


def said(statement):
    """Availability and text together, as the cell reads."""
    return " ".join(filter(None, (WORDS.get(statement.availability), statement.body)))


def true_statement(item):
    same = item["same_as"] or item["covered_by"]
    return f"= {same}" if same else item["answer"]


def read_statement(statement):
    return f"= {statement.same_as}" if statement.same_as else said(statement)


def numbers(matching, outcome):
    return [found.number for found in matching.items if found.outcome == outcome]


@pytest.mark.parametrize("name", ["leyser-checksheet.xlsx", "leyser-checksheet.txt"])
def test_nothing_that_is_set_differs_from_the_truth(matched, truth, name):
    true = {str(item["number"]): true_statement(item) for item in truth["items"]}

    read = {
        found.number: read_statement(found.statement)
        for found in matched(name).items
        if found.outcome == "set"
    }

    assert read == {number: true[number] for number in read}


def test_the_workbook_is_read_whole(matched):
    matching = matched("leyser-checksheet.xlsx")

    assert Counter(found.outcome for found in matching.items) == {"set": 64, "empty in file": 9}
    assert numbers(matching, "empty in file") == EMPTY
    assert matching.items[25].statement == AnswerContent(same_as="25")
    assert matching.unmatched == ()


def test_the_damaged_text_is_read_where_its_wording_is_sure(matched):
    matching = matched("leyser-checksheet.txt")

    assert numbers(matching, "empty in file") == EMPTY
    assert numbers(matching, "unsure") == ["26", "29", "54", "55", "58", "59"]
    assert len(numbers(matching, "set")) == 58


def test_two_answers_in_one_cell_are_shown_and_not_taken(matched):
    found = {one.number: one for one in matched("leyser-checksheet.txt").items}

    words = "One cell seems to hold the answers to items 58 and 59."
    assert (reason(found["58"]), reason(found["59"])) == (words, words)
    assert found["58"].read == found["59"].read != ""


def test_an_answer_that_speaks_of_the_row_below_says_so(matched):
    found = {one.number: one for one in matched("leyser-checksheet.txt").items}

    assert reason(found["26"]) == (
        "The cell is empty, but the answer to item 25 speaks of it: 世代"
    )


def test_what_speaks_of_each_product_is_offered_by_product(matched, truth):
    expected = {str(item["number"]): item["per_product"] for item in truth["items"]}

    offered = {
        found.number: dict(found.division.products)
        for found in matched("leyser-checksheet.xlsx").items
        if found.division
    }

    assert list(offered) == ["3", "4", "5", "52", "58"]
    assert offered == {number: expected[number] for number in offered}


def test_a_second_time_nothing_is_new(matched):
    first = matched("leyser-checksheet.xlsx")
    current = {found.key: found.statement for found in first.items if found.statement}

    second = matched("leyser-checksheet.xlsx", current)

    assert {found.outcome for found in second.items} == {"unchanged", "empty in file"}
