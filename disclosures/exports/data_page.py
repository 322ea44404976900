"""The page データ of a workbook: the table for programs."""

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from disclosures.sheet.document import Sheet
from disclosures.sheet.table import HEADINGS, rows

from .cell_literals import escape_text
from .print_setup import set_up_print
from .row_heights import count_lines, row_height

TABLE_WIDTHS = (8, 20, 20, 24, 40, 18, 14, 16, 8, 60, 40)


def write_data_page(page: Worksheet, formats: dict[str, Format], sheet: Sheet) -> None:
    for column, (width, heading) in enumerate(zip(TABLE_WIDTHS, HEADINGS, strict=True)):
        page.set_column(column, column, width)
        page.write_string(0, column, heading, formats["heading"])
    row = 0
    for row, cells in enumerate(rows(sheet), start=1):
        for column, text in enumerate(cells):
            page.write_string(row, column, escape_text(text), formats["datum"])
        page.set_row(row, row_height(max(map(count_lines, cells, TABLE_WIDTHS))))
    page.autofilter(0, 0, row, len(HEADINGS) - 1)
    page.freeze_panes(1, 0)
    page.print_area(0, 0, row, len(HEADINGS) - 1)
    set_up_print(page, sheet, 0)
