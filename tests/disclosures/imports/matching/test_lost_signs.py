"""A text that lost signs in Shift_JIS never replaces the one that has them."""

import pytest

from disclosures.imports.tables.doubt import Doubt
from disclosures.sheet.content import AnswerContent

from .one_answer import ASKED, first, matches, table

STORED = "𠮷野センター（葛\U000e0100城市）で平日に対応します。"


def imported(text, *stored, earlier=()):
    """What becomes of the text beside what is answered now."""
    now = AnswerContent(body=stored[0]) if stored else AnswerContent()
    return first(
        table(f"{ASKED},回答", ("1", text)), now, [AnswerContent(body=one) for one in earlier]
    )


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        (STORED, "??野センター（葛??城市）で平日に対応します。"),
        (STORED, "?野センター（葛?城市）で平日に対応します。"),
        (STORED, "〓野センター（葛〓城市）で平日に対応します。"),
        (STORED, "？野センター（葛城市）で平日に対応します。"),
        (STORED, "????野センター（葛城市）で、毎日対応します。"),
        (STORED, "・野センター（葛・城市）で平日に対応します。"),
        ("担当は𠮷", "担当は??"),
        ("𠮷野", "??野"),
        ("平日9時〜17時です。", "平日9時?17時です。"),
        ("𠮷〜𠮷の間です。", "??～??の間です。"),
        ("Café Zürich", "Caf? Z?rich"),
        ("9:00 – 17:00", "9:00 ? 17:00"),
        ("1行目\n𠮷野", "1行目\n??野"),
        ("𠮷野です。", "□野です。"),
        ("𠮷野です。", "__野です。"),
        ("✅です。", "です。"),
        ("9:00 – 17:00", "9:00 17:00"),
        ("対応済み ✔️", "対応済み"),
        ("葛\U000e0100城の𠮷野です。", "葛城の野です。"),
        # As the standard of Shift_JIS has no sign for them, though Windows has
        ("髙橋が㈱カイジの①拠点で対応します。", "?橋が?カイジの?拠点で対応します。"),
        ("担当は㈱カイジです。", "担当は?カイジです。"),
        ("①毎日です。", "?毎日です。"),
        ("Ⅲ種の資格です。", "〓種の資格です。"),
        ("髙橋です。", "橋です。"),
        # As other marks, and spelt out
        ("𠮷野です。", "■野です。"),
        ("𠮷野です。", "●野です。"),
        ("𠮷野です。", "(?)野です。"),
        ("𠮷野です。", "（？）野です。"),
        ("𠮷野です。", "*野です。"),
        ("𠮷野です。", "<U+20BB7>野です。"),
        ("𠮷野です。", "\\U00020bb7野です。"),
    ],
)
def test_marks_in_the_place_of_such_signs_are_unsure(stored, text):
    found = imported(f'"{text}"', stored)

    assert (found.outcome, found.why.code) == ("unsure", "signs_lost")


def test_it_says_which_signs():
    assert imported("??野センターです。", "𠮷野センターです。").why == Doubt(
        "signs_lost", {"text": "??野セ", "stored": "𠮷野セ"}
    )


def test_what_was_answered_before_counts_too():
    found = imported("??野センターです。", "毎日です。", earlier=["𠮷野センターです。"])

    assert found.why.code == "signs_lost"


def test_so_does_the_label_of_evidence():
    now = AnswerContent(body="毎日です。", evidence="𠮷野規程, https://a.example/")
    file = table(f"{ASKED},回答,根拠・参考", ("1", "毎日です。", '"??野規程, https://a.example/"'))

    assert first(file, now).why.code == "signs_lost"


def test_so_does_what_one_product_answers():
    of_alpha = {("1", "Alpha"): AnswerContent(body="𠮷野です。")}
    file = table(f"{ASKED},回答", ("1", "Alpha：??野です。"))

    found = matches(file, {}, of=of_alpha, products=["Alpha", "Beta"])["1", ""]

    assert found.why.code == "signs_lost"


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        (STORED, "吉野センター（葛城市）で平日に対応します。"),
        (STORED, STORED),
        ("どこですか?", "どこでしょうか?"),
        ("✅毎日です。", "●毎日です。"),
        ("髙橋です。", "高橋です。"),
        ("①毎日です。", "1 毎日です。"),
        ("担当は𠮷", "担当は𠮷?"),
        ("9:00 – 17:00", "電話 ・ メール"),
        ("平日9時〜17時です。", "平日9時～17時です。"),
        ("??野です。", "??野です。"),
        ("𠮷野です。", "本当ですか?"),
        ("✅です。", "毎日です。"),
        ("葛\U000e0100城です。", "葛城で毎日です。"),
    ],
)
def test_other_question_marks_are_what_was_written(stored, text):
    found = imported(text, stored)

    assert (found.outcome in ("set", "unchanged"), found.why) == (True, None)


@pytest.mark.parametrize("stored", ["", "高野センターです。"])
@pytest.mark.parametrize(
    "text",
    [
        "?野センターで対応します。",
        "??野センターで対応します。",
        "対応は?野センターです。",
        "拠点：?野",
        "奈良県葛?城市で対応",
        "?橋が?カイジの?拠点で対応します。",
        "担当は〓田です。",
        "〓田が担当します。",
        "氏名：〓〓",
        "〓",
    ],
)
def test_a_mark_that_can_only_stand_for_a_sign_needs_no_stored_text(text, stored):
    found = imported(text, *filter(None, [stored]))

    assert (found.outcome, found.why.code) == ("unsure", "signs_may_be_lost")


@pytest.mark.parametrize(
    "text",
    [
        "URL?id=1",
        "何日ですか? 3日です。",
        "何日ですか?毎日です。",
        "https://kaiji.example/?検索=監査 にあります。",
        "〓保存先〓",
        "〓〓〓 保存先 〓〓〓\n東京です。",
        "〓〓〓〓\n東京です。",
    ],
)
def test_a_mark_that_may_be_meant_is_what_was_written(text):
    found = imported(f'"{text}"')

    assert (found.outcome, found.statement.body) == ("set", text)


@pytest.mark.parametrize("text", ["葛城市です。", "葛\U000e0100城市です。"])
def test_a_text_without_the_choice_of_a_glyph_is_unchanged(text):
    stored = "葛\U000e0100城市です。"

    found = imported(text, stored)

    assert (found.outcome, found.statement.body) == ("unchanged", stored)


def test_the_choice_of_a_glyph_can_be_brought_in():
    found = imported("葛\U000e0100城市です。", "葛城市です。")

    assert (found.outcome, found.statement.body) == ("set", "葛\U000e0100城市です。")
