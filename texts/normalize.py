"""The one door of "the same text": keys to compare and find texts by, which stay as written.

Equal are width and case, code points of one character, signs that look alike, and blanks; for a
search also variants of a character. Needs nothing but the standard library.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from .variants import VARIANTS

Span = tuple[int, int]  # from, until, in characters of the text

_CHARACTERS = str.maketrans(
    {
        # Radicals that PDF copies put in the place of characters, where NFKC knows no other
        # spelling or a Chinese one: Unicode's EquivalentUnifiedIdeograph, and 戸 for 戶.
        **dict(
            zip(
                "⺁⺌⺎⺝⺟⺠⺡⺧⺩⺫⺬⺭⺮⺼⻁⻄⻆⻋⻑⻘⻝⻤⻨⻩⻭⻯⻲戶",
                "厂小兀月母民水牛王目示示竹肉虎西角車長青食鬼麦黄歯竜亀戸",
                strict=True,
            )
        ),
        # Signs that are typed for one another, and that programs exchange when they write
        # Shift_JIS. ″ is two ′ after NFKC, and so is every mark of its kind.
        **dict.fromkeys("〜∼⁓〰", "~"),
        **dict.fromkeys("‐‒–—―−⁃─━", "-"),
        **dict.fromkeys("‘’‛′‵`ʹʼ", "'"),
        **dict.fromkeys('"“”„‟〝〞〟', "''"),
        **dict.fromkeys("·•‧∙⋅", "・"),
        **dict.fromkeys("〇◯⚪", "○"),
        **dict.fromkeys("✕✖☓⨯", "×"),
        **dict.fromkeys("⁄∕", "/"),
        **{"‖": "∥", "¥": "\\", "≦": "≤", "≧": "≥", "ヶ": "ケ", "ヵ": "カ"},
        # What nobody sees: how a word may be divided, and which way it is read
        **dict.fromkeys((0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), 0xFEFF)),
        **dict.fromkeys((*range(0x2060, 0x2065), *range(0x2066, 0x206A))),
    }
)
# Which glyph of a character is meant; fonts without it show the usual one.
_SELECTORS = dict.fromkeys((*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)))
_FOLDED = _CHARACTERS | _SELECTORS
# A ー that prolongs no vowel is a dash: 03ー1234, 9時ー17時; a dash behind Katakana is a ー, unless
# a figure or letter follows: サーバ－, データ―ベース, but バージョン-1.
_BAR = re.compile("ー(?<=[^ぁ-ゖゝゞァ-ヺー-ヾ]ー)ー*+")
_DASH = re.compile("(?<=[ァ-ヺ])[-ー]++(?![0-9A-Za-z])")
_VARIANTS = str.maketrans(VARIANTS)
_FOR_SEARCH = _VARIANTS | {ord("ー"): None}
# Two code points that converters of Shift_JIS make of one sign.
_SHIFT_JIS_TWINS = str.maketrans("〜−‖—¢£¬¦", "～－∥―￠￡￢￤")


def normalize(text: str) -> str:
    """The text for comparing: as `_folded`, without any white space."""
    return _dashed("".join(_prolonged(_folded(text)).split()))


def wording_key(text: str) -> str:
    """What is asked, for comparing: as `normalize`, whatever the case and the mark at its end."""
    key = normalize(text).casefold()
    return key.rstrip("?。.") or key


def caseless(text: str) -> str:
    """The text for finding it as typed: width, case, look-alikes and variants are the same."""
    return _dashed(_folded(text)).translate(_VARIANTS).casefold()


def search_key(text: str) -> str:
    """The text for looking words up: as `caseless`, without white space, サーバー as サーバ."""
    return normalize(text).translate(_FOR_SEARCH).casefold()


def shift_jis_key(text: str) -> str:
    """The text for comparing with what went through a file in Shift_JIS: 〜 and ～ are one sign."""
    return text.translate(_SHIFT_JIS_TWINS)


def without_selectors(text: str) -> str:
    """The text as programs write it that have one glyph for each character."""
    return text.translate(_SELECTORS)


def _folded(text: str) -> str:
    """NFKC, with one sign for look-alikes, and characters for radicals."""
    # ´ is a blank and an accent after NFKC.
    return unicodedata.normalize("NFKC", text.replace("´", "'")).translate(_FOLDED)


def _dashed(text: str) -> str:
    """Dashes and ー as one where either is typed for the other; as long as before."""
    return _prolonged(_BAR.sub(lambda bars: "-" * len(bars[0]), text))


def _prolonged(text: str) -> str:
    """A ー for each dash behind Katakana; what follows a blank tells nothing of its kind."""
    if "-" not in text:  # for speed: most texts have none
        return text
    return _DASH.sub(lambda dashes: "ー" * len(dashes[0]), text)


def spans(text: str, words: Iterable[str]) -> list[Span]:
    """Where these `search_key` words stand in the text as it is written; in order, apart."""
    signs = list(_signs(text))
    whole = "".join(sign for sign, _span in signs)
    found = sorted(
        (signs[at][1][0], signs[at + len(word) - 1][1][1])
        for word in words
        for at in _places(whole, word)
    )
    return list(_joined(found))


def _signs(text: str) -> Iterator[tuple[str, Span]]:
    """The signs of the `search_key` of the text, each with where it stands."""
    folded = [(sign, span) for span in _characters(text) for sign in _folded(text[slice(*span)])]
    # What is around a dash tells its kind; each sign stays one sign.
    signs = zip(_prolonged("".join(sign for sign, _span in folded)), folded, strict=True)
    written = [(sign, span) for sign, (_sign, span) in signs if not sign.isspace()]
    whole = _dashed("".join(sign for sign, _span in written))
    for sign, (_sign, span) in zip(whole, written, strict=True):
        for one in sign.translate(_FOR_SEARCH).casefold():
            yield one, span


# Blanks together with the ー that may follow: it belongs to what stands before them.
_PART = re.compile(r"\s++[ーｰ]*+|.", re.DOTALL)


def _characters(text: str) -> Iterator[Span]:
    """Each character as readers see it: with its marks, half-width ゛ and ゜ and ー included.

    What nobody sees belongs to what stands before it.
    """
    start = 0
    for part in _PART.finditer(text):
        last = part[0][-1]
        is_unseen = _FOLDED.get(ord(last), last) is None
        if part.start() and not (last in "ﾞﾟーｰ" or is_unseen or unicodedata.combining(last)):
            yield start, part.start()
            start = part.start()
    if text:
        yield start, len(text)


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
