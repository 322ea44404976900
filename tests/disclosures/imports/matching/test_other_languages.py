"""Sheets in other languages: no rule for Japanese words reads them, whatever their signs mean."""

from dataclasses import replace

import pytest

from disclosures.imports.matching.statement import availability_of, responsibility_of
from disclosures.imports.tables.doubt import Doubt
from disclosures.imports.tables.rows import SheetFile
from disclosures.sheet.answer_codes import Availability, Responsibility
from disclosures.sheet.content import AnswerContent
from disclosures.sheet.form_words import ENGLISH
from disclosures.sheet.table import TableAnswer

from .case import Given, lines
from .cases_beside_others import both_pages, form
from .one_answer import QUESTIONS
from .rows_of_a_table import LAYOUT, row
from .rows_of_a_table import QUESTIONS as ROWS_ASK

JAPANESE, OTHERS = ("", "ja"), ("zh-Hans", "zh-Hant", "en", "ko")
ALL = "全サービス共通"


def found(given, language, key=("1", ""), questions=QUESTIONS):
    """The match, in a sheet of that language."""
    return replace(given, language=language).matched(key, questions)


def answered(text, language, current=None, columns="回答"):
    """The match of item 1, answered by the text."""
    cells = [text] if isinstance(text, str) else text
    given = Given(lines(("1", *cells), columns=columns), {("1", ""): current or AnswerContent()})
    return found(given, language)


BEGINNINGS = {
    "有。每日备份。": ("yes", "每日备份。"),
    "無 單點故障，採用雙重架構。": ("no", "單點故障，採用雙重架構。"),
    "× 8 core servers": ("no", "8 core servers"),
}


@pytest.mark.parametrize("text", BEGINNINGS)
@pytest.mark.parametrize("language", OTHERS)
def test_a_text_that_begins_like_有無_is_a_text(text, language):
    said = answered(text, language)

    assert (said.outcome, said.statement) == ("set", AnswerContent(body=text))


@pytest.mark.parametrize("language", JAPANESE)
def test_in_japanese_it_states_有無(language):
    said = answered("有。毎日複製します。", language)

    assert said.statement == AnswerContent(availability="yes", body="毎日複製します。")


@pytest.mark.parametrize("language", [*JAPANESE, *OTHERS])
@pytest.mark.parametrize(
    ("word", "code"), [("Yes", "yes"), ("no", "no"), ("N/A", "not_applicable"), ("有り", "yes")]
)
def test_a_whole_cell_says_有無_in_every_language(language, word, code):
    assert answered(word, language).statement == AnswerContent(availability=code)
    own_column = answered((word, "Text."), language, columns="有無,回答").statement
    assert own_column == AnswerContent(availability=code, body="Text.")


@pytest.mark.parametrize("language", [*JAPANESE, *OTHERS])
@pytest.mark.parametrize(("word", "code"), [("有", "yes"), ("無", "no"), ("○", "yes")])
def test_signs_in_a_column_for_有無_are_read_in_every_language(language, word, code):
    said = answered((word, "Text."), language, columns="有無,回答")

    assert said.statement == AnswerContent(availability=code, body="Text.")


SPREAD = "有 备份策略"  # in Japanese the word may go on


def test_a_word_that_is_not_read_is_not_doubted_either():
    assert answered(SPREAD, "ja").why.code == "longer_word"
    assert answered(SPREAD, "zh-Hans").statement == AnswerContent(body=SPREAD)


def test_a_chinese_text_beside_its_own_cell_contradicts_nothing():
    cells = ("有り", "無 單點故障。")

    assert answered(cells, "ja", columns="有無,回答").why.code == "cells_contradict"
    assert answered(cells, "zh-Hant", columns="有無,回答").outcome == "set"
    plain = answered(("Yes", "No"), "en", columns="有無,回答")
    assert plain.why.code == "cells_contradict"


KEPT = {"no": "Logs stay for a year.", "undisclosed": "每年由第三方审计。", "yes": "We do not"}


