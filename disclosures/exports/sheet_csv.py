"""A sheet's table as CSV: RFC 4180 in UTF-8 with a byte order mark, as Japanese offices open it."""

import csv
from io import StringIO

from ..sheet import Sheet
from .table import HEADINGS, rows

# A spreadsheet calculates what begins like this; one ' in front says that it is a text.
CALCULATED = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "'")


def render(sheet: Sheet) -> bytes:
    """The file. What a spreadsheet would calculate, or what begins with ', gets one ' in front."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    for row in rows(sheet):
        writer.writerow(_as_text(cell) for cell in row)
    return text.getvalue().encode("utf-8-sig")


def _as_text(cell: str) -> str:
    return f"'{cell}" if cell.startswith(CALCULATED) else cell


def written(cell: str) -> str:
    """The text that `render` wrote as this cell."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(CALCULATED) else cell
