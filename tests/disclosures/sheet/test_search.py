"""What readers find in a sheet, by words and by what is stated."""

import pytest

from disclosures.sheet.search import UNANSWERED, UNSTATED, SearchQuery, search, search_words
from tests.sheets import answer, item, sheet

SHEET = sheet(
    item("25", answer("毎日、TLS1.2で複製します。", availability="yes"), name="バックアップ"),
    item("26", answer("行いません。", availability="no", responsibility="cloud_provider")),
    item("27", answer("共通"), answer("Only here", products=("alpha",), availability="no")),
    item("28", question="暗号化の有無"),
    item("29", answer("Words alone"), asks_availability=True),
    item("30", question="サーバーの設置場所"),
    item("31", answer("𠮷野の髙橋が9時〜17時に対応します。")),
)


def numbers(**asked):
    words = search_words(asked.pop("words", ""))
    return [found.number for found in search(SHEET, SearchQuery(words=words, **asked)).items()]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("ＴＬＳ１．２", ["25"]),
        ("暗号化", ["28"]),
        ("バックアップ 毎日", ["25"]),
        ("バックアップ 暗号化", []),
        ("27", ["27"]),
        ("項目27", ["27"]),
        ("Ｎｏ．　２７", ["27"]),
        ("27番", ["27"]),
        ("No.2", []),
        ("サーバー", ["30"]),
        ("サーバ", ["30"]),
        ("9時～17時", ["31"]),
        ("9時－17時", []),
        ("吉野 高橋", ["31"]),
        ("ー", ["25", "26", "27", "28", "29", "30", "31"]),
        ("alpha", ["27"]),
        ("", ["25", "26", "27", "28", "29", "30", "31"]),
    ],
)
def test_all_words_must_stand_somewhere_in_the_item(words, expected):
    assert numbers(words=words) == expected


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"availability": "no"}, ["26", "27"]),
        ({"availability": UNANSWERED}, ["28", "30"]),
        ({"responsibility": "cloud_provider"}, ["26"]),
        ({"availability": UNSTATED}, ["29"]),
        ({"section": 1}, ["25", "26", "27", "28", "29", "30", "31"]),
        ({"section": 2}, []),
        ({"numbers": frozenset({"28", "99"})}, ["28"]),
        ({"availability": "no", "words": "行い"}, ["26"]),
    ],
)
def test_what_is_asked_for_must_all_be_so(asked, expected):
    assert numbers(**asked) == expected


def test_each_wish_can_be_left_out():
    query = SearchQuery(words=("a",), availability="no")

    assert query.without_each() == {
        "words": SearchQuery(availability="no"),
        "availability": SearchQuery(words=("a",)),
    }
