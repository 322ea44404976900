"""Tables that come as text: CSV (RFC 4180), with ; too, and what spreadsheets copy with tabs."""

import codecs
import csv
import re
from collections.abc import Iterable, Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from .cells import Place
from .errors import UnreadableSheet, text_too_long, too_much
from .limits import MAX_CELLS, MAX_COLUMNS, MAX_LINES, MAX_ROWS, MAX_TEXT, MAX_WIDTH
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
_DECLARED = re.compile(r"sep=(?P<separator>[,;\t])\n")  # by Excel, in a line of its own
_QUOTED = re.compile('"[^"]*"')
_FOREIGN = re.compile(r"[^\0-\x7f]{2,}")


def text_grid(content: bytes) -> Grid:
    """The table that the bytes hold: UTF-8 or UTF-16 with their marks, else UTF-8, else cp932.

    Raises `UnreadableSheet`, with the line where that is known.
    """
    _check_kind(content)
    text = _decoded(content)
    _check_lines(text)
    if declared := _DECLARED.match(text):
        text = text[declared.end() - 1 :]  # its line stays, empty: rows keep their numbers
    separator = declared["separator"] if declared else _separator(text)
    if separator != "\t":
        return Grid("", _divided(text, separator))
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
    if (count := text.count("\n") + 1) > MAX_LINES:
        raise too_much("lines", count)
    if (columns := max(map(_divisions, _lines(text)), default=0) + 1) > MAX_TEXT:
        raise too_much("width", columns)


def _lines(text: str) -> Iterator[str]:
    """The lines with their ends, one by one: all of them at once would be the text once more."""
    begin = 0
    while begin < len(text):
        end = text.find("\n", begin) + 1 or len(text)
        yield text[begin:end]
        begin = end


def _divisions(line: str) -> int:
    return max(map(line.count, ",;\t"))


def _cells(rows: Iterable[list[str]]) -> dict[int, dict[int, str]]:
    """The filled cells by row and column; those beyond a limit are counted and not kept."""
    cells: dict[int, dict[int, str]] = {}
    row_count = cell_count = 0
    for at, row in enumerate(rows):
        if len(row) > MAX_WIDTH:
            raise too_much("width", len(row))
        filled = {column: text for column, cell in enumerate(row) if (text := cell.strip())}
        if (columns := max(filled, default=-1) + 1) > MAX_COLUMNS:
            raise too_much("columns", columns)
        row_count, cell_count = row_count + bool(filled), cell_count + len(filled)
        if filled and row_count <= MAX_ROWS and cell_count <= MAX_CELLS:
            cells[at] = filled
    if row_count > MAX_ROWS:
        raise too_much("rows", row_count)
    if cell_count > MAX_CELLS:
        raise too_much("cells", cell_count)
    return cells


def _separator(text: str) -> str:
    """The tab, comma or semicolon that divides the cells: half of the lines at least have it.

    A tab goes before the others: people write these. What stands in quotes divides nothing, unless
    that leaves no separator: a quote that nobody closed takes further lines with it.
    """
    unquoted = _QUOTED.sub("", text)
    dividing = [one for one in "\t,;" if _has_most(one, unquoted)]
    if "\t" in dividing or (not dividing and _has_most("\t", text)):
        return "\t"
    if len(dividing) == 2:
        return _comma_or_semicolon(unquoted)
    return "".join(dividing) or ","


def _comma_or_semicolon(unquoted: str) -> str:
    """The one that the first line has alone, or that each line has as often as the others.

    Raises `UnreadableSheet` where it is neither, or where these are not the same.
    """
    lines = [line for line in unquoted.split("\n") if "," in line or ";" in line]
    counts = {one: {line.count(one) for line in lines} - {0} for one in ",;"}
    in_first = [one for one in ",;" if one in lines[0]]
    even = [one for one in ",;" if len(counts[one]) == 1]
    signs = {signs[0] for signs in (in_first, even) if len(signs) == 1}
    if len(signs) == 1:
        return signs.pop()
    raise UnreadableSheet(
        _(
            "The cells may be divided by commas or by semicolons: many lines have both. Save it as"
            " .xlsx, or with tabs."
        )
    )


def _has_most(separator: str, text: str) -> bool:
    """Whether half of the lines have it; a CSV may have a tab or the other one inside of cells."""
    count = dividing = 0
    for line in _lines(text):
        count, dividing = count + bool(line.strip()), dividing + (separator in line)
    return 0 < count <= 2 * dividing


def _divided(text: str, separator: str) -> dict[int, dict[int, str]]:
    reader = csv.reader(_lines(text), delimiter=separator, strict=True)
    try:
        return _cells(reader)
    except csv.Error as error:
        if f"({csv.field_size_limit()})" in str(error):  # the only way in which it says so
            raise text_too_long(reader.line_num) from error
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
