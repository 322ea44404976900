"""A figure that a spreadsheet wrote otherwise never replaces the one that is answered."""

import pytest

from disclosures.imports.matching.rewritten_figures import rewritten_figure


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        ("0123", "123"),
        ("99.9%", "99.90%"),
        ("1.10", "1.1"),
        ("1,000", "1000"),
        ("007", "7.0"),
        ("1/2", "2026-01-02"),
        ("1/2", "01/02/26"),
        ("1-2", "2026/1/2"),
        ("2025/10/1", "2025-10-01"),
        ("1/2", "1月2日"),
        ("1-2", "2-Jan"),
        ("1/2", "Jan-02"),
        ("1234567890123456", "1.23457E+15"),
    ],
)
def test_the_same_figure_written_otherwise_is_found(stored, text):
    assert rewritten_figure(text, ["毎日です。", stored]) == {"stored": stored}


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        ("0123", "0123"),
        ("99.9%", "99.95%"),
        ("99.9%", "99.9"),
        ("1/2", "2026-03-04"),
        ("1/2", "2/3"),
        ("1/2", "1月3日"),
        ("1/2", "2-Mar"),
        ("1234567890123456", "1.23458E+15"),
        ("1234567890123456", "1.23457E+14"),
        ("毎日です。", "2026-01-02"),
        ("1/2回です。", "2026-01-02"),
        ("12" * 30, "12" * 30 + ".0"),
    ],
)
def test_another_figure_is_another_answer(stored, text):
    assert rewritten_figure(text, [stored]) is None
