"""Whether words stand in a text, however they are written: width, case, code points, blanks.

Needs nothing but the standard library.
"""

import unicodedata
from collections.abc import Iterable, Iterator

Span = tuple[int, int]  # from, until, in characters of the text

# Radicals that PDF copies put in the place of characters, where NFKC knows no other spelling or
# a Chinese one: Unicode's EquivalentUnifiedIdeograph, and 戸 for 戶.
_RADICALS = str.maketrans(
    "⺁⺌⺎⺝⺟⺠⺡⺧⺩⺫⺬⺭⺮⺼⻁⻄⻆⻋⻑⻘⻝⻤⻨⻩⻭⻯⻲戶",
    "厂小兀月母民水牛王目示示竹肉虎西角車長青食鬼麦黄歯竜亀戸",
)


def normalize(text: str) -> str:
    """The text for comparing: NFKC, radicals as characters, without any white space."""
    return "".join(unicodedata.normalize("NFKC", text).translate(_RADICALS).split())


def caseless(text: str) -> str:
    """The text for finding it as typed: full and half width, upper and lower case are the same."""
    return unicodedata.normalize("NFKC", text).casefold()


def search_key(text: str) -> str:
    """The text for looking words up: `normalize`, upper case as lower, サーバー as サーバ."""
    return normalize(text).casefold().replace("ー", "")


def spans(text: str, words: Iterable[str]) -> list[Span]:
    """Where these `search_key` words stand in the text as it is written; in order, apart."""
    signs = [(sign, span) for span in _characters(text) for sign in search_key(text[slice(*span)])]
    whole = "".join(sign for sign, _span in signs)
    found = sorted(
        (signs[at][1][0], signs[at + len(word) - 1][1][1])
        for word in words
        for at in _places(whole, word)
    )
    return list(_joined(found))


def _characters(text: str) -> Iterator[Span]:
    """Each character as readers see it: with its marks, half-width ゛ and ゜ and ー included."""
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or not (unicodedata.combining(text[at]) or text[at] in "ﾞﾟーｰ"):
            yield start, at
            start = at


def _places(whole: str, word: str) -> Iterator[int]:
    at = whole.find(word) if word else -1
    while at >= 0:
        yield at
        at = whole.find(word, at + 1)


def _joined(found: Iterable[Span]) -> Iterator[Span]:
    """Spans that touch or overlap as one; they come in order."""
    last: Span | None = None
    for span in found:
        if last and span[0] <= last[1]:
            last = last[0], max(last[1], span[1])
            continue
        if last:
            yield last
        last = span
    if last:
        yield last
