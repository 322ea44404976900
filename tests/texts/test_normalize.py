"""Words are found however they are written, and marked where they stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from texts.normalize import search_key, spans


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
    ],
)
def test_a_word_is_found_however_it_is_written(text, word, place):
    assert found(text, word) == [place]


def test_every_place_is_marked_and_those_that_touch_are_one():
    assert found("暗号化と暗号、号化", "暗号", "号化") == ["暗号化", "暗号", "号化"]


@pytest.mark.parametrize("word", ["", "復号", "か"])
def test_what_is_not_there_is_not_marked(word):
    assert found("か\u3099暗号", word) == []


SIGNS = st.text("か\u3099ﾊﾞTtＴ1１ \n暗⽤㈱ーｰ", max_size=30)


@given(SIGNS, SIGNS)
def test_a_text_is_marked_where_it_is_found(text, word):
    wanted = search_key(word)

    marked = spans(text, [wanted])

    assert bool(marked) == (bool(wanted) and wanted in search_key(text))
    assert all(wanted in search_key(text[start:end]) for start, end in marked)
