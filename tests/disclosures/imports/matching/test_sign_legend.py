"""Legends of a file that give signs such as ○ another meaning than they have elsewhere."""

import pytest

from disclosures.imports.matching.current_state import WorkingCopyState
from disclosures.imports.matching.matcher import match
from disclosures.imports.tables.reading import read_file
from tests.disclosures.imports.reasons import reason

from .case import lines
from .one_answer import QUESTIONS


def answer(text, legend, columns="回答"):
    file = read_file(f"{legend}\n{lines(('1', text), columns=columns)}".encode())
    return match(file, QUESTIONS, WorkingCopyState()).items[0]


EXPLAINED = [
    ("○：未対応　×：対応済", "○", "未対応"),
    ("○：未対応　×：対応済", "× 毎日点検しています。", "対応済"),
    ("※ ○=該当なし / △=一部 / ×=対応", "〇", "該当なし"),
    ("（○…対応していない、×…対応している）", "○", "対応していない"),
    ("凡例：◎ 対応済 ○ 一部対応 △ 対応予定 × 未対応", "○", "一部対応"),
    ("凡例：◎ 対応済 ○ 一部対応 △ 対応予定 × 未対応", "△", "対応予定"),
    ("○：対応、×：対象外", "×", "対象外"),
    ("○は未実施、×は実施", "○", "未実施"),
    ("○（不要）", "○", "不要"),
]


# A cell for 有無 holds the sign alone.
@pytest.mark.parametrize(
    ("legend", "text", "meaning", "columns"),
    [
        (*one, columns)
        for one in EXPLAINED
        for columns in ("回答", "有無")
        if columns == "回答" or len(one[1]) == 1
    ],
)
def test_a_sign_that_the_file_explains_otherwise_is_unsure(legend, text, meaning, columns):
    found = answer(text, f'"{legend}"', columns)

    assert (found.outcome, found.why.code) == ("unsure", "sign_means_otherwise")
    assert found.why.details == {"sign": text[0], "text": meaning}
    assert meaning in reason(found)


@pytest.mark.parametrize(
    ("legend", "text"),
    [
        *(("○：対応済　△：一部対応　×：未対応", sign) for sign in "○△×"),
        *(("○=はい ×=いいえ", sign) for sign in "○×"),
        ("○：問題なし、×：問題あり", "○"),
        ("該当する項目に○を付けてください。", "○"),
        ("株式会社○○ セキュリティチェックシート", "○"),
        ("○：未対応　×：対応済", "有り"),
        ("○：対応予定　×：未対応", "×"),
    ],
)
def test_a_sign_that_means_what_it_does_elsewhere_is_taken(legend, text):
    assert answer(text, f'"{legend}"').outcome == "set"
