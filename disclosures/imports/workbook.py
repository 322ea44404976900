"""A workbook in the layout of the official check sheets: its heading, its rows, what is around."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .cells import number_of
from .containers import check_container
from .grids import Grid, visible_grids
from .headings import Heading, headings
from .unreadable import UnreadableSheet


@dataclass(frozen=True)
class Row:
    """One row with an item's number. `row_number` is the sheet's own, from 1.

    Rows of one merged answer cell: the first has the text, the others are empty and name the
    first one's number in `shares_answer_with`.
    """

    row_number: int
    number: str
    category: str
    name: str
    question: str
    answer: str
    shares_answer_with: str | None


@dataclass(frozen=True)
class Line:
    """Text outside the numbered rows; a bar is a single text at the left, such as a section's."""

    row_number: int
    text: str
    is_bar: bool = False


@dataclass(frozen=True)
class SheetFile:
    """What a file says: the lines above its heading row, its numbered rows, and all the others.

    `others` also holds what stands beside a numbered row, in a column without a known heading.
    """

    title_block: tuple[Line, ...]
    rows: tuple[Row, ...]
    others: tuple[Line, ...]


def read_workbook(content: bytes) -> SheetFile:
    """The one visible sheet with a heading row, of the bytes of an .xlsx or .xls file.

    Raises `UnreadableSheet` for anything else: files that are too large, broken, encrypted or
    no workbook, no or several sheets with a heading row, and a number in two rows.
    """
    check_container(content)
    grid, first, repeated = _sheet_with_heading(visible_grids(content))
    below = [row for row in sorted(grid.cells) if row > first.row and row not in repeated]
    rows = tuple(_rows(grid, first, below))
    _check_numbers(rows)
    return SheetFile(
        title_block=tuple(_line(grid, row) for row in sorted(grid.cells) if row < first.row),
        rows=rows,
        others=tuple(_others(grid, first, below)),
    )


def _sheet_with_heading(grids: list[Grid]) -> tuple[Grid, Heading, set[int]]:
    """The sheet, its first heading row, and the rows where that is repeated."""
    found = [(grid, rows) for grid in grids if (rows := list(headings(grid)))]
    if not found:
        raise UnreadableSheet(
            _(
                "No visible sheet has a heading row with the four headings “No.”, “情報開示項目”,"
                " “内容” and “回答”."
            )
        )
    if len(found) > 1:
        names = ", ".join(f"“{grid.name}”" for grid, _headings in found)
        raise UnreadableSheet(
            _("Several sheets have a heading row: %(names)s. Hide or delete all but one.")
            % {"names": names}
        )
    [(grid, [first, *others])] = found
    return grid, first, {heading.row for heading in others}


def _rows(grid: Grid, heading: Heading, below: list[int]) -> Iterator[Row]:
    owners: dict[int, str] = {}
    for row in below:
        number = _number(grid, heading, row)
        if number is None:
            continue
        merge = grid.merge_at(row, heading.answer)
        owner = owners.setdefault(merge.top if merge else row, number)
        shares = owner != number
        yield Row(
            row_number=row + 1,
            number=number,
            category="" if heading.category is None else grid.text(row, heading.category),
            name=grid.text(row, heading.name),
            question=grid.text(row, heading.question),
            answer="" if shares else grid.text(row, heading.answer),
            shares_answer_with=owner if shares else None,
        )


def _number(grid: Grid, heading: Heading, row: int) -> str | None:
    """The row's number; a number with nothing beside it, such as a page's, is none."""
    if not any(grid.text(row, column) for column in heading.texts):
        return None
    return number_of(grid.row(row).get(heading.number, ""))


def _check_numbers(rows: tuple[Row, ...]) -> None:
    seen: dict[str, int] = {}
    for row in rows:
        if row.number in seen:
            raise UnreadableSheet(
                _("Rows %(first)d and %(second)d both have the number %(number)s.")
                % {"first": seen[row.number], "second": row.row_number, "number": row.number}
            )
        seen[row.number] = row.row_number


def _others(grid: Grid, heading: Heading, below: list[int]) -> Iterator[Line]:
    known = {heading.number, *heading.texts}
    for row in below:
        if _number(grid, heading, row) is None:
            yield _line(grid, row, is_bar=_is_bar(grid, heading, row))
        elif beside := [text for column, text in grid.row(row).items() if column not in known]:
            yield Line(row + 1, " ".join(beside))


def _is_bar(grid: Grid, heading: Heading, row: int) -> bool:
    columns = list(grid.row(row))
    return len(columns) == 1 and columns[0] <= heading.name


def _line(grid: Grid, row: int, *, is_bar: bool = False) -> Line:
    return Line(row + 1, " ".join(grid.row(row).values()), is_bar)
