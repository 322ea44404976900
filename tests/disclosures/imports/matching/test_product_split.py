"""`split_by_product`: which words of a text are whose, and where nobody can say."""

import pytest

from disclosures.imports.matching.product_split import split_by_product

NAMES = ("Alpha", "Beta", "Delta")


def parts(text, names=NAMES):
    """What is common, and what each product adds; None where the text stays whole."""
    found = split_by_product(text, names)
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


@pytest.mark.parametrize(
    "text",
    [
        "Alpha：東京\n\n大阪\n\nBeta：名古屋",
        "Delta：福岡 Alpha：東京  大阪 Beta：名古屋",
        "Alpha：東京 Beta：名古屋  大阪",
        "Alpha：東京\nBeta：名古屋\nAlpha：大阪",
    ],
)
def test_where_it_is_open_whose_part_goes_on_nothing_is_divided(text):
    assert parts(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Alpha及びGamma：独自の暗号化\nBeta：なし\nDelta：なし",
        "Beta：なし\nAlpha及びGamma：独自の暗号化\nDelta：なし",
        "Beta：なし Alpha及びGamma：独自の暗号化 Delta：なし",
        "Beta：なし\nAlpha 及び Delta：独自の暗号化",
        "Beta：なし Alpha 及び Delta：独自の暗号化",
        "・Beta\nなし\n・Alpha及びGamma\n独自の暗号化\n・Delta\nなし",
        "Beta なし\nAlpha及びGamma 独自\nDelta なし",
        "・Alpha Plus：なし\n・Beta：あり",
        "・Alpha Plus\nなし\n・Beta\nあり\n・Delta\nあり",
        "・Alpha ・ Gamma：なし\n・Beta：あり",
        "・Alpha、 Gamma：なし\n・Beta：あり",
        "・Alpha\nあり\n・Beta\nなし\n・Gamma\nなし",
        "・Alpha あり ・Beta なし ・Gamma なし",
        "Alpha：あり\nBeta：なし\nBetaは後で始めます。",
        "Alpha：あり\nBeta：なし\nAlphaの夜間：なし",
    ],
)
def test_a_line_that_names_a_product_and_more_leaves_open_whose_it_is(text):
    assert parts(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "・Alpha・Gamma Pack：あり\n・Beta：なし\n・Delta：なし",
        "・Alpha：あり ・Gamma：なし ・Beta：なし",
    ],
)
def test_with_a_name_of_no_product_nothing_is_divided(text):
    assert parts(text) is None


def test_a_family_of_products_is_none_of_them():
    text = "Sun System：東京 Sun Plus：大阪 Sunシリーズ：24時間監視します"

    assert parts(text, ["Sun System", "Sun Plus"]) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("・Alpha・Beta：あり\n・Delta：なし", {"Alpha": "あり", "Beta": "あり", "Delta": "なし"}),
        ("・Alpha：Betaと同じ\n・Beta：なし", {"Alpha": "Betaと同じ", "Beta": "なし"}),
        (
            "・Alpha 電話：03-0000-0000\n・Beta 電話：03-0000-0001",
            {"Alpha": "電話：03-0000-0000", "Beta": "電話：03-0000-0001"},
        ),
        (
            "・Alpha：平日 9:00〜17:00\n・Beta：https://example.com/",
            {"Alpha": "平日 9:00〜17:00", "Beta": "https://example.com/"},
        ),
        ("・Alpha Alpha：あり\n・Beta：なし", {"Alpha": "あり", "Beta": "なし"}),
        (
            "・Alpha\n－毎日\n－毎週\n・Beta\n－毎月",
            {"Alpha": "－毎日\n－毎週", "Beta": "－毎月"},
        ),
    ],
)
def test_what_is_clearly_of_each_product_is_divided(text, expected):
    assert parts(text) == ("", expected)


def test_products_before_the_first_part_are_named_in_passing():
    text = "AlphaとBetaは国内で運用します。\nAlpha：東京\nBeta：大阪"

    assert parts(text) == ("AlphaとBetaは国内で運用します。", {"Alpha": "東京", "Beta": "大阪"})


def test_a_name_may_hold_what_stands_between_names():
    text = "Web・API：あり\nAlpha、R/D：なし"

    assert parts(text, ["Web・API", "Alpha", "R/D"]) == (
        "",
        {"Web・API": "あり", "Alpha": "なし", "R/D": "なし"},
    )
