"""Words are found however they are written, and marked where they stand."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from texts.normalize import normalize, search_key, spans, wording_key


def found(text, *words):
    return [text[start:end] for start, end in spans(text, map(search_key, words))]


@pytest.mark.parametrize(
    ("text", "word", "place"),
    [
        ("通信はTLS1.2で守ります。", "ＴＬＳ１．２", "TLS1.2"),
        ("通信はＴＬＳ１．２で守ります。", "tls1.2", "ＴＬＳ１．２"),
        ("TLS 1.2を用います。", "TLS1.2", "TLS 1.2"),
        ("ﾊﾞｯｸｱｯﾌﾟを取ります。", "バックアップ", "ﾊﾞｯｸｱｯﾌﾟ"),
        ("ハ\u3099ックアッフ\u309aを取ります。", "バックアップ", "ハ\u3099ックアッフ\u309a"),
        ("利⽤者の登録", "利用者", "利⽤者"),
        ("暗号\n化の有無", "暗号化", "暗号\n化"),
        ("㈱メシウス", "(株)", "㈱"),
        ("サーバーの場所", "サーバ", "サーバー"),
        ("ｻｰﾊﾞｰの場所", "サーバー", "ｻｰﾊﾞｰ"),
        ("サーバの場所", "サーバー", "サーバ"),
        ("サーバ－の場所", "サーバー", "サーバ"),
        ("サーバ-1の場所", "サーバ-1", "サーバ-1"),
        ("9時〜17時", "9時～17時", "9時〜17時"),
        ("電話は03ー1234です。", "03-1234", "03ー1234"),
        ("値は−5です。", "－5", "−5"),
        ("Vendor’s", "vendor's", "Vendor’s"),
        ("“毎日”です。", '"毎日"', "“毎日”"),
        ("𠮷野センター", "吉野", "𠮷野"),
        ("吉野センター", "𠮷野", "吉野"),
        ("髙橋と山﨑", "山崎", "山﨑"),
        ("德島県", "徳島", "德島"),
        ("齋藤", "斎藤", "齋藤"),
        ("渡邉", "渡辺", "渡邉"),
        ("葛\U000e0100城市", "葛城市", "葛\U000e0100城市"),
        ("葛城市", "葛\U000e0100城市", "葛城市"),
    ],
)
def test_a_word_is_found_however_it_is_written(text, word, place):
    assert found(text, word) == [place]


LOOK_ALIKES = [
    ("9時〜17時", "9時～17時"),
    ("９：００～", "9:00〜"),
    ("9時ー17時", "9時－17時"),
    ("03ー1234", "03-1234"),
    ("03‐1234", "03–1234"),
    ("03−1234", "03—1234"),
    ("5′", "5’"),
    ("it's", "it’s"),
    ("“毎日”", '"毎日"'),
    ("＂毎日＂", "„毎日″"),
    ("A‖B", "A∥B"),
    ("￥100", "\\100"),
    ("○一部", "〇一部"),
    ("◯", "〇"),
    ("✕", "×"),
    ("5≦n≧1", "5≤n≥1"),
    ("3ヶ月、2ヵ所", "3ケ月、2カ所"),
    ("暗\u200b号\u00ad化\u2060", "\ufeff暗号化"),
    ("葛\U000e0100城", "葛城"),
    ("A・B･C", "A·B•C"),
    ("9─17", "9━17"),
    ("9⁓17", "9～17"),
    ("サーバ－", "サーバー"),
    ("サーバ-", "サーバー"),
    ("サーバ－ 3", "サーバー 3"),
    ("ﾃﾞｰﾀ―ﾍﾞｰｽ", "データーベース"),
    ("システム－サービス", "システム-サービス"),
    ("5´", "5′"),
    ("1∕2", "1/2"),
]


@pytest.mark.parametrize(("one", "other"), LOOK_ALIKES)
def test_signs_that_look_alike_are_equal(one, other):
    assert one != other
    assert normalize(one) == normalize(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ｻｰﾊﾞｰ1", "サーバ-1"),
        ("一", "ー"),
        ("𠮷野", "吉野"),
        ("バージョン-1", "バージョンー1"),
        ("ゆ-ざ", "ゆーざ"),
        ("○", "×"),
        ("10-20", "1020"),
    ],
)
def test_what_is_another_text_stays_one(one, other):
    assert normalize(one) != normalize(other)


def test_a_wording_is_the_same_whatever_its_case():
    assert wording_key("Do you use ＴＬＳ?") == wording_key("do you use TLS?")
    assert normalize("Do you") != normalize("do you")


@pytest.mark.parametrize("end", ["", "?", "？", "。", "．"])
def test_a_wording_is_the_same_whatever_ends_it(end):
    assert wording_key(f"教育していますか{end}") == wording_key("教育していますか")
    assert wording_key("?") == "?"


def test_every_place_is_marked_and_those_that_touch_are_one():
    assert found("暗号化と暗号、号化", "暗号", "号化") == ["暗号化", "暗号", "号化"]


@pytest.mark.parametrize("word", ["", "復号", "か"])
def test_what_is_not_there_is_not_marked(word):
    assert found("か\u3099暗号", word) == []


SIGNS = st.text("サ－-○〇·\u200bか\u3099ﾊﾞTtＴ1１ \n暗⽤㈱ーｰ〜~−″’髙高\U000e0100", max_size=30)


@given(SIGNS, SIGNS)
@example("1\u200bー", "-")
def test_a_text_is_marked_where_it_is_found(text, word):
    wanted = search_key(word)

    marked = spans(text, [wanted])

    assert bool(marked) == (bool(wanted) and wanted in search_key(text))
    assert all(wanted in search_key(text[start:end]) for start, end in marked)
