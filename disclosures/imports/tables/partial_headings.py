"""Heading rows that are known only in part, so that a person has to name the columns."""

from collections.abc import Collection, Iterator, Sequence

from django.utils.translation import gettext as _

from disclosures.imports.files.errors import NoHeading
from disclosures.imports.files.visible_pages import Grid
from texts.listing import quoted_list

from .heading_roles import ASKS, SAYS, known_roles
from .item_numbers import number_of

_NAMING = {"number", *ASKS, *SAYS}  # roles of columns whose headings stand in no other row
MAX_HEADING = 30  # signs; what is longer asks or answers


def no_heading(grids: Sequence[Grid]) -> NoHeading:
    """The refusal of a file without known headings; it quotes those that are known in part."""
    found = ((grid, row) for grid in grids for row in _known_in_part(grid))
    grid, row = next(found, (None, 0))
    if grid is None:
        return NoHeading(
            _("No visible page has a heading row that is known, such as No., 項目, 内容 and 回答.")
        )
    return _not_all_known(grid, row)


def headings_above(grid: Grid, numbered: Collection[int]) -> NoHeading | None:
    """Why rows that begin with a number are not to be read without headings: they have some.

    Such a row holds a known heading, or it stands above the first row and has a short text above
    several of its cells.
    """
    first = min(numbered)
    known = (row for row in _known_in_part(grid) if row not in numbered)
    rows = {row for row in known if row < first or len(_naming(grid, row)) > 1}
    behind = {at for row in numbered for at in grid.row(row)} - {0}
    rows |= {row for row in grid.cells if row < first and _is_above(grid, row, behind)}
    return _not_all_known(grid, min(rows)) if rows else None


def _known_in_part(grid: Grid) -> Iterator[int]:
    """The rows of several cells of which one is a heading that is known."""
    return (row for row in sorted(grid.cells) if len(grid.row(row)) > 1 and _naming(grid, row))


def _naming(grid: Grid, row: int) -> set[str]:
    return _NAMING.intersection(known_roles(grid, row).values())


def _is_above(grid: Grid, row: int, behind: Collection[int]) -> bool:
    """Whether two short texts, and no others, stand above the cells behind the numbers."""
    texts = grid.row(row)
    is_short = all(len(text) <= MAX_HEADING and number_of(text) is None for text in texts.values())
    return is_short and len(texts.keys() & behind) > 1


def _not_all_known(grid: Grid, row: int) -> NoHeading:
    headings = quoted_list(text[:MAX_HEADING] for text in grid.row(row).values())
    why = _(
        "Row %(row)d seems to hold headings, but not all that are needed are known: %(headings)s."
        " Name the columns."
    )
    return NoHeading(why % {"row": row + 1, "headings": headings})
