"""Signs that a text lost in Shift_JIS, which has none for them: ??野センター for 𠮷野センター."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby

from texts.normalize import shift_jis_key, without_selectors

from .match import Details

ENCODING = "cp932"  # what Excel and most others write as Shift_JIS
MARKS = "?？〓・□_\ufffd"  # what programs put in the place of a sign that they cannot write
MOST_MARKS = 4  # for one sign: some programs put one for each of its bytes
CONTEXT = 2  # signs on either side by which the place is known


def lost_signs(texts: Iterable[str], stored: Iterable[str]) -> Details | None:
    """The first passage of the texts that may be one of the stored texts without some signs.

    It has marks where the stored one has signs that Shift_JIS lacks, between the same signs,
    whatever else the texts say; or it is the stored one without these signs.
    """
    written = list(filter(None, texts))
    marked = [text for text in written if any(mark in text for mark in MARKS)]
    for before in dict.fromkeys(stored):
        if any(_is_without_signs(text, before) for text in written):
            passage = next(one for one, _pattern in _passages(without_selectors(before)))
            return {"text": "".join(filter(_is_kept, passage)), "stored": passage}
        if not marked:
            continue
        for passage, pattern in _passages(before):
            for found in (found for text in marked for found in re.finditer(pattern, text)):
                if any(mark in found["signs"] for mark in MARKS):
                    return {"text": found[0], "stored": passage}
    return None


def _is_without_signs(text: str, stored: str) -> bool:
    """Whether a program left out of the stored text all that it cannot write, and nothing else.

    Which glyph is meant is no such sign (`without_selectors`).
    """
    plain = without_selectors(stored)
    kept = plain.encode(ENCODING, "ignore").decode(ENCODING)
    return kept != plain and "".join(text.split()) == "".join(kept.split())


def _passages(stored: str) -> Iterator[tuple[str, str]]:
    """Each run of such signs with what is around it, and a pattern for what becomes of that.

    At the beginning or end of the stored text, a blank may stand before or behind the passage, or
    a colon before it: the file may have it as a part of a longer text.
    """
    parts = ["", *("".join(run) for _key, run in groupby(stored, _is_kept)), ""]
    for head, signs, tail in zip(parts, parts[1:], parts[2:], strict=False):
        if signs and not _is_kept(signs[0]):
            head, tail = head[-CONTEXT:], tail[:CONTEXT]
            # Some programs write the other code point of the same sign.
            twins = "".join(twin for sign in signs if (twin := shift_jis_key(sign)) != sign)
            yield (
                head + signs + tail,
                (re.escape(head) or r"(?<![^\s:：])")
                + rf"(?P<signs>[{MARKS}{re.escape(twins)}]{{1,{MOST_MARKS * len(signs)}}})"
                + (re.escape(tail) or r"(?!\S)"),
            )


@cache
def _is_kept(sign: str) -> bool:
    return sign.encode(ENCODING, "replace").decode(ENCODING) == sign
