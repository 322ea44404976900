"""Answers that go on in the rows below their item's first, as long ones do in our own form."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from disclosures.imports.files.visible_pages import Grid

from .heading_roles import ASKING, WRITTEN_OUT
from .item_numbers import is_list_mark
from .layouts import Layout

MERGED = ("number", "question")
_FOOTER = re.compile(  # of a page: its number, or that it is the last
    r"[0-9]+ ?/ ?[0-9]+|- ?[0-9]+ ?-|p(?:age)?\.? ?[0-9]+|[0-9]+ ?(?:ページ|頁)|\(?以上\)?",
    re.IGNORECASE,
)


def with_joined_answers(grid: Grid, layout: Layout) -> Grid:
    """The grid with each answer whole in its item's first row.

    A row goes on with an answer where it has text in the column of the answers alone, and the
    number and the question above are each one cell merged over the same rows. The item's name
    is merged over these rows at least: without names the cells of the 大項目, each merged over
    several items, stand in that column. What is hidden or doubted in the row is so of the whole
    answer.
    """
    cells = {row: dict(texts) for row, texts in grid.cells.items()}
    flags, hidden, continued = dict(grid.flags), set(grid.hidden), set()
    for row in sorted(grid.cells):
        first = _first_row(grid, layout, row)
        if first is None:
            continue
        continued.add(first)
        for column, text in cells.pop(row).items():
            above = cells.setdefault(first, {}).get(column)
            cells[first][column] = f"{above}\n{text}" if above else text
            if (row, column) in flags:
                flags.setdefault((first, column), flags[row, column])
        if row in hidden:
            hidden.add(first)
    return replace(
        grid,
        cells=cells,
        flags=flags,
        hidden=frozenset(hidden),
        continued=frozenset(continued),
    )


def _first_row(grid: Grid, layout: Layout, row: int) -> int | None:
    """The first row of the item whose answer goes on in this one."""
    answers = layout.columns.get("answer", ())
    if not set(grid.row(row)) <= set(answers) or any(grid.merge_at(row, at) for at in answers):
        return None
    merged = {_rows_at(grid, row, column) for column in _columns(layout, MERGED)}
    [(first, last), *others] = merged or {(row, row)}
    names = [_rows_at(grid, row, column) for column in layout.columns.get("name", ())]
    is_named = all(top <= first and last <= bottom for top, bottom in names)
    return first if is_named and not others and first < row else None


def _rows_at(grid: Grid, row: int, column: int) -> tuple[int, int]:
    """The first and the last row of the cell, which may be merged over several."""
    merge = grid.merge_at(row, column)
    return (merge.top, merge.bottom) if merge else (row, row)


def with_text_below_flagged(grid: Grid, layout: Layout, numbers: Mapping[int, str | None]) -> Grid:
    """The grid, where an answer is doubted if text without a question stands directly below it."""
    flags = dict(grid.flags)
    for row in _continued(numbers, lambda row, _owner: _is_more(grid, layout, row, numbers)):
        for column in _columns(layout, WRITTEN_OUT):
            merge = grid.merge_at(row, column)
            flags.setdefault((merge.top if merge else row, column), "text_below_answer")
    return replace(grid, flags=flags)


def rows_above_text(grid: Grid, numbers: Mapping[int, str | None]) -> set[int]:
    """The rows, below no headings, whose last cell may go on in the rows below."""

    def is_more(row: int, owner: int) -> bool:
        if numbers[row] is None:
            return min(grid.row(row)) > 0 and not is_footer(grid, row)
        return min(grid.row(row).keys() - {0}) >= max(grid.row(owner))

    return set(_continued(numbers, is_more))


def _continued(
    numbers: Mapping[int, str | None], is_more: Callable[[int, int], bool]
) -> Iterator[int]:
    """The numbered rows directly below which more stands, without a number or with theirs again.

    numbers: of all rows, None without. is_more: whether a row goes on with one above it.
    """
    owner = above = None
    for row, number in numbers.items():
        is_below = owner is not None and row - 1 == above and number in (None, numbers[owner])
        if owner is not None and is_below and is_more(row, owner):
            yield owner
        else:
            owner = None if number is None else row
        above = row


def _is_more(grid: Grid, layout: Layout, row: int, numbers: Mapping[int, str | None]) -> bool:
    """Whether the row says something and asks nothing, also behind the mark of a list.

    One with the number of the row above is a row of its own where it names a product.
    """
    filled = set(grid.row(row))
    if numbers[row] is not None or is_list_mark(grid.row(row).get(layout.number, "")):
        filled.discard(layout.number)
    if numbers[row] is not None and not filled.isdisjoint(_columns(layout, ("product",))):
        return False
    return (
        filled.isdisjoint(_columns(layout, ASKING))
        and not filled.isdisjoint(_columns(layout, WRITTEN_OUT))
        and not is_footer(grid, row)
    )


def _columns(layout: Layout, roles: tuple[str, ...]) -> set[int]:
    return {column for role in roles for column in layout.columns.get(role, ())}


def is_footer(grid: Grid, row: int) -> bool:
    """Whether the row is the footer of a printed page."""
    text = unicodedata.normalize("NFKC", " ".join(grid.row(row).values()))
    return _FOOTER.fullmatch(text) is not None
