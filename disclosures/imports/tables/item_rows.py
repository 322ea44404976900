"""Which rows of a page are items, and the numbers that they have there."""

from collections import Counter
from collections.abc import Iterable, Iterator

from disclosures.imports.files.visible_pages import Grid
from texts.normalize import normalize

from .heading_roles import ASKS
from .item_numbers import divided_by_number, is_list_mark, number_of
from .layouts import Layout


def row_numbers(
    grid: Grid, layout: Layout, below: Iterable[int], known: frozenset[str]
) -> dict[int, str | None]:
    """The number of each of these rows, None where it is no item.

    known: numbers that stay as they are written. Without a column of numbers it is "".
    """
    if layout.has("number"):
        return {row: _number(grid, layout, row, known) for row in below}
    return {row: "" if is_item else None for row, is_item in _items(grid, layout, below)}


def _number(grid: Grid, layout: Layout, row: int, known: frozenset[str]) -> str | None:
    """The row's number; a number with nothing beside it, such as a page's, is none.

    Nor is one in brackets beside an answer alone: it may begin a line of that.
    """
    beside = layout.known - {layout.number}
    if not any(grid.text(row, column) for column in beside):
        return None
    text = grid.text(row, layout.number)
    if text in known:
        return text
    return None if is_list_mark(text) and not asks(grid, layout, row) else number_of(text)


def asks(grid: Grid, layout: Layout, row: int) -> bool:
    """Whether the row has a name or a question."""
    return any(layout.text(grid, row, role) for role in ASKS)


def _items(grid: Grid, layout: Layout, below: Iterable[int]) -> Iterator[tuple[int, bool]]:
    """Whether each row is one of an item, where there is no column of numbers.

    It asks something, and is more than a title: it has another text, begins with a number where
    no row has another text, or asks what another row asks.
    """
    roles = ("category", *ASKS)
    asked = {row: [layout.text(grid, row, role) for role in roles] for row in below}
    is_blank = all(len(grid.row(row)) == 1 for row in asked)
    count = Counter(normalize(" ".join(texts)) for texts in asked.values())
    for row, texts in asked.items():
        before, number, _rest = divided_by_number(next(filter(None, texts), ""))
        # A number before a single text, where others have more of them, is that of a chapter.
        is_alone = (len(layout.known) == 1 or is_blank) and number and not before
        is_more = len(grid.row(row)) > 1 or bool(is_alone)
        yield row, any(texts[1:]) and (is_more or count[normalize(" ".join(texts))] > 1)
