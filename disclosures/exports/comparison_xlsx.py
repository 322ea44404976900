"""新旧対照表 as a workbook (Office Open XML, ISO/IEC 29500), the changed characters marked."""

from collections.abc import Iterable
from datetime import datetime, time
from io import BytesIO

from django.utils.translation import gettext as _
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from disclosures.sheet.document import Sheet
from disclosures.sheet.labels import day
from disclosures.sheet.redaction import Compared
from texts.textdiff import DiffRun

from .cell_literals import in_runs, literal
from .comparison import Line, comparison
from .row_heights import height_of, lines_of

FONT = {"font_name": "Yu Gothic", "font_size": 10}
CELL = {**FONT, "text_wrap": True, "valign": "top", "border": 1}
HEADING = {**CELL, "bold": True, "bg_color": "#F2F2F2"}
TITLE = {**FONT, "font_size": 14, "bold": True}
MARKS = {
    "same": FONT,
    "deleted": {**FONT, "font_strikeout": True, "font_color": "#B00000"},
    "inserted": {**FONT, "underline": 1, "font_color": "#005A2B"},
}
NOTHING = Line("", (), ())  # of an item that is only named
WIDTHS = (6, 24, 16, 60, 60)  # in characters


def render(compared: Compared) -> bytes:
    """The workbook, in the words of the active language; cells hold strings alone.

    Its metadata names the program and the newer sheet's 更新日, no person and no clock.
    """
    new, file = compared.new, BytesIO()
    book = Workbook(file, {"in_memory": True})
    made = datetime.combine(new.updated_on, time())
    book.set_properties({"title": new.title, "author": "Kaiji", "created": made})
    page = book.add_worksheet(_("Comparison"))
    _set_up(page)
    marker, heading = _Marker(book), book.add_format(HEADING)
    page.write_string(0, 0, f"{_('Comparison')}　{new.title}", book.add_format(TITLE))
    for column, words in enumerate(_headings(compared)):
        page.write_string(2, column, words, heading)
    row = 3
    for place in comparison(compared):
        name = f"{place.name}（{place.kind}）" if place.kind else place.name
        for line in place.lines or [NOTHING]:
            for column, words in enumerate((place.number, name, line.label)):
                page.write_string(row, column, literal(words), marker.cell)
            marker.write(page, row, 3, line.old)
            marker.write(page, row, 4, line.new)
            texts = (place.number, name, line.label, _plain(line.old), _plain(line.new))
            page.set_row(row, height_of(max(map(lines_of, texts, WIDTHS))))
            row += 1
    page.autofilter(2, 0, max(row - 1, 2), len(WIDTHS) - 1)
    book.close()
    return file.getvalue()


def _plain(pieces: Iterable[DiffRun]) -> str:
    return "".join(piece.text for piece in pieces)


def _headings(compared: Compared) -> tuple[str, ...]:
    old = _heading(_("Old"), compared.old)
    if compared.is_old_withdrawn:
        old = _("%(side)s: version %(version)s, withdrawn") % {
            "side": _("Old"),
            "version": compared.old.version,
        }
    return ("No.", _("Item"), _("Field"), old, _heading(_("New"), compared.new))


def _heading(side: str, sheet: Sheet) -> str:
    words: str = _("%(side)s: version %(version)s, updated on %(day)s") % {
        "side": side,
        "version": sheet.version,
        "day": day(sheet.updated_on),
    }
    return words


def _set_up(page: Worksheet) -> None:
    """A4 across, as wide as the paper, the headings on each page with number and count."""
    for column, width in enumerate(WIDTHS):
        page.set_column(column, column, width)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(2)
    page.freeze_panes(3, 0)
    page.set_footer("&C&P / &N")


class _Marker:
    """Writes pieces into a cell, each with its marks."""

    def __init__(self, book: Workbook) -> None:
        self.cell = book.add_format(CELL)
        self.in_cell = {kind: book.add_format(values) for kind, values in MARKS.items()}
        self.whole = {kind: book.add_format({**CELL, **values}) for kind, values in MARKS.items()}

    def write(self, page: Worksheet, row: int, column: int, pieces: tuple[DiffRun, ...]) -> None:
        """Rich text takes at least two pieces; one alone gives its marks to the whole cell."""
        if len(pieces) > 1:
            runs = ((piece.kind, run) for piece in pieces for run in in_runs(piece.text))
            parts = [part for kind, run in runs for part in (self.in_cell[kind], run)]
            page.write_rich_string(row, column, *parts, self.cell)
        else:
            text, kind = (pieces[0].text, pieces[0].kind) if pieces else ("", "same")
            page.write_string(row, column, literal(text), self.whole[kind])
