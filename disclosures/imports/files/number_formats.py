"""Formats of cells in a workbook: whether a value is shown otherwise than it is stored."""

import datetime
import math
import re

PLAIN = re.compile(r"[0#?,]*[0#?](?:\.(?P<decimals>[0#?]+))?")
ZEROS = re.compile(r"(?P<whole>0+)(?:\.(?P<decimals>0+))?")
# What stands in brackets is shorter than a whole format, which Excel gives 255 characters.
_WORDS = re.compile(r'"[^"]*"|\[[^]]{0,255}\]|\\.')  # of a format: texts, conditions, single signs
_QUOTED = re.compile(r'"[^"]*"|\\.')
_BLANKS = re.compile(r"\[[^]]{0,255}\]|[_*].|\\ |\s")  # colours, widths and what fills the cell


def is_formed(code: str, value: object) -> bool:
    """Whether a person sees another text, or less, than the value would be as a text."""
    if isinstance(value, int | float):
        return not math.isfinite(value) or not is_plain(code, value)
    if isinstance(value, datetime.date):
        return code != "General" and not _shows_all(code, value)
    return isinstance(value, datetime.timedelta)


def is_reworded(code: str) -> bool:
    """Whether the format shows a text with other words around it, or not at all (18.8.31).

    Its fourth part is for texts, or the last one that has an @; without any they are shown.
    """
    parts = _QUOTED.sub(lambda match: match[0].replace(";", ""), code).split(";")
    own = parts[3:4] or [part for part in parts[-1:] if "@" in _QUOTED.sub("", part)]
    return any(_BLANKS.sub("", part).casefold() not in ("@", "general") for part in own)


def _shows_all(code: str, value: datetime.date) -> bool:
    """Whether a day, or moment, in that format is shown with its year, month, day and hour."""
    letters = _WORDS.sub("", code.casefold())
    has_hour = isinstance(value, datetime.datetime) and value.time() != datetime.time()
    shown = ("y" in letters or "e" in letters, "m" in letters, "d" in letters)
    return all(shown) and (not has_hour or "h" in letters)


def is_plain(code: str, value: float) -> bool:
    """Whether a number in that format is shown with all that it holds."""
    match = PLAIN.fullmatch(code)
    if not match or not math.isfinite(value):
        return code.casefold() == "general"
    return math.isclose(round(value, len(match["decimals"] or "")), value)
