"""The page チェックシート of a workbook: the form to read and print, as customers know it."""

from itertools import groupby

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from disclosures.sheet.cell_grammar import cell_text
from disclosures.sheet.document import Sheet, SheetItem, SheetSection
from disclosures.sheet.form_words import JAPANESE
from disclosures.sheet.links import permanent_address
from disclosures.sheet.table import FORM_HEADINGS, HASH, item_rows

from .cell_literals import escape_text
from .long_texts import split_text
from .print_setup import set_up_print
from .row_heights import LINE_HEIGHT, MAX_LINES, count_lines, row_height

WIDTHS = (6, 20, 24, 40, 60)
LAST = len(WIDTHS) - 1
MAX_FROZEN_ROWS = 12  # more of them would leave a small window nothing to scroll


class FormPage:
    """The page to read and print, written from top to bottom."""

    def __init__(self, page: Worksheet, formats: dict[str, Format], sha256: str) -> None:
        """sha256: the hash of the version, which the page names."""
        self.page, self.formats, self.sha256, self.row = page, formats, sha256, 0
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
            established = JAPANESE.day(sheet.established_on)
            self._across(JAPANESE.label("established") + established, "right")
        self._across(JAPANESE.label("updated") + JAPANESE.day(sheet.updated_on), "right")
        self._across(JAPANESE.label("version") + sheet.version, "right")
        self._across(JAPANESE.label("address") + permanent_address(sheet), "quiet")
        self._across(f"{HASH}{self.sha256}", "quiet")
        for text in (sheet.notes, sheet.contact):
            for line in text.splitlines():
                self._across(line, "plain")
        self.row += 1

    def _across(self, text: str, name: str, height: int = LINE_HEIGHT) -> None:
        width = sum(WIDTHS) * LINE_HEIGHT // height
        for part in split_text(text, width):
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
        parts = split_text(answer, WIDTHS[LAST])
        parts += [""] * (-(-lines // MAX_LINES) - len(parts))
        for part, name in zip(parts, _part_formats(len(parts)), strict=True):
            self._string(LAST, part, name)
            self._end_row(max(count_lines(part, WIDTHS[LAST]), -(-lines // len(parts))))
        for column, text in texts.items():
            self._merge(first, column, self.row - 1, column, text, "cell" if column else "number")

    def _string(self, column: int, text: str, name: str) -> None:
        self.page.write_string(self.row, column, escape_text(text), self.formats[name])

    def _set_up_print(self, sheet: Sheet) -> None:
        set_up_print(self.page, sheet, self.headings)
        self.page.hide_gridlines(2)
        if self.headings < MAX_FROZEN_ROWS:
            self.page.freeze_panes(self.headings + 1, 0)


def _part_formats(count: int) -> list[str]:
    return ["begun", *["continued"] * (count - 2), "ended"] if count > 1 else ["cell"]
