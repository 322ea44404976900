"""Texts of forms that nobody replaced are found before a submission."""

from dataclasses import replace

import pytest

from disclosures.sheet.finding import Finding
from disclosures.sheet.findings import findings
from tests.sheets import ALPHA, BETA, answer, item, sheet
from tests.texts.left_open_cases import ERRORS_AND_POINTERS, FILLERS, NOTES


def test_such_a_text_is_found_before_a_submission():
    made = sheet(
        item("1", answer("XX時間以内に復旧します。")),
        item("2", answer("4時間以内に復旧します。")),
        notes="制定日：2026年　月　日",
    )

    found = [one for one in findings(made) if one.code == "prompt"]

    assert found == [
        Finding("prompt", "", {"text": "年 月 日"}),
        Finding("prompt", "1", {"text": "XX時間"}),
    ]


@pytest.mark.parametrize(
    "values",
    [
        {"company": "（会社名を記入）"},
        {"products": (replace(ALPHA, name="（製品名をご記入ください）"), BETA)},
    ],
)
def test_a_prompt_is_found_in_printed_names_too(values):
    found = findings(sheet(item("1", answer("Yes.")), **values))

    assert [(one.code, one.number) for one in found] == [("prompt", "")]


def test_a_prompt_is_found_in_evidence_too():
    evidence = "社内規程, https://a.example/\nここに記入, https://b.example/"
    made = sheet(item("1", answer("Yes.", evidence=evidence)))

    found = [one for one in findings(made) if one.code == "prompt"]

    assert found == [Finding("prompt", "1", {"text": "ここに記入"})]


@pytest.mark.parametrize(
    "text",
    [*NOTES, "[ ] Yes [ ] No", "はい\u3000いいえ", "空欄", "(空白)", "null", "なし（要確認）"],
)
def test_what_an_import_would_doubt_is_found_where_it_was_typed(text):
    found = findings(sheet(item("1", answer(text))))

    assert "prompt" in {one.code for one in found}


@pytest.mark.parametrize("text", [*FILLERS, *ERRORS_AND_POINTERS])
def test_what_only_stands_in_the_place_of_an_answer_is_found(text):
    found = [one for one in findings(sheet(item("1", answer(text)))) if one.code == "prompt"]

    assert found == [Finding("prompt", "1", {"text": text})]
