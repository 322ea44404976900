"""新旧対照表 as a workbook (Office Open XML, ISO/IEC 29500), the changed characters marked."""

from collections.abc import Iterable
from datetime import datetime, time
from io import BytesIO

from django.utils.translation import gettext as _
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from disclosures.sheet.document import Sheet
from disclosures.sheet.labels import day
from disclosures.sheet.redaction import Comparison
from texts.textdiff import DiffRun

from .cell_literals import escape_text, split_escapes
from .comparison import ComparisonRow, comparison_items
from .row_heights import count_lines, row_height

FONT = {"font_name": "Yu Gothic", "font_size": 10}
CELL = {**FONT, "text_wrap": True, "valign": "top", "border": 1}
HEADING = {**CELL, "bold": True, "bg_color": "#F2F2F2"}
TITLE = {**FONT, "font_size": 14, "bold": True}
MARKS = {
    "same": FONT,
    "deleted": {**FONT, "font_strikeout": True, "font_color": "#B00000"},
    "inserted": {**FONT, "underline": 1, "font_color": "#005A2B"},
}
NO_FIELD = ComparisonRow("", (), ())  # of an item that is only named
WIDTHS = (6, 24, 16, 60, 60)  # in characters
HEADING_ROW = 2  # counted from 0


def render(comparison: Comparison) -> bytes:
    """The workbook, in the words of the active language; cells hold strings alone.

    Its metadata names the program and the newer sheet's 更新日, no person and no clock.
    """
    new, file = comparison.new, BytesIO()
    book = Workbook(file, {"in_memory": True})
    created = datetime.combine(new.updated_on, time())
    book.set_properties({"title": new.title, "author": "Kaiji", "created": created})
    page = book.add_worksheet(_("Comparison"))
    _set_up(page)
    # A workbook numbers its formats in the order in which they are added.
    marker, heading = _Marker(book), book.add_format(HEADING)
    page.write_string(0, 0, f"{_('Comparison')}　{new.title}", book.add_format(TITLE))
    for column, label in enumerate(_headings(comparison)):
        page.write_string(HEADING_ROW, column, label, heading)
    last = _write_rows(page, marker, comparison)
    page.autofilter(HEADING_ROW, 0, last, len(WIDTHS) - 1)
    book.close()
    return file.getvalue()


def _write_rows(page: Worksheet, marker: "_Marker", comparison: Comparison) -> int:
    """Write the items below the headings; the number of the last row."""
    number = HEADING_ROW
    for item in comparison_items(comparison):
        name = f"{item.name}（{item.kind}）" if item.kind else item.name
        for row in item.rows or [NO_FIELD]:
            number += 1
            for column, text in enumerate((item.number, name, row.label)):
                page.write_string(number, column, escape_text(text), marker.cell)
            marker.write(page, number, 3, row.old)
            marker.write(page, number, 4, row.new)
            texts = (item.number, name, row.label, _plain(row.old), _plain(row.new))
            page.set_row(number, row_height(max(map(count_lines, texts, WIDTHS))))
    return number


def _plain(runs: Iterable[DiffRun]) -> str:
    return "".join(run.text for run in runs)


def _headings(comparison: Comparison) -> tuple[str, ...]:
    old = _heading(_("Old"), comparison.old)
    if comparison.is_old_withdrawn:
        old = _("%(side)s: version %(version)s, withdrawn") % {
            "side": _("Old"),
            "version": comparison.old.version,
        }
    return ("No.", _("Item"), _("Field"), old, _heading(_("New"), comparison.new))


def _heading(side: str, sheet: Sheet) -> str:
    heading: str = _("%(side)s: version %(version)s, updated on %(day)s") % {
        "side": side,
        "version": sheet.version,
        "day": day(sheet.updated_on),
    }
    return heading


def _set_up(page: Worksheet) -> None:
    """A4 across, as wide as the paper, the headings on each page with number and count."""
    for column, width in enumerate(WIDTHS):
        page.set_column(column, column, width)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(HEADING_ROW)
    page.freeze_panes(HEADING_ROW + 1, 0)
    page.set_footer("&C&P / &N")


class _Marker:
    """Writes the runs of a difference into a cell, each with its marks."""

    def __init__(self, book: Workbook) -> None:
        self.cell = book.add_format(CELL)
        self.in_cell = {kind: book.add_format(values) for kind, values in MARKS.items()}
        self.whole = {kind: book.add_format({**CELL, **values}) for kind, values in MARKS.items()}

    def write(self, page: Worksheet, row: int, column: int, runs: tuple[DiffRun, ...]) -> None:
        """Rich text takes at least two runs; one alone gives its marks to the whole cell."""
        if len(runs) > 1:
            parts = ((run.kind, part) for run in runs for part in split_escapes(run.text))
            marked = [argument for kind, part in parts for argument in (self.in_cell[kind], part)]
            page.write_rich_string(row, column, *marked, self.cell)
        else:
            text, kind = (runs[0].text, runs[0].kind) if runs else ("", "same")
            page.write_string(row, column, escape_text(text), self.whole[kind])
