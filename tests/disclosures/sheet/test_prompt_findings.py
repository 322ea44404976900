"""Texts of forms that nobody replaced are found before a submission."""

from dataclasses import replace

import pytest

from disclosures.sheet.findings import Finding, findings
from tests.sheets import ALPHA, BETA, answer, item, sheet


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
