"""Figures that spreadsheets rewrite when they save a text file: 0123 as 123, 1/2 as 2026-01-02."""

import re
from collections.abc import Iterable
from decimal import Decimal

from .match import Details

_FIGURE = re.compile(r"(?P<figure>[-+]?\d[\d,]{0,30}(?:\.\d{1,30})?)(?P<percent>%?)", re.ASCII)
_PARTS = re.compile(r"\d{1,4}[-/.]\d{1,2}(?:[-/.]\d{1,4})?", re.ASCII)  # what may be a day
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY = re.compile(
    r"\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{1,2}[-/]\d{1,2}[-/]\d{2,4}|\d{1,2}月\d{1,2}日"
    rf"|\d{{1,2}}-(?:{'|'.join(_MONTHS)})|(?:{'|'.join(_MONTHS)})-\d{{1,4}}",
    re.ASCII | re.IGNORECASE,
)
_SHORTENED = re.compile(r"(?P<digits>\d(?:\.\d{1,9})?)E\+(?P<places>\d{1,3})", re.ASCII)
_NUMBERS = re.compile(r"\d+", re.ASCII)


def rewritten_figure(text: str, stored: Iterable[str]) -> Details | None:
    """The stored text as which a spreadsheet may have read the text of a file, if there is one."""
    if len(text) > 40:
        return None
    return next(({"stored": one} for one in stored if one != text and _is_same(one, text)), None)


def _is_same(stored: str, text: str) -> bool:
    value = _value(stored)
    if value is not None:
        return value == _value(text) or _is_shortened(stored, text)
    return bool(_PARTS.fullmatch(stored) and _DAY.fullmatch(text)) and _figures(stored) <= _figures(
        text
    )


def _value(text: str) -> tuple[Decimal, str] | None:
    """The figure and whether it is in percent; 99.90% is 99.9%."""
    match = _FIGURE.fullmatch(text)
    return (Decimal(match["figure"].replace(",", "")), match["percent"]) if match else None


def _is_shortened(stored: str, text: str) -> bool:
    """Whether the text is the long number as a spreadsheet shows it: 1.23457E+15."""
    match = _SHORTENED.fullmatch(text.upper())
    if not match or not stored.isdecimal() or len(stored.lstrip("0")) != int(match["places"]) + 1:
        return False
    return f"{int(stored):.{len(match['digits'][2:])}E}" == text.upper()


def _figures(text: str) -> set[int]:
    months = {at for at, month in enumerate(_MONTHS, 1) if month in text.lower()}
    return months | {int(figure) for figure in _NUMBERS.findall(text)}
