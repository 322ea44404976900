"""What a cell says, as text; needs nothing but the standard library."""

import datetime
import re
import unicodedata
from itertools import groupby, pairwise

Place = tuple[int, int]  # of a cell: row and column, from 0

PILE = 1_000  # combining marks in a row; so many are still put in order at once

_LINE_END = re.compile(r"\r\n?")
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


def one_line(text: str) -> str:
    """The text of a label that was wrapped: between words a blank stands for the end of a line.

    Between two full-width characters none does: Japanese and Chinese have no blanks, Korean has.
    """
    lines = [line for line in map(str.strip, text.split("\n")) if line]
    joined = lines[:1]
    for before, line in pairwise(lines):
        joined += ["" if _is_full_width(before[-1]) and _is_full_width(line[0]) else " ", line]
    return "".join(joined)


def _is_full_width(sign: str) -> bool:
    is_korean = "HANGUL" in unicodedata.name(sign, "")
    return unicodedata.east_asian_width(sign) in ("W", "F", "H") and not is_korean


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
