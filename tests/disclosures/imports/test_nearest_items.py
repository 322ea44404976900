"""The nearest items are proposed by their words; none is chosen, and no threshold hides one."""

import pytest

from disclosures.imports.matching.question import Question
from disclosures.imports.nearest_items import NearestItems
from disclosures.imports.tables.rows import Row

ITEMS = [
    Question("1", "", "データの保管場所", "データを保管する国と地域を記載してください。"),
    Question("2", "", "バックアップの間隔", "バックアップを取得する間隔を記載してください。"),
    Question("3", "アクセス", "ログの取得", "取得するログの種類を記載してください。"),
    Question("4", "障害", "ログの取得", "障害時に取得するログを記載してください。"),
    Question("5", "", "サポート窓口の営業時間", "お問い合わせの受付時間を記載してください。"),
    Question("6", "", "契約終了時の返却", "契約終了後のデータの返却方法を記載してください。"),
]


def nearest(**texts):
    return [item.number for item in NearestItems(ITEMS).of(Row(7, "99", **texts))]


@pytest.mark.parametrize(
    ("texts", "number"),
    [
        ({"name": "データ保管場所"}, "1"),
        ({"name": "バックアップ間隔", "question": "取得の間隔は"}, "2"),
        ({"question": "バックアップを取得する間隔をご記入ください"}, "2"),
        ({"category": "障害", "name": "ログの取得"}, "4"),
        ({"name": "サポート窓口の受付時間"}, "5"),
        ({"name": "契約終了時のデータ返却"}, "6"),
        ({"name": "ＤＡＴＡ", "question": "データを保管する国"}, "1"),
        ({"cells": ("契約終了時の返却", "USB で返却します。")}, "6"),
    ],
)
def test_an_item_that_was_reworded_is_the_nearest(texts, number):
    assert nearest(**texts)[0] == number


def test_there_are_three_at_most_each_once():
    found = nearest(name="ログの取得間隔")

    assert len(found) == len(set(found)) == 3


def test_a_row_without_words_is_near_to_nothing():
    assert nearest() == []


def test_a_guideline_without_items_proposes_none():
    assert NearestItems([]).of(Row(7, "99", name="ログ")) == []
