"""A text without headings, such as a pasted one, as numbered rows whose columns nobody knows."""

from disclosures.imports.files.visible_pages import Grid

from .doubt import Doubt
from .item_numbers import number_of
from .multirow_answers import rows_above_text
from .rows import Row, SheetFile, beside_rows, line_of, unless_read
from .section_titles import is_note


def loose_rows(grid: Grid) -> SheetFile:
    """The rows that begin with a number, where no heading row says which column is which."""
    numbers = {row: _first_number(grid, row) for row in sorted(grid.cells)}
    numbered = [row for row, number in numbers.items() if number]
    first = min(numbered, default=0)
    more = dict.fromkeys(rows_above_text(grid, numbers), "text_below_answer")
    rows = tuple(
        _loose_row(grid, row, number, more.get(row, ""))
        for row, number in numbers.items()
        if number
    )
    lines = (
        line_of(grid, row, is_bar=len(grid.row(row)) == 1 and not is_note(grid, row))
        for row in numbers
        if row > first and not numbers[row]
    )
    return SheetFile(
        title_block=tuple(line_of(grid, row) for row in numbers if row < first),
        rows=rows,
        others=beside_rows(lines, rows),
        page=grid.name,
    )


def _loose_row(grid: Grid, row: int, number: str, doubt: str) -> Row:
    [written, *cells] = grid.row(row).values()
    flags = (grid.flags.get((row, column), "") for column in grid.row(row))
    code = next(filter(None, flags), doubt)
    return Row(
        row + 1,
        number,
        tuple(cells),
        doubt=Doubt(code) if code else None,
        columns=tuple(grid.row(row))[1:],
        written=unless_read(number, written),
    )


def _first_number(grid: Grid, row: int) -> str | None:
    """The number that begins the row, if anything follows it."""
    [(column, text), *rest] = grid.row(row).items()
    return number_of(text) if rest and column == 0 else None
