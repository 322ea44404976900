"""Texts that stand in the place of an answer: dashes, examples, errors, pointers; see `prompts`."""

import re

from disclosures.imports.files.cells import without_brackets
from disclosures.imports.tables.lexicon import EMPTY_WORDS
from texts.normalize import normalize
from texts.prompts import is_note

# ### is what Excel shows where a column is too narrow for a number.
_DASHES = re.compile(r"#{3,}|[-‐‑‒–—―ーｰ−~〜…‥._*/\\\"'“”′]+")
# Only at the beginning: an answer may give an example of its own.
_EXAMPLE = re.compile(r"[(\[【〔<〈《]?(?:記入|記載|回答|入力)?例[)\]】〕>〉》::]")
_NUMBER = r"(?:no\.?|項番|項目|番号|設問|問|q|#)?[0-9][0-9.-]*[番項]?"
_PLACE = (  # of the sheet, or of what came with it or before it; readers have none of them
    rf"(?:{_NUMBER}|[上下左右](?:記|段|側|の?[欄行列項]|のセル)?|[前次][項問述欄]|(?:備考|特記事項|コメント|補足)欄?"
    r"|(?:別|他の?)(?:シート|紙|添|表|欄|タブ|項目|ファイル|資料)[0-9]*|添付(?:資料|ファイル|書類)?[0-9]*"
    r"|(?:前|昨|一昨|去|前々)(?:回|年度?|期|版))(?:の?(?:提出|回答|内容|記載|項|欄)分?)?"
)
_PLEASE = r"(?:(?:して|を)?(?:下さい|ください|お願い(?:いた)?します)|のこと|願います)?"
_UNCHANGED = r"変更(?:点|箇所)?は?(?:なし|無し|ありません|ございません)"
_TO = (
    r"(?:[とに](?:同[じ様]|準[じず]る)|同[じ様]|の?(?:通り|とおり)"
    rf"|[をは]?ご?(?:参照|確認|覧){_PLEASE}|に(?:記載|記入|回答)(?:済み?|しています|しました)?"
    rf"|(?:から|より|と)の?{_UNCHANGED})"
)
# Nothing but pointers, up to three of them: a text that says more is an answer.
_POINTER = re.compile(
    rf"(?:※?(?:詳細は|詳しくは)?{_PLACE}{_TO}|{_UNCHANGED}|(?:詳細は|詳しくは){_PLACE}|同{_NUMBER}"
    rf"|同[左右前じ様]|(?:以下)?同[文じ様]|[=ー-]*同上[*ー-]+|[仝々]|(?:same)?asabove|seeabove|ditto){{1,3}}"
    r"(?:です|とする|になります)?"
)
# The errors of Excel, and Err:502 of LibreOffice, which may stand within a text.
_ERROR = re.compile(
    r"#(?:REF!|N/A|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!|FIELD!)|(?:^|\s)Err:[0-9]{3}\b"
)


def is_placeholder(text: str) -> bool:
    """Whether the text says that there is no answer yet, or that it is empty, or is an example."""
    word = normalize(text).casefold()
    is_empty = without_brackets(word).strip("。.※").removesuffix("です") in EMPTY_WORDS
    return bool(is_empty or is_note(text) or _DASHES.fullmatch(word) or _EXAMPLE.match(word))


def is_error(text: str) -> bool:
    """Whether the text holds what a spreadsheet shows in the place of a result."""
    return _ERROR.search(text) is not None


def is_pointer(text: str) -> bool:
    """Whether the text only names another answer or place, but none to be followed for sure."""
    return bool(_POINTER.fullmatch(without_brackets(normalize(text)).casefold().strip("。.")))
