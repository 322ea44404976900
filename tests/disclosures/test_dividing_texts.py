"""`divided`: which words of a text are whose, and where nobody can say."""

import pytest

from disclosures.imports.offers import divided

NAMES = ("Alpha", "Beta", "Delta")


def parts(text, names=NAMES):
    """What is common, and what each product adds; None where the text stays whole."""
    found = divided(text, names)
    return found and (found.common, dict(found.products))


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("Alpha：\n  東京\n  大阪\nBeta：名古屋", "東京\n  大阪"),
        ("Alpha：\n　　東京\n　　大阪\nBeta：名古屋", "東京\n　　大阪"),
        ("Alpha：東京  大阪\nBeta：名古屋", "東京  大阪"),
        ("Alpha：東京  \n大阪\nBeta：名古屋", "東京  \n大阪"),
    ],
)
def test_blanks_within_a_part_of_its_own_lines_end_nothing(text, own):
    assert parts(text) == ("", {"Alpha": own, "Beta": "名古屋"})


def test_what_follows_the_last_part_below_an_empty_line_is_common():
    text = "Alpha：東京\n\nBeta：名古屋\n \n夜間は閉めます"

    assert parts(text) == ("夜間は閉めます", {"Alpha": "東京", "Beta": "名古屋"})


def test_a_sentence_behind_blanks_is_common_where_line_breaks_were_lost():
    text = "有り ・Alpha 東京 ・Beta 名古屋  夜間は閉めます。"

    assert parts(text) == ("有り\n夜間は閉めます。", {"Alpha": "東京", "Beta": "名古屋"})
