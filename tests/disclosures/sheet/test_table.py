"""A cell of the form, parsed by the grammar that wrote it."""

import pytest

from disclosures.sheet.cell_grammar import TOO_LONG, AmbiguousCell, cell_text, parse_cell
from disclosures.sheet.table import TableAnswer


@pytest.mark.parametrize(
    ("cell", "rows"),
    [
        ("", [("全サービス共通", "", "", "", "")]),
        ("有り", [("全サービス共通", "有り", "", "", "")]),
        ("責任主体：お客様", [("全サービス共通", "", "お客様", "", "")]),
        ("同上（項目1）", [("全サービス共通", "", "", "1", "")]),
        (
            "All.\nAlpha、Beta：\n無し\nBoth.",
            [
                ("全サービス共通", "", "", "", "All."),
                ("Alpha", "無し", "", "", "Both."),
                ("Beta", "無し", "", "", "Both."),
            ],
        ),
        (
            "All.\n根拠・参考：Paper, https://a.example/\n根拠・参考：https://b.example/\nAlpha：\nOne.\n"
            "根拠・参考：https://c.example/",
            [
                (
                    "全サービス共通",
                    "",
                    "",
                    "",
                    "All.",
                    "Paper, https://a.example/\nhttps://b.example/",
                ),
                ("Alpha", "", "", "", "One.", "https://c.example/"),
            ],
        ),
    ],
)
def test_a_cell_is_parsed_as_it_was_written(cell, rows):
    assert parse_cell(cell, ["Alpha", "Beta"]) == [TableAnswer(*row) for row in rows]
    assert cell_text(rows) == cell


def test_a_line_above_the_text_that_reads_as_evidence_is_ambiguous():
    with pytest.raises(AmbiguousCell, match="根拠・参考：a"):
        parse_cell("根拠・参考：a\nWords", [])


def test_names_with_two_readings_are_ambiguous():
    with pytest.raises(AmbiguousCell, match="A、B：Both"):
        parse_cell("A、B：Both", ["A", "B", "A、B"])


@pytest.mark.parametrize(
    "cell",
    [
        TOO_LONG,
        "Alpha：One.\nMore.",
        "Alpha：\nOne.",
        "Alpha：One.\nAlpha：Two.",
        "Alpha：Same.\nBeta：Same.",
        "Ａｌｐｈａ：One.",
        "Alpha，Beta：Both.",
        "有り\nFirst.\n責任主体：自社",
        "First.\n同上（項目1）",
        "同上（項目1）／有り",
    ],
)
def test_what_would_not_make_the_same_cell_again_or_only_resembles_a_part_is_ambiguous(cell):
    with pytest.raises(AmbiguousCell):
        parse_cell(cell, ["Alpha", "Beta"])
