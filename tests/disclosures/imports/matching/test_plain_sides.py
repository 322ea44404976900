"""A text that plainly says the opposite of the 有無 beside it is unsure, and others are not."""

import pytest

from disclosures.imports.matching.current_state import WorkingCopyState
from disclosures.imports.matching.matcher import match
from disclosures.imports.matching.question import Question
from disclosures.imports.tables.reading import read_file

AUDIT = Question("1", "", "監査", "監査を実施していますか", asks_availability=True)


def imported(word, text):
    """What becomes of the word in a column of its own, and of the text beside it."""
    lines = ("No.,項目,設問,有無,回答", f"1,{AUDIT.name},{AUDIT.question},{word},{text}")
    return match(read_file("\n".join(lines).encode()), [AUDIT], WorkingCopyState()).items[0]


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("有", "実施していません。"),
        ("有", "未対応"),
        ("有", "未実施です。"),
        ("有", "該当なし"),
        ("有", "対象外"),
        ("有", "ありません。"),
        ("有", "今後対応予定"),
        ("有", "検討中です。"),
        ("有", "2027年度に実施予定です。"),
        ("有", "監査は行っていません。"),
        ("有", "現在は実施しておりません。"),
        ("有", "実施できていません。"),
        ("有", "対応していません。代替策はあります。"),
        ("有り", "実施せず"),
        ("無", "毎年実施しています。"),
        ("無", "監査を毎年実施しています。"),
        ("無", "定期的な監査を実施しています。結果は共有しません。"),
        ("無", "実施済み"),
        ("無", "対応しております。"),
        ("対象外", "毎年実施しています。"),
        ("該当なし", "対応済み"),
    ],
)
def test_what_plainly_says_the_opposite_is_unsure(word, text):
    found = imported(word, text)

    assert (found.outcome, found.why.code) == ("unsure", "cells_contradict")


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("有", "毎年実施しています。"),
        ("無", "来年度に行います。"),
        ("無", "2027年3月までに対応します。"),
        ("無", "今後導入します。"),
        ("無", "次期に整備します。"),
        ("有", "例外はありません。"),
        ("有", "不適合はありません。"),
        ("有", "個人情報は取得していません。"),
        ("有", "TLS1.2は使用していません。"),
        ("有", "年1回実施しています。指摘はありません。"),
        ("有", "継続的に改善する予定です。"),
        ("有", "影響は少ないです。"),
        ("無", "実施していません。"),
        ("無", "今後実施予定です。"),
        ("無", "お客様にて実施しています。"),
        ("無", "お客様に実施していただいています。"),
        ("無", "クラウド事業者が実施しています。"),
        ("無", "監査は実施していませんが、診断を実施しています。"),
        ("無", "代わりに診断を実施しています。"),
        ("対象外", "該当する業務がありません。"),
        ("一部", "実施していません。"),
        ("非公開", "実施しています。"),
    ],
)
def test_what_has_words_of_its_own_or_agrees_is_set(word, text):
    found = imported(word, text)

    assert (found.outcome, found.statement.body) == ("set", text)


def test_the_word_may_stand_in_the_same_cell():
    lines = ("No.,項目,設問,回答", f"1,{AUDIT.name},{AUDIT.question},有り。実施していません。")

    found = match(read_file("\n".join(lines).encode()), [AUDIT], WorkingCopyState()).items[0]

    assert (found.outcome, found.why.code) == ("unsure", "cells_contradict")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_sheets_of_other_languages_are_not_judged_by_japanese_words(language):
    lines = ("No.,項目,設問,有無,回答", f"1,{AUDIT.name},{AUDIT.question},Yes,未対応")

    state = WorkingCopyState(language=language)
    found = match(read_file("\n".join(lines).encode()), [AUDIT], state).items[0]

    assert found.outcome == "set"
