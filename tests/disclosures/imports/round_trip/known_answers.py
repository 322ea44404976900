"""Answers that once came back as something else, or that an import leaves to a person."""

from disclosures.models import Responsibility

from .any_answers import DATED, ITEMS


def only(body, number="1", product="", **values):
    """Contents of one answer."""
    return {number: {product: {"body": body, **values}}}


LINKS = "規程, https://example.com/rules\nhttps://example.com/other"

# What once came back as something else, and now does not.
KNOWN = {
    "markup of xlsxwriter that never ends": only("<r>&<x>"),
    "characters by number that share a sign": only("_x005F_x0041_"),
    "a line end by number": only("有り_x000D_無し_x000a_"),
    "a number that begins with a word": only("2025-10-01", number="問5"),
    "a number that is another one in a circle": {**only("One"), **only("Circle", number="①")},
    "a number that would be calculated": {**only("Sum", number="=1"), "1-1": "=1"},
    "who is responsible, in the words of our files": {
        number: {"": {"responsibility": code}}
        for number, code in zip(ITEMS.keys() - {DATED}, Responsibility.values, strict=False)
    },
    "同上 as an answer's own word": only("同上", availability="yes"),
    "the word that clears, as a text": {
        **only("記載なし"),
        **only("記載なし", number="①", availability="yes"),
    },
    "products of one reading": {
        "1": {"": {"body": "All"}, "Alpha": {"body": "One"}, "Ａｌｐｈａ": {"body": "Other"}}
    },
    "a repeated answer to which products add": {
        "1": {"": {"body": "All"}, "Alpha": {"availability": "yes", "body": "One"}},
        "①": "1",
    },
    "a repeated answer of products alone": {**only("One", product="Alpha"), "①": "1"},
    "evidence of all and of a product, and an answer of evidence alone": {
        "1": {"": {"body": "All", "evidence": LINKS}, "Alpha": {"evidence": LINKS}},
        "1-1": {"": {"evidence": "'=規程, https://example.com/?a=1,2"}},
        "①": "1",
    },
    "evidence that stands in the text": only("根拠・参考：https://example.com"),
    "an end with dots": only("記録、通知など…"),
    "as many signs as some programs leave of a text": only("あ" * 255),
}

# An import that is new to a checklist leaves these to a person; they come back to their own.
DOUBTED = {
    "no date where one is asked for": only("未定", number="問5"),
    "a word of 有無 where a date is asked for": {"問5": {"": {"availability": "undisclosed"}}},
    "words of the item below, which is empty": only("バックアップの世代と復元の手順"),
    "words of the item above, which is empty": only("保存データの暗号化とTLS", number="1-1"),
}
