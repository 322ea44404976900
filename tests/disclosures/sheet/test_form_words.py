"""The words that files for people say around a sheet's own texts."""

from datetime import date

import pytest
from django.utils import translation
from django.utils.text import capfirst

from disclosures.exports import sheet_csv
from disclosures.sheet.answer_codes import Availability, Responsibility
from disclosures.sheet.cell_grammar import cell_text
from disclosures.sheet.form_words import ENGLISH, JAPANESE, form_words
from disclosures.sheet.table import item_answers
from tests.sheets import answer, item, sheet


@pytest.mark.parametrize(
    ("language", "words"),
    [("", JAPANESE), ("ja", JAPANESE), ("en", ENGLISH), ("zh-Hans", ENGLISH), ("ko", ENGLISH)],
)
def test_they_are_japanese_but_for_a_sheet_that_states_another_language(language, words):
    assert form_words(language) is words


@pytest.mark.parametrize("frame", ["ja", "en"])
def test_a_day_is_written_alike_whoever_reads(frame):
    with translation.override(frame):
        days = [words.day(date(2025, 10, 1)) for words in (JAPANESE, ENGLISH)]

    assert days == ["2025年10月1日", "1 October 2025"]


def test_the_english_words_of_codes_are_those_of_the_pages():
    with translation.override("en"):
        for code, label in Availability.choices:
            assert ENGLISH[code] == capfirst(str(label))
        for code, label in Responsibility.choices:
            assert ENGLISH[code] == str(label)


def test_the_words_of_what_an_import_reads_are_japanese_whatever_the_language():
    answered = item("1", answer("Words", availability="yes", products=("alpha",)), same_as="2")
    plain, english = (sheet(answered, language=language) for language in ("", "en"))

    assert sheet_csv.render(english) == sheet_csv.render(plain)
    assert cell_text(item_answers(english, answered)) == "同上（項目2）\nAlpha：\n有り\nWords"