@pytest.mark.parametrize("availability", KEPT)
@pytest.mark.parametrize("language", OTHERS)
def test_有無_stays_beside_a_new_text_that_only_japanese_rules_would_call_a_contradiction(
    availability, language
):
    now, text = AnswerContent(availability=availability, body="Old."), KEPT[availability]

    assert answered(text, "", now).why.code == "contradicts_availability"
    assert answered(text, language, now).statement == AnswerContent(
        availability=availability, body=text
    )


def test_有無_is_taken_beside_a_text_that_only_japanese_rules_would_call_a_contradiction():
    now = AnswerContent(body="Logs stay for a year.")
    other = AnswerContent(availability="yes", body="Logs stay for a year.")

    assert answered("No", "ja", now).why.code == "availability_beside_text"
    assert answered("No", "en", now).statement == AnswerContent(availability="no", body=now.body)
    assert answered("No", "en", other).why.code == "availability_beside_text"


@pytest.mark.parametrize("word", ["同上", "〃"])
@pytest.mark.parametrize("language", [*JAPANESE, *OTHERS])
def test_同上_repeats_an_answer_in_japanese_alone_and_is_never_taken_for_a_text(word, language):
    given = Given(lines(("1", "Every day."), ("2", word)))
    said = found(given, language, ("2", ""))

    if language in JAPANESE:
        assert said.statement == AnswerContent(same_as="1")
    else:
        assert (said.outcome, said.why) == ("unsure", Doubt("pointer"))


@pytest.mark.parametrize(("role", "text"), [("availability", "同上"), ("evidence", "〃")])
def test_同上_in_another_cell_of_a_row_that_repeats_says_nothing_in_japanese_alone(role, text):
    rows = row(1, "Every day."), row(2, "", shares_answer_with=11, **{role: text})
    given = Given(SheetFile((), rows, (), LAYOUT))

    said = {language: found(given, language, ("2", ""), ROWS_ASK) for language in ("ja", "zh-Hant")}

    assert said["ja"].statement == AnswerContent(same_as="1")
    assert said["zh-Hant"].why.code == "repeats_but_differs"


def test_what_a_product_says_is_no_word_of_有無_in_chinese():
    now = {
        ("1", "Alpha"): AnswerContent(availability="yes", body="有 备份"),
        ("1", "Beta"): AnswerContent(body="每周备份"),
    }
    text = '"Alpha：有 备份\nBeta：每周备份"'
    given = Given(lines(("1", text)), now, products=("Alpha", "Beta"))

    assert found(given, "zh-Hans").outcome == "unchanged"
    assert found(given, "ja").outcome == "set"


def test_what_a_product_says_contradicts_its_有無_in_japanese_alone():
    now = {("1", "Alpha"): AnswerContent(availability="no", body="Old.")}
    text = '"Alpha：Logs stay for a year.\nBeta：They do not."'
    given = Given(lines(("1", text)), now, products=("Alpha", "Beta"))

    assert found(given, "").why.code == "part_contradicts_availability"
    assert found(given, "en").outcome == "set"


def test_on_our_form_a_text_may_begin_like_有無_and_be_同上_in_no_other_language():
    named = {"1": [TableAnswer(ALL, "", "", "", "旧")]}
    begun = form("有。每日备份。", named=named)

    assert found(begun, "ja").why.code == "availability_within_text"
    assert found(begun, "zh-Hans").statement == AnswerContent(body="有。每日备份。")
    repeated = both_pages("旧", "同上", named=named)
    assert found(repeated, "ja").why.code == "unknown_part"
    assert found(repeated, "zh-Hans").why.code == "pointer"


@pytest.mark.parametrize("code", Availability.values)
def test_the_words_of_our_own_english_pages_say_availability(code):
    assert availability_of(ENGLISH[code]) == code


@pytest.mark.parametrize("code", Responsibility.values)
def test_the_words_of_our_own_english_pages_say_responsibility(code):
    assert responsibility_of(ENGLISH[code]) == code
