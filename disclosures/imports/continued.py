"""Answers that go on in the rows below their item's first, as long ones do in our own form."""

from dataclasses import replace

from .grids import Grid
from .layouts import Layout

MERGED = ("number", "name", "question")


def with_whole_answers(grid: Grid, layout: Layout) -> Grid:
    """The grid with each answer whole in its item's first row.

    A row goes on with an answer where it has text in the column of the answers alone, and the
    number, the item and the question above are each one cell merged over the same rows. What
    is hidden or doubted there is so of the whole answer.
    """
    cells = {row: dict(texts) for row, texts in grid.cells.items()}
    doubts, hidden = dict(grid.doubts), set(grid.hidden)
    for row in sorted(grid.cells):
        first = _first_row(grid, layout, row)
        if first is None:
            continue
        for column, text in cells.pop(row).items():
            above = cells.setdefault(first, {}).get(column)
            cells[first][column] = f"{above}\n{text}" if above else text
            if (row, column) in doubts:
                doubts.setdefault((first, column), doubts[row, column])
        if row in hidden:
            hidden.add(first)
    return replace(grid, cells=cells, doubts=doubts, hidden=frozenset(hidden))


def _first_row(grid: Grid, layout: Layout, row: int) -> int | None:
    """The first row of the item whose answer goes on in this one."""
    answers = layout.columns.get("answer", ())
    if not set(grid.row(row)) <= set(answers) or any(grid.merge_at(row, at) for at in answers):
        return None
    merges = [
        grid.merge_at(row, column) for role in MERGED for column in layout.columns.get(role, ())
    ]
    rows = {(merge.top, merge.bottom) if merge else (row, row) for merge in merges}
    [(first, _last), *others] = rows
    return None if others or first == row else first
