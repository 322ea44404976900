"""A sheet as a workbook (Office Open XML, ISO/IEC 29500) in the layout that customers know.

The first page is the form to read and print: title block, 区分 as bars, No., 情報開示項目 in two
columns, 内容 and 回答. The second, データ, is the table for programs. All cells hold strings.
"""

from datetime import date, datetime, time
from io import BytesIO
from itertools import groupby
from unicodedata import east_asian_width

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ..sheet import Sheet, SheetItem, SheetSection, canonical_text, sha256_of
from .table import HEADINGS, cell_text, item_rows, rows

TEXT_ALONE = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
WIDTHS = (7, 20, 24, 40, 60)
TABLE_WIDTHS = (8, 20, 20, 24, 40, 18, 14, 16, 8, 60)
LAST = len(WIDTHS) - 1

# quote_prefix keeps a text a text also when somebody edits its cell.
FONT = {"font_name": "Yu Gothic", "font_size": 10, "quote_prefix": True}
CELL = {**FONT, "text_wrap": True, "valign": "top", "border": 1}
FORMATS = {
    "title": {**FONT, "font_size": 16, "bold": True},
    "plain": {**FONT, "text_wrap": True, "valign": "top"},
    "heading": {**CELL, "bold": True, "bg_color": "#E8F1FE", "align": "center"},
    "section": {**CELL, "bold": True, "bg_color": "#F2F2F2"},
    "cell": CELL,
    "datum": {**FONT, "valign": "top"},
}
LINE, TALLEST = 14, 409  # points; Excel makes no row taller


def render(sheet: Sheet) -> bytes:
    """The workbook; the same sheet makes the same bytes.

    Its metadata names the sheet, the program and the 更新日, no person and no clock.
    """
    file = BytesIO()
    book = Workbook(file, TEXT_ALONE)
    made = datetime.combine(sheet.updated_on, time())
    book.set_properties({"title": sheet.title, "author": "Kaiji", "created": made})
    formats = {name: book.add_format(values) for name, values in FORMATS.items()}
    _Form(book.add_worksheet("チェックシート"), formats).write(sheet)
    _write_table(book.add_worksheet("データ"), formats, sheet)
    book.close()
    return file.getvalue()


class _Form:
    """The page to read and print, written from top to bottom."""

    def __init__(self, page: Worksheet, formats: dict[str, Format]) -> None:
        self.page, self.formats, self.row = page, formats, 0
        self.headings = 0

    def write(self, sheet: Sheet) -> None:
        for column, width in enumerate(WIDTHS):
            self.page.set_column(column, column, width)
        self._write_title(sheet)
        self._write_headings()
        for section in sheet.sections:
            if section.title:
                self._across(section.title, "section")
            for _, items in groupby(section.items, key=lambda item: item.category):
                self._write_category(sheet, section, list(items))
        self._set_up_print(sheet)

    def _write_title(self, sheet: Sheet) -> None:
        self._across(sheet.title, "title")
        self._across(f"{sheet.company}　{sheet.department}".strip(), "plain")
        if sheet.established_on:
            self._across(f"制定日：{_day(sheet.established_on)}", "plain")
        self._across(f"更新日：{_day(sheet.updated_on)}", "plain")
        self._across(f"バージョン：{sheet.version}", "plain")
        self._across(f"固定アドレス：/{sheet.slug}/versions/{sheet.version}/", "plain")
        self._across(f"SHA-256：{sha256_of(canonical_text(sheet))}", "plain")
        for text in (sheet.notes, sheet.contact):
            for line in text.splitlines():
                self._across(line, "plain")
        self.row += 1

    def _across(self, text: str, name: str) -> None:
        self.page.merge_range(self.row, 0, self.row, LAST, text, self.formats[name])
        self._end_row(_lines(text, sum(WIDTHS)), 22 if name == "title" else LINE)

    def _end_row(self, lines: int, height: int = LINE) -> None:
        """Programs differ in whether they fit the height of a row, so it is given."""
        self.page.set_row(self.row, min(lines * height + 4, TALLEST))
        self.row += 1

    def _write_headings(self) -> None:
        for column, words in ((0, "No."), (3, "【内容】"), (4, "事業者回答")):
            self._string(column, words, "heading")
        self.page.merge_range(self.row, 1, self.row, 2, "【情報開示項目】", self.formats["heading"])
        self.headings = self.row
        self._end_row(1)

    def _write_category(self, sheet: Sheet, section: SheetSection, items: list[SheetItem]) -> None:
        first = self.row
        for item in items:
            answer = cell_text(row[5:] for row in item_rows(sheet, section, item))
            texts = {0: item.number, 2: item.name, 3: item.question, 4: answer}
            for column, text in texts.items():
                self._string(column, text, "cell")
            self._end_row(max(_lines(text, WIDTHS[column]) for column, text in texts.items()))
        if len(items) > 1:
            category = items[0].category
            self.page.merge_range(first, 1, self.row - 1, 1, category, self.formats["cell"])
        else:
            self.page.write_string(first, 1, items[0].category, self.formats["cell"])

    def _string(self, column: int, text: str, name: str) -> None:
        self.page.write_string(self.row, column, text, self.formats[name])

    def _set_up_print(self, sheet: Sheet) -> None:
        """A4, as wide as the paper, the headings on each page, with version and page below."""
        self.page.set_paper(9)
        self.page.set_landscape()
        self.page.fit_to_pages(1, 0)
        self.page.repeat_rows(self.headings)
        self.page.freeze_panes(self.headings + 1, 0)
        title = sheet.title.replace("&", "&&")[:100]
        self.page.set_footer(f"&L{title} {sheet.version}&R&P / &N")


def _write_table(page: Worksheet, formats: dict[str, Format], sheet: Sheet) -> None:
    for column, (width, words) in enumerate(zip(TABLE_WIDTHS, HEADINGS, strict=True)):
        page.set_column(column, column, width)
        page.write_string(0, column, words, formats["heading"])
    row = 0
    for row, cells in enumerate(rows(sheet), start=1):
        for column, text in enumerate(cells):
            page.write_string(row, column, text, formats["datum"])
    page.autofilter(0, 0, row, len(HEADINGS) - 1)
    page.freeze_panes(1, 0)


def _lines(text: str, width: int) -> int:
    """How many lines the text takes in that many characters; a Japanese one counts twice."""
    lengths = [sum(1 + (east_asian_width(c) in "WFA") for c in line) for line in text.split("\n")]
    return sum(max(1, -(-length // width)) for length in lengths)


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
