"""Signs that a text lost in Shift_JIS, which has none for them: ??野センター for 𠮷野センター."""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from itertools import groupby

from texts.normalize import shift_jis_key, without_selectors
from texts.schemes import ADDRESS

from .match import Details

# What Excel and most others write as Shift_JIS, and the standard, which has neither 髙 nor ㈱ nor ①
ENCODINGS = ("cp932", "shift_jis")
MARKS = "?？〓・□_\ufffd"  # what programs put in the place of a sign that they cannot write
# In the place of a letter also marks that may begin a line, and how programs spell a sign out.
MORE_MARKS = "■●◆◇*＊#＃"
SPELT_OUT = (
    r"[(\[（［]\s?[?？]\s?[)\]）］]|\\[uU][0-9A-Fa-f]{4,8}"
    r"|[{<(\[]?U\+[0-9A-Fa-f]{4,6}[}>)\]]?"
)
MOST_MARKS = 4  # for one sign: some programs put one for each of its bytes
CONTEXT = 2  # signs on either side by which the place is known
_MARKED = re.compile(rf"[{MARKS}{MORE_MARKS}]|{SPELT_OUT}")
_HAN, _KANA = "一-龠々", "ァ-ヶー"
# A ? that no question can end: between Kanji, or before one where a word begins; and a run of them
STRAY_MARKS = re.compile(
    rf"(?:(?<=[{_HAN}{_KANA}])|^|(?<=[\s、。,.・:：/／(（)）「」『』【】はがをにとへでもやの]))[?？]{{1,4}}(?=[{_HAN}])"
    rf"|(?<=[がを])[?？]{{1,4}}(?=[{_KANA}])|(?<![?？ぁ-ん])[?？]{{3,20}}",
    re.MULTILINE,
)
# 〓 is also a stroke around a title, and a line of them divides.
_GETA = re.compile(
    r"\A[ \u3000]*(?P<only>〓+)[ \u3000]*\Z|^[ \u3000]*〓+(?:[^〓\n]+〓+)?[ \u3000]*$|(?P<mark>〓)",
    re.MULTILINE,
)


def lost_signs(texts: Iterable[str], stored: Iterable[str]) -> Details | None:
    """The first passage of the texts that may be one of the stored texts without some signs.

    It has marks where the stored one has signs that Shift_JIS lacks, between the same signs,
    whatever else the texts say; or it is the stored one without these signs.
    """
    written = list(filter(None, texts))
    marked = list(filter(_MARKED.search, written))
    for before in dict.fromkeys(stored):
        for encoding in ENCODINGS:
            if found := _lost_in(encoding, before, written, marked):
                return found
    return None


def stray_marks(texts: Iterable[str]) -> Details | None:
    """The first passage of the texts where a mark may stand for a sign, whatever was meant."""
    for text in (ADDRESS.sub(" ", text) for text in texts):
        strokes = (found for found in _GETA.finditer(text) if found["mark"] or found["only"])
        if found := STRAY_MARKS.search(text) or next(strokes, None):
            return {"text": text[max(0, found.start() - CONTEXT) : found.end() + CONTEXT].strip()}
    return None


def _lost_in(
    encoding: str, before: str, written: Collection[str], marked: Collection[str]
) -> Details | None:
    """The passage of the texts that may be the stored one without what the encoding lacks."""
    if any(_is_without_signs(text, before, encoding) for text in written):
        passage = next(one for one, _pattern in _passages(without_selectors(before), encoding))
        kept = (sign for sign in passage if _is_kept(sign, encoding))
        return {"text": "".join(kept), "stored": passage}
    for passage, pattern in _passages(before, encoding) if marked else ():
        for found in (found for text in marked for found in re.finditer(pattern, text)):
            if _MARKED.search(found["signs"]):
                return {"text": found[0], "stored": passage}
    return None


def _is_without_signs(text: str, stored: str, encoding: str) -> bool:
    """Whether a program left out of the stored text all that it cannot write, and nothing else.

    Which glyph is meant is no such sign (`without_selectors`).
    """
    plain = without_selectors(stored)
    kept = plain.encode(encoding, "ignore").decode(encoding)
    return kept != plain and "".join(text.split()) == "".join(kept.split())


def _passages(stored: str, encoding: str) -> Iterator[tuple[str, str]]:
    """Each run of such signs with what is around it, and a pattern for what becomes of that.

    At the beginning or end of the stored text, a blank may stand before or behind the passage, or
    a colon before it: the file may have it as a part of a longer text.
    """
    runs = groupby(stored, lambda sign: _is_kept(sign, encoding))
    parts = ["", *("".join(run) for _key, run in runs), ""]
    for head, signs, tail in zip(parts, parts[1:], parts[2:], strict=False):
        if signs and not _is_kept(signs[0], encoding):
            head, tail = head[-CONTEXT:], tail[:CONTEXT]
            # Some programs write the other code point of the same sign.
            twins = "".join(twin for sign in signs if (twin := shift_jis_key(sign)) != sign)
            more = MORE_MARKS if any(map(str.isalpha, signs)) else ""
            mark = rf"(?:[{MARKS}{re.escape(twins + more)}]|{SPELT_OUT})"
            yield (
                head + signs + tail,
                (re.escape(head) or r"(?<![^\s:：])")
                + rf"(?P<signs>{mark}{{1,{MOST_MARKS * len(signs)}}})"
                + (re.escape(tail) or r"(?!\S)"),
            )


@cache
def _is_kept(sign: str, encoding: str) -> bool:
    return sign.encode(encoding, "replace").decode(encoding) == sign
