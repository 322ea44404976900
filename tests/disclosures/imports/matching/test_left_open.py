"""Texts of forms that nobody replaced are unsure at an import."""

import pytest

from disclosures.sheet.content import AnswerContent
from tests.texts.left_open_cases import ALONE, ERRORS_AND_POINTERS, FILLERS, LEFT_OPEN, NOTES

from .one_answer import ASKED, LAYOUTS, first, table


@pytest.mark.parametrize("text", [*LEFT_OPEN, *ALONE, *FILLERS, *NOTES, *ERRORS_AND_POINTERS])
def test_such_a_text_is_unsure_at_an_import(text):
    assert first(table(f"{ASKED},回答", ("1", text))).outcome == "unsure"


@pytest.mark.parametrize("text", ["選択してください", "XX時間以内", "TODO"])
def test_such_a_text_is_unsure_on_our_own_table_too(text):
    assert first(LAYOUTS["our own table"](text)).outcome == "unsure"


@pytest.mark.parametrize("label", ["ここに記入", "XXX規程", "○○株式会社"])
def test_such_a_label_of_evidence_is_unsure_too(label):
    cells = ("1", "毎日点検しています。", f'"{label}, https://a.example/"')

    found = first(table(f"{ASKED},回答,根拠・参考", cells))

    assert (found.outcome, found.why.code) == ("unsure", "prompt_left_open")


def test_such_a_text_that_stands_already_is_unchanged():
    now = AnswerContent(body="XX時間以内")

    assert first(table(f"{ASKED},回答", ("1", now.body)), now).outcome == "unchanged"


@pytest.mark.parametrize("text", ["○ 時間以内", "○　年　○　月", "△ 社"])
def test_a_sign_that_stands_for_a_figure_says_nothing_of_有無(text):
    assert first(table(f"{ASKED},回答", ("1", text))).outcome == "unsure"
