"""The words of availability: known ones are codes, unknown ones are unsure."""

import pytest

from disclosures.sheet.content import AnswerContent
from tests.disclosures.imports.reasons import reason
from tests.workbooks import official_workbook

from .sheets_of_the_field import ANSWERS, matched, rows, stated


@pytest.mark.parametrize("word", ["要相談", "？"])
def test_an_unknown_word_of_availability_is_unsure(word):
    found = matched(official_workbook(rows([word, *ANSWERS[1:]]))).items[0]

    assert (found.outcome, reason(found)) == ("unsure", f"“{word}” is no word that is known here.")


@pytest.mark.parametrize(
    ("word", "code"),
    [
        *(("○", "yes"), ("×", "no"), ("△", "partial"), ("Yes", "yes"), ("No.", "no")),
        *(("N/A", "not_applicable"), ("該当なし", "not_applicable"), ("はい", "yes")),
    ],
)
def test_known_words_of_availability_are_codes(word, code):
    assert stated(official_workbook(rows([word, *ANSWERS[1:]])))["1"] == AnswerContent(
        availability=code
    )


def test_marks_before_a_text_are_codes_and_sentences_are_not():
    found = stated(official_workbook(rows(["○ 毎年", "No longer", "△（一部）", "Yes we do"])))

    assert [(one.availability, one.body) for one in found.values()] == [
        *(("yes", "毎年"), (None, "No longer"), ("partial", "（一部）"), (None, "Yes we do"))
    ]


def test_a_text_that_was_cut_off_is_unsure():
    found = matched(official_workbook(rows([*ANSWERS[:3], "あ" * 255]))).items[3]

    assert (found.outcome, reason(found)) == ("unsure", "The text seems to be cut off.")
