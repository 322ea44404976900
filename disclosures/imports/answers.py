"""What the text of an answer cell states."""

import re
from dataclasses import dataclass

from .cells import folded, without_brackets

# The words of the official check sheets, and the codes of `Answer.availability`.
AVAILABILITIES = {
    "有り": "yes",
    "あり": "yes",
    "有": "yes",
    "無し": "no",
    "なし": "no",
    "無": "no",
    "一部有り": "partial",
    "一部あり": "partial",
    "一部有": "partial",
    "一部": "partial",
    "該当無し": "not_applicable",
    "該当なし": "not_applicable",
    "非公開": "undisclosed",
}
DITTO = {"同上", "〃"}

_WORD = re.compile(
    rf"(?P<word>{'|'.join(sorted(AVAILABILITIES, key=len, reverse=True))})"
    r"(?:\s*[、。:：]\s*|\s+|(?=[(（\[［「『【〔〈《])|$)"
)


@dataclass(frozen=True)
class Statement:
    """What an item says: a code and a text, or the number of the item whose answer it repeats."""

    availability: str | None
    body: str
    same_as: str | None


def is_ditto(text: str) -> bool:
    """Whether the answer is 同上 and nothing else."""
    return without_brackets(folded(text)).strip("。.") in DITTO


def statement_of(text: str) -> Statement:
    """The cell's text, divided into availability and body where it begins with such a word.

    Only white space or one 、 。 : after the word is lost, so that word and body still read as
    the cell did. Where the word goes on (有料, 一部の…) it is none.
    """
    found = _WORD.match(text)
    if not found:
        return Statement(None, text, None)
    return Statement(AVAILABILITIES[found["word"]], text[found.end() :], None)
