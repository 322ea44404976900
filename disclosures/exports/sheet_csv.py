"""A sheet's table as CSV: RFC 4180 in UTF-8 with a byte order mark, as Japanese offices open it."""

import csv
from io import StringIO

from disclosures.sheet.document import Sheet
from disclosures.sheet.table import HEADINGS, escape_cell, rows


def render(sheet: Sheet) -> bytes:
    """The CSV file; a cell that a spreadsheet would calculate gets a ' before it."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")  # RFC 4180, 2.1
    writer.writerow(HEADINGS)
    for row in rows(sheet):
        writer.writerow(escape_cell(cell) for cell in row)
    return text.getvalue().encode("utf-8-sig")
