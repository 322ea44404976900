"""Texts that stand in the place of an answer: notes, requests, examples, pointers."""

import re

from products.folding import folded

from .cells import without_brackets

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


def is_placeholder(text: str) -> bool:
    """Whether the text says that there is no answer yet, or asks for one, or gives an example."""
    word = folded(text).casefold()
    bare = without_brackets(word).strip("。.※")
    is_note = bare.removesuffix("です") in _NOTES or _DASHES.fullmatch(word)
    return bool(is_note or _REQUEST.fullmatch(bare) or _EXAMPLE.match(word))


def is_pointer(text: str) -> bool:
    """Whether the text only names another answer, but none that can be followed for sure."""
    return bool(_POINTER.fullmatch(without_brackets(folded(text)).casefold().strip("。.")))
