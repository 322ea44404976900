"""Texts that stand in the place of an answer: forms nobody filled in, notes, pointers."""

import re
import unicodedata

from products.folding import folded

from .answers import AVAILABILITIES, SIGNS, WHOLE, any_of, availability_of
from .cells import without_brackets

_ONE = re.compile(rf"(?>{any_of({**AVAILABILITIES, **WHOLE})})")  # 一部有り is one word
_OWN = rf"(?>{any_of(AVAILABILITIES)})"
_MARK = rf"[(\[]\s*[{SIGNS}●✓✔レ■□☑]?\s*[)\]]"  # where a mark goes: 有（　）
_OR = r"(?:[・･/|,、。;:&~〜→⇒>-]|or|又は|または|もしくは|から)"
_SEVERAL = re.compile(
    rf"{_ONE.pattern}(?:{_MARK})?(?:{_OR}?{_ONE.pattern}(?:{_MARK})?)+(?:[(\[「『【〔〈《].*)?",
    re.DOTALL,
)
_SEVERAL_FIRST = re.compile(  # what goes on must be apart: 有り 無線LAN is an answer
    rf"{_OWN}\s*(?:{_MARK})?(?:(?:\s*{_OR}\s*|\s+|(?<=[)\]])){_OWN}\s*(?:{_MARK})?)+"
    r"(?=[\s、。,:(\[]|(?<=[\s)\]])|$)"
)
_UNMARKED = re.compile(rf"{_ONE.pattern}(?:[(\[][)\]])+")
# 無　料 is a word with its signs spread out, as あり ません is one.
_SPREAD = re.compile(
    r"[有無]\s+(?:[料償効限人線罪害][^、。，．\s]{0,3}(?=[、。\s]|$)|[一-鿿](?=[、。\s]|$)"
    r"|(?:料|償|効|限|制限|期限)(?:です|で|の|と|に|は))"
    r"|(?:有り|あり)\s+(?:ませ|ます|まし|得|うる|える|がた)"
)
_DASHES = re.compile(r"[-‐‑‒–—―ーｰ−~〜…‥._*/\\\"'“”′]+")
_NOTES = {
    *("tbd", "tba", "tbc", "確認中", "要確認", "調査中", "作成中", "記入中", "回答待ち"),
    *("未回答", "未記入", "未入力", "後日回答", "別途回答"),
}
_REQUEST = re.compile(
    r"(?:(?:こちら|ここ|この欄|本欄|回答欄|右欄|左欄)[にへ])?(?:(?:ご?回答|内容|詳細|具体的)[をに])?"
    r"[ごお]?(?:記入|回答|記載|入力)(?:を?お願い(?:いた)?します|(?:して)?(?:下さい|ください))"
)
_EXAMPLE = re.compile(r"[(\[【〔<〈《]?(?:記入|記載|回答|入力)?例[)\]】〕>〉》::]")
_POINTER = re.compile(
    r"(?:同[左右前様]|[左右上]に同じ|[上左右前]記?(?:の回答)?(?:[とに]?同[じ様]|参照|の(?:通り|とおり))"
    r"|前[項問述](?:[とに]?同[じ様]|参照)|(?:no\.?|項番|項目|番号|問|#)?[0-9][0-9.-]*[番項]?"
    r"(?:の回答)?[とに]同[じ様]|(?:same)?asabove|seeabove|ditto)(?:です|とする|になります)?"
)


def is_blank_form(text: str) -> bool:
    """Whether the cell offers words of 有無 to choose from, such as 有 ・ 無 or 有（　） 無（○）.

    Which of them a mark belongs to is for a person to say.
    """
    word = folded(text).casefold().strip("。.")
    if _UNMARKED.fullmatch(word):
        return True
    apart = " ".join(unicodedata.normalize("NFKC", text).split())
    found = _SEVERAL.fullmatch(word) or _SEVERAL_FIRST.match(apart)
    return bool(found and len({availability_of(one) for one in _ONE.findall(found[0])}) > 1)


def is_spread_out(text: str) -> bool:
    """Whether the word of 有無 that the text seems to begin with may be the start of another."""
    return bool(_SPREAD.match(text))


def is_placeholder(text: str) -> bool:
    """Whether the text says that there is no answer yet, or asks for one, or gives an example."""
    word = folded(text).casefold()
    bare = without_brackets(word).strip("。.※")
    is_note = bare.removesuffix("です") in _NOTES or _DASHES.fullmatch(word)
    return bool(is_note or _REQUEST.fullmatch(bare) or _EXAMPLE.match(word))


def is_pointer(text: str) -> bool:
    """Whether the text only names another answer, but none that can be followed for sure."""
    return bool(_POINTER.fullmatch(without_brackets(folded(text)).casefold().strip("。.")))
