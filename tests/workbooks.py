"""Workbooks for the tests, in the layout of the official check sheets."""

import io

from openpyxl import Workbook, load_workbook

from disclosures.exports.data_page import write_data_page
from disclosures.exports.form_page import FormPage
from disclosures.exports.sheet_xlsx import FORM_PAGE, new_workbook
from disclosures.sheet.canonical import canonical_text, sha256_of
from disclosures.sheet.table import PAGE

TITLE = ("Security check sheet", "Example Inc.", "Version: 1.0")
HEADING = ("No.", "【情報開示項目】", None, "【内容】", "事業者回答")
FIRST_ROW = len(TITLE) + 2


def official_workbook(rows, *, heading=HEADING, title=TITLE, merged=(), change=None):
    """The bytes of an .xlsx file with one sheet.

    rows: tuples of number, category, name, question and answer; a plain text is the bar of a
    section. With the usual title and heading they begin in row FIRST_ROW. merged: ranges such
    as "E5:E6". change: is called with the openpyxl workbook before it is saved.
    """
    workbook = Workbook()
    sheet = workbook.active
    write_sheet(sheet, rows, heading=heading, title=title)
    for cells in merged:
        sheet.merge_cells(cells)
    if change:
        change(workbook)
    return saved(workbook)


def write_sheet(sheet, rows, *, heading=HEADING, title=TITLE):
    """Append title lines, the heading (None: without one) and the rows to an openpyxl sheet."""
    for text in title:
        sheet.append([text])
    if heading:
        sheet.append(heading)
        if heading[2] is None:
            sheet.merge_cells(f"B{sheet.max_row}:C{sheet.max_row}")
    for row in rows:
        sheet.append([row] if isinstance(row, str) else row)
        if isinstance(row, str):
            sheet.merge_cells(f"A{sheet.max_row}:E{sheet.max_row}")


def saved(workbook):
    """The bytes of an openpyxl workbook."""
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def opened(content):
    return load_workbook(io.BytesIO(content))


def own_workbook(made, *, form, data):
    """Our own workbook of a sheet where each page is that of the sheet given; None empties it."""
    file = io.BytesIO()
    book, formats = new_workbook(file, made)
    page = book.add_worksheet(FORM_PAGE)
    if form:
        FormPage(page, formats, sha256_of(canonical_text(made))).write(form)
    page = book.add_worksheet(PAGE)
    if data:
        write_data_page(page, formats, data)
    book.close()
    return file.getvalue()
