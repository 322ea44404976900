"""A sheet as a workbook (Office Open XML, ISO/IEC 29500) in the layout that customers know.

The first page is the form to read and print: title block, 区分 as bars, No., 情報開示項目 in two
columns, 内容 and 回答. The second, データ, is the table for programs. All cells hold strings.
"""

from datetime import datetime, time
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from disclosures.sheet.canonical import canonical_text, sha256_of
from disclosures.sheet.document import Sheet
from disclosures.sheet.table import PAGE

from .data_page import write_data_page
from .form_page import FormPage

FORM_PAGE = "チェックシート"
STRINGS_ONLY = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}

# quote_prefix keeps a text a text also when somebody edits its cell.
FONT = {"font_name": "Yu Gothic", "font_size": 10, "quote_prefix": True}
WRAPPED = {**FONT, "text_wrap": True, "valign": "top"}
CELL = {**WRAPPED, "border": 1, "border_color": "#666666"}
HAIR = 7  # the line between the parts of one answer
CELL_STYLES = {
    "title": {**WRAPPED, "font_size": 16, "bold": True},
    "plain": WRAPPED,
    "right": {**WRAPPED, "align": "right"},
    "quiet": {**WRAPPED, "align": "right", "font_size": 8, "font_color": "#666666"},
    "heading": {**CELL, "bold": True, "bg_color": "#E8F1FE", "align": "center"},
    "section": {**CELL, "bold": True, "bg_color": "#F2F2F2"},
    "number": {**CELL, "align": "center"},
    "cell": CELL,
    "begun": {**CELL, "bottom": HAIR},
    "continued": {**CELL, "top": HAIR, "bottom": HAIR},
    "ended": {**CELL, "top": HAIR},
    "datum": WRAPPED,
}


def render(sheet: Sheet) -> bytes:
    """The workbook; the same sheet and KAIJI_URL make the same bytes."""
    file = BytesIO()
    book, formats = new_workbook(file, sheet)
    form = FormPage(book.add_worksheet(FORM_PAGE), formats, sha256_of(canonical_text(sheet)))
    form.write(sheet)
    write_data_page(book.add_worksheet(PAGE), formats, sheet)
    book.close()
    return file.getvalue()


def new_workbook(file: BytesIO, sheet: Sheet) -> tuple[Workbook, dict[str, Format]]:
    """A workbook without pages, and the formats of its cells by name.

    Its metadata names the sheet, the program and the 更新日, no person and no clock.
    """
    book = Workbook(file, STRINGS_ONLY)
    created = datetime.combine(sheet.updated_on, time())
    book.set_properties({"title": sheet.title, "author": "Kaiji", "created": created})
    return book, {name: book.add_format(values) for name, values in CELL_STYLES.items()}
