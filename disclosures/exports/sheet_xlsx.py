"""A sheet as a workbook (Office Open XML, ISO/IEC 29500) in the layout that customers know.

The first page is the form to read and print: title block, 区分 as bars, No., 情報開示項目 in two
columns, 内容 and 回答. The second, データ, is the table for programs. All cells hold strings.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO
from itertools import groupby

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from disclosures.sheet.document import Sheet, SheetItem, SheetSection, canonical_text, sha256_of
from disclosures.sheet.links import permanent_address
from disclosures.sheet.table import FORM_HEADINGS, HASH, HEADINGS, PAGE, cell_text, item_rows, rows

from .cell_literals import escape_text
from .row_heights import LINE_HEIGHT, MAX_LINES, count_lines, row_height

STRINGS_ONLY = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
WIDTHS = (6, 20, 24, 40, 60)
TABLE_WIDTHS = (8, 20, 20, 24, 40, 18, 14, 16, 8, 60)
LAST = len(WIDTHS) - 1

# quote_prefix keeps a text a text also when somebody edits its cell.
FONT = {"font_name": "Yu Gothic", "font_size": 10, "quote_prefix": True}
WRAPPED = {**FONT, "text_wrap": True, "valign": "top"}
CELL = {**WRAPPED, "border": 1, "border_color": "#666666"}
HAIR = 7  # the line between the parts of one answer
FORMATS = {
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
PART_LINES = 12  # of an answer in several rows: short enough to fill the pages
MAX_FROZEN_ROWS = 12  # more of them would leave a small window nothing to scroll
# In a footer: xlsxwriter sees a picture or a page name there even after a second &.
FOOTER_CODE = re.compile(r"&(?=[G\[])")
ENDS = ("。！？!?", "、, 　")  # of sentences, then of words: the first that is found counts


def render(sheet: Sheet) -> bytes:
    """The workbook; the same sheet and KAIJI_URL make the same bytes.

    Its metadata names the sheet, the program and the 更新日, no person and no clock.
    """
    file = BytesIO()
    book = Workbook(file, STRINGS_ONLY)
    created = datetime.combine(sheet.updated_on, time())
    book.set_properties({"title": sheet.title, "author": "Kaiji", "created": created})
    formats = {name: book.add_format(values) for name, values in FORMATS.items()}
    _Form(book.add_worksheet("チェックシート"), formats).write(sheet)
    _write_table(book.add_worksheet(PAGE), formats, sheet)
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
        self._across(sheet.title, "title", 28)
        self._across(f"{sheet.company}　{sheet.department}".strip(), "right")
        if sheet.established_on:
            self._across(f"制定日：{_day(sheet.established_on)}", "right")
        self._across(f"更新日：{_day(sheet.updated_on)}", "right")
        self._across(f"バージョン：{sheet.version}", "right")
        self._across(f"固定アドレス：{permanent_address(sheet)}", "quiet")
        self._across(f"{HASH}{sha256_of(canonical_text(sheet))}", "quiet")
        for text in (sheet.notes, sheet.contact):
            for line in text.splitlines():
                self._across(line, "plain")
        self.row += 1

    def _across(self, text: str, name: str, height: int = LINE_HEIGHT) -> None:
        width = sum(WIDTHS) * LINE_HEIGHT // height
        for part in _parts(text, width):
            self._merge(self.row, 0, self.row, LAST, part, name)
            self._end_row(count_lines(part, width), height)

    def _merge(self, top: int, left: int, bottom: int, right: int, text: str, name: str) -> None:
        if (top, left) == (bottom, right):
            self.page.write_string(top, left, escape_text(text), self.formats[name])
        else:
            self.page.merge_range(top, left, bottom, right, escape_text(text), self.formats[name])

    def _end_row(self, lines: int, height: int = LINE_HEIGHT) -> None:
        self.page.set_row(self.row, row_height(lines, height))
        self.row += 1

    def _write_headings(self) -> None:
        for column, heading in FORM_HEADINGS.items():
            last = 2 if column == 1 else column  # the items have two columns
            self._merge(self.row, column, self.row, last, heading, "heading")
        self.headings = self.row
        self._end_row(1)

    def _write_category(self, sheet: Sheet, section: SheetSection, items: list[SheetItem]) -> None:
        first = self.row
        for item in items:
            self._write_item(item, cell_text(row[5:] for row in item_rows(sheet, section, item)))
        self._merge(first, 1, self.row - 1, 1, items[0].category, "cell")

    def _write_item(self, item: SheetItem, answer: str) -> None:
        """A row; several with all but the answer merged, where one would be too tall."""
        first = self.row
        texts = {0: item.number, 2: item.name, 3: item.question}
        lines = max(count_lines(text, WIDTHS[column]) for column, text in texts.items())
        parts = _parts(answer, WIDTHS[LAST])
        parts += [""] * (-(-lines // MAX_LINES) - len(parts))
        for part, name in zip(parts, _part_formats(len(parts)), strict=True):
            self._string(LAST, part, name)
            self._end_row(max(count_lines(part, WIDTHS[LAST]), -(-lines // len(parts))))
        for column, text in texts.items():
            self._merge(first, column, self.row - 1, column, text, "cell" if column else "number")

    def _string(self, column: int, text: str, name: str) -> None:
        self.page.write_string(self.row, column, escape_text(text), self.formats[name])

    def _set_up_print(self, sheet: Sheet) -> None:
        _set_up_print(self.page, sheet, self.headings)
        self.page.hide_gridlines(2)
        if self.headings < MAX_FROZEN_ROWS:
            self.page.freeze_panes(self.headings + 1, 0)


def _write_table(page: Worksheet, formats: dict[str, Format], sheet: Sheet) -> None:
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
    _set_up_print(page, sheet, 0)


def _set_up_print(page: Worksheet, sheet: Sheet, headings: int) -> None:
    """A4, as wide as the paper, the headings on each page, with version and page below."""
    page.set_paper(9)
    page.set_landscape()
    page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    page.center_horizontally()
    page.fit_to_pages(1, 0)
    page.repeat_rows(headings)
    title = FOOTER_CODE.sub("＆", sheet.title[:100]).replace("&", "&&")
    page.set_footer(f"&L{title} {sheet.version}&R&P / &N")


def _part_formats(count: int) -> list[str]:
    return ["begun", *["continued"] * (count - 2), "ended"] if count > 1 else ["cell"]


def _parts(text: str, width: int) -> list[str]:
    """The text whole where one row can show it, else in parts, which end where lines do."""
    if count_lines(text, width) <= MAX_LINES:
        return [text]
    parts: list[str] = []
    lines_left = 0  # in the last part
    for line in text.split("\n"):
        for index, piece in enumerate(_pieces(line, width)):
            lines = count_lines(piece, width)
            if index or lines > lines_left:
                parts, lines_left = [*parts, piece], PART_LINES - lines
            else:
                parts[-1], lines_left = f"{parts[-1]}\n{piece}", lines_left - lines
    return parts


def _pieces(line: str, width: int) -> Iterator[str]:
    """A line too long for a part is cut: after a sentence, else a word, else anywhere."""
    longest = PART_LINES * (width - 2) // 2  # characters: a Japanese one takes two places
    while count_lines(line, width) > PART_LINES:
        # Only in its second half: a part of a few characters would look like a mistake.
        second_half = line[longest // 2 : longest]
        ends = (max(map(second_half.rfind, signs)) for signs in ENDS)
        cut = next((longest // 2 + end + 1 for end in ends if end >= 0), longest)
        yield line[:cut]
        line = line[cut:]
    yield line


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
