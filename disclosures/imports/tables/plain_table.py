"""A plain table: headings in its first row, one thing a row, no column that nobody expects."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from disclosures.imports.files.errors import UnreadableSheet
from disclosures.imports.files.visible_pages import Grid
from disclosures.sheet.table import unescape_cell
from texts.normalize import normalize

from .doubt import Doubt


class DoubtfulRow(Exception):
    """A row (from 1) of which no one can say what it holds, and why."""

    def __init__(self, row_number: int, doubt: Doubt) -> None:
        super().__init__(row_number, doubt)
        self.row_number, self.doubt = row_number, doubt


@dataclass(frozen=True)
class PlainRow:
    """The texts of one row by the name of their column; `row_number` from 1."""

    row_number: int
    texts: Mapping[str, str]


def read_plain(
    grid: Grid, words: Mapping[str, Sequence[str]], *, required: Sequence[str]
) -> tuple[PlainRow, ...]:
    """The rows of a page.

    words: for each column that the table may have, the headings that name it. Raises
    `UnreadableSheet` for any other column, for one that stands there twice, and where a required
    one is missing; `DoubtfulRow` for a row whose cells may not be what a person sees.
    """
    if not grid.cells:
        raise UnreadableSheet(_("The file is empty."))
    heading = min(grid.cells)
    columns = _columns(grid, heading, words)
    missing = [words[name][0] for name in required if name not in columns.values()]
    if missing:
        why = _("The table lacks the column “%(heading)s”.")
        raise UnreadableSheet(why % {"heading": missing[0]})
    _refuse_doubtful(grid)
    return tuple(
        PlainRow(row + 1, {name: _text(grid, row, at) for at, name in columns.items()})
        for row in sorted(grid.cells)
        if row > heading
    )


def _text(grid: Grid, row: int, at: int) -> str:
    """The cell's text; in a CSV, whose page has no name, without the ' that escapes it."""
    text = grid.text(row, at)
    return text if grid.name else unescape_cell(text)


def _columns(grid: Grid, heading: int, words: Mapping[str, Sequence[str]]) -> dict[int, str]:
    """The name of each filled column."""
    known = {
        normalize(word).casefold(): name for name, several in words.items() for word in several
    }
    columns = {}
    for at, text in grid.row(heading).items():
        name = known.get(normalize(text).casefold())
        if name is None:
            why = _("The table has a column “%(heading)s”, which nobody may bring in.")
            raise UnreadableSheet(why % {"heading": text})
        columns[at] = name
    twice = [name for name, count in Counter(columns.values()).items() if count > 1]
    if twice:
        why = _("The column “%(heading)s” stands in the table twice.")
        raise UnreadableSheet(why % {"heading": words[twice[0]][0]})
    _refuse_beside(grid, columns)
    return columns


def _refuse_doubtful(grid: Grid) -> None:
    flags = {row: code for (row, _column), code in grid.flags.items()}
    flags |= {row: "hidden" for row in grid.hidden if row in grid.cells}
    for row, code in sorted(flags.items()):
        raise DoubtfulRow(row + 1, Doubt(code))


def _refuse_beside(grid: Grid, columns: Mapping[int, str]) -> None:
    for row, cells in sorted(grid.cells.items()):
        for at, text in cells.items():
            if at not in columns:
                why = _("Row %(row)d: “%(text)s” stands below no heading.")
                raise UnreadableSheet(why % {"row": row + 1, "text": text[:40]})
