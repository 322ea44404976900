"""What Japanese sentences say of a thing."""

import pytest

from texts.polarity import affirms, contradicts, denies, sentences


@pytest.mark.parametrize(
    "sentence",
    [
        "証明書は発行しません",
        "記録は行っておりません",
        "報告の仕組みはありませんでした",
        "個別の監視はしていない",
        "該当する規程なし",
        "国外からの利用は不可",
        "現在は未対応です",
        "この項目は対象外としております",
    ],
)
def test_sentences_that_deny(sentence):
    assert (denies(sentence), affirms(sentence)) == (True, False)


@pytest.mark.parametrize(
    "sentence",
    [
        "毎日バックアップを取得しています",
        "通知は電子メールで行います",
        "固定IPによる制限も可能",
        "規程あり",
        "点検は毎年実施",
        "検知できないときは電話でお知らせします",
        "影響は少ない構成です",
    ],
)
def test_sentences_that_affirm(sentence):
    assert (denies(sentence), affirms(sentence)) == (False, True)


@pytest.mark.parametrize(
    "sentence",
    ["窓口にお問い合わせください", "お客様に設定していただきます", "電子メール、電話", "7世代"],
)
def test_sentences_that_decide_nothing(sentence):
    assert (denies(sentence), affirms(sentence)) == (False, False)


@pytest.mark.parametrize(
    ("availability", "text"),
    [
        ("no", "一部の項目は暗号化しています。"),
        ("no", "（監視は委託先が行います。）"),
        ("no", "有り。ただし契約によります"),
        ("yes", "なし"),
        ("yes", "定期の診断は行っていません。"),
        ("yes", "診断は行っていません。記録もありません。"),
    ],
)
def test_texts_that_say_the_other(availability, text):
    assert contradicts(availability, text)


@pytest.mark.parametrize(
    ("availability", "text"),
    [
        ("no", ""),
        ("no", "監視は行っていません。障害のときは電話でお知らせします。"),
        ("no", "必要な方は窓口にお問い合わせください。"),
        ("yes", "毎日取得しています。お客様への提供は行っていません。"),
        ("yes", "無停電電源装置を設けています。"),
        ("yes", "あり、年1回です。"),
        ("no", "有事の手順はありません。"),
    ],
)
def test_texts_that_do_not(availability, text):
    assert not contradicts(availability, text)


def test_sentences_and_lines_are_told_apart():
    text = "・暗号化しています。（ＴＬＳ）\n\n※例外はありません"

    assert sentences(text) == ["暗号化しています", "TLS", "例外はありません"]
