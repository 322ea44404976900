"""Tables that come as text: CSV (RFC 4180), and what spreadsheets copy and save with tabs."""

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from .cells import Place
from .errors import UnreadableSheet, too_large
from .limits import MAX_COLUMNS, MAX_LINES, MAX_ROWS, MAX_TEXT
from .visible_pages import Grid

# What people take for a table, by how it begins.
KINDS = (
    (re.compile(rb"%PDF-"), gettext_noop("The file is a PDF. Save the table as .xlsx or CSV.")),
    (
        re.compile(rb"(?:<!doctype|<html|<table|<\?xml|<!--)", re.IGNORECASE),
        gettext_noop(
            "The file is a web page (HTML or XML), whatever its name says. Open it in Excel and"
            " save it as .xlsx."
        ),
    ),
    (re.compile(rb"MZ|\x7fELF"), gettext_noop("The file is a program, not a table.")),
)
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_UNUSED = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\uf8f0-\uf8f3]")  # the last: bytes of no cp932 text
# Between tabs; what holds one is not quoted, or a quote that nobody closed would take further rows.
_CELL = re.compile(r'"(?P<quoted>(?>(?:[^"\t]|"")*))"(?=[\t\n]|\Z)|[^\t\n]*')
_FOREIGN = re.compile(r"[^\0-\x7f]{2,}")


def text_grid(content: bytes) -> Grid:
    """The table that the bytes hold: UTF-8 or UTF-16 with their marks, else UTF-8, else cp932.

    Raises `UnreadableSheet`, with the line where that is known.
    """
    _check_kind(content)
    text = _decoded(content)
    _check_lines(text)
    if not _has_tabs(text):
        return Grid("", _by_commas(text))
    cells = _by_tabs(text)
    return Grid("", cells, flags=_open_quotes(cells))


def _check_kind(content: bytes) -> None:
    start = content[:1000].removeprefix(codecs.BOM_UTF8).lstrip()
    for beginning, words in KINDS:
        if beginning.match(start):
            raise UnreadableSheet(_(words))


def _decoded(content: bytes) -> str:
    encoding = next((name for bom, name in BOMS if content.startswith(bom)), None)
    for candidate in (encoding,) if encoding else ("utf-8", "cp932"):
        try:
            text = content.decode(candidate)
        except UnicodeDecodeError:
            continue
        if not _UNUSED.search(text) and not (candidate == "cp932" and _is_mixed(text)):
            return text.replace("\r\n", "\n").replace("\r", "\n")
    raise UnreadableSheet(
        _(
            "The file is neither an Excel workbook (.xlsx) nor a text in UTF-8, UTF-16 or"
            " Shift_JIS (cp932). Open it in Excel and save it as .xlsx."
        )
    )


def _is_mixed(text: str) -> bool:
    """Whether a line of a text in cp932 is UTF-8 in truth: one such word is none by chance."""
    return any(_is_utf8(match.group()) for match in _FOREIGN.finditer(text))


def _is_utf8(text: str) -> bool:
    try:
        return len(text.encode("cp932").decode()) > 1
    except UnicodeError:
        return False


def _check_lines(text: str) -> None:
    """Raise before a reader makes cells, which take much more room than the text."""
    lines = text.split("\n")
    if len(lines) > MAX_LINES or any(_divisions(line) > MAX_TEXT for line in lines):
        raise too_large()


def _divisions(line: str) -> int:
    return max(line.count(","), line.count("\t"))


def _cells(rows: Iterable[list[str]]) -> dict[int, dict[int, str]]:
    """The filled cells by row and column; stops at more than any check sheet has."""
    cells: dict[int, dict[int, str]] = {}
    for at, row in enumerate(rows):
        filled = {column: text for column, cell in enumerate(row) if (text := cell.strip())}
        if filled:
            cells[at] = filled
        if len(cells) > MAX_ROWS or len(row) > MAX_COLUMNS:
            raise too_large()
    return cells


def _has_tabs(text: str) -> bool:
    """Whether tabs divide the cells; a CSV may have some inside of them."""
    lines = [line for line in text.split("\n") if line.strip()]
    return 0 < len(lines) <= 2 * sum("\t" in line for line in lines)


def _by_commas(text: str) -> dict[int, dict[int, str]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        return _cells(reader)
    except csv.Error as error:
        raise UnreadableSheet(
            _("The file is no valid CSV: a cell that begins in or before line %(line)d is broken.")
            % {"line": reader.line_num}
        ) from error


def _by_tabs(text: str) -> dict[int, dict[int, str]]:
    """Cells as a clipboard has them: quoted where they hold several lines, else as they are."""
    return _cells(_rows_with_tabs(text))


def _rows_with_tabs(text: str) -> Iterator[list[str]]:
    row, at = [], 0
    while at <= len(text):
        cell = _CELL.match(text, at)
        if cell is None:  # which cannot be: an empty cell is one too
            raise ValueError(at)
        row.append(cell[0] if cell["quoted"] is None else cell["quoted"].replace('""', '"'))
        at = cell.end() + 1
        if text[cell.end() : at] != "\t":
            yield row
            row = []


def _open_quotes(cells: Mapping[int, Mapping[int, str]]) -> dict[Place, str]:
    """The cells that begin with a quote which none closes; lines of theirs may follow."""
    return {
        (row, column): "open_quote"
        for row, texts in cells.items()
        for column, text in texts.items()
        if text.startswith('"') and text.count('"') % 2
    }
