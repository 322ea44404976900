"""What a cell says, as text; needs nothing but the standard library."""

import datetime
import re
import unicodedata
from itertools import groupby

Place = tuple[int, int]  # of a cell: row and column, from 0

PILE = 1_000  # combining marks in a row; so many are still put in order at once

_LINE_END = re.compile(r"\r\n?")
_NUMBER = re.compile(
    r"(?:no\.?|番号|項番|項目)?\s*(?P<number>[0-9a-z](?:[0-9a-z._/&-]*[0-9a-z])?)\.?",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"[()\[\]{}<>«»‹›〈〉《》「」『』【】〔〕〖〗]")


def text_of(value: object) -> str:
    """The value as a person sees it in the cell, without white space around it.

    Formats of numbers are not known here (see `WorksheetPart.text`): 50% is "0.5".
    """
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return _decimal(value)
    if isinstance(value, datetime.datetime):
        return _moment(value)
    return _LINE_END.sub("\n", str(value)).strip()


def _decimal(value: float) -> str:
    """Without ".0"; 15 digits, because a sheet shows no more."""
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return format(value, ".15g")


def _moment(value: datetime.datetime) -> str:
    if value.time() == datetime.time():
        return value.date().isoformat()
    return value.isoformat(" ", "seconds")


def number_of(text: str) -> str | None:
    """The item number that a cell of the number column holds, or None.

    "25", "２５" and "No. 25" are all 25; labels such as "A&A-01.1" stay as they are.
    """
    match = _NUMBER.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if not match or not any(sign.isdigit() for sign in match["number"]):
        return None
    return match["number"]


def is_piled_up(text: str) -> bool:
    """Whether more combining marks follow each other than in any language.

    Putting them in order takes quadratic time (UAX #15, section 13, has 30 as the most in use).
    """
    if len(text) <= PILE:
        return False
    runs = groupby(text, lambda sign: unicodedata.combining(sign) > 0)
    return any(is_mark and sum(1 for _ in run) > PILE for is_mark, run in runs)


def without_brackets(text: str) -> str:
    """The text without the signs of brackets; what they hold stays."""
    return _BRACKETS.sub("", text)
