"""The layouts of check sheets: which row is the heading row, and which column holds what."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from disclosures.imports.files.visible_pages import Grid
from disclosures.sheet.table import FORM_HEADINGS, HASH, HEADINGS, OLDER_HEADINGS

from .heading_roles import ASKS, SAYING, SAYS, roles, word
from .item_numbers import number_of

_HASH = re.compile(f"{re.escape(HASH)}(?P<hash>[0-9a-f]{{64}})")


@dataclass(frozen=True)
class Layout:
    """A heading row (from 0) and the columns (from 0) of each role that the table has."""

    row: int
    columns: Mapping[str, tuple[int, ...]]

    def text(self, grid: Grid, row: int, role: str) -> str:
        """What the row's columns of that role hold, merged cells included; "" without any."""
        texts = (grid.text(row, column) for column in self.columns.get(role, ()))
        return " ".join(text for text in texts if text)

    def has(self, role: str) -> bool:
        """Whether the table has a column for it."""
        return bool(self.columns.get(role))

    @cached_property
    def known(self) -> frozenset[int]:
        """All columns with a role."""
        return frozenset(column for columns in self.columns.values() for column in columns)

    @property
    def roles(self) -> dict[int, str]:
        """What each column with a role holds."""
        return {at: role for role, columns in self.columns.items() for at in columns}

    @property
    def number(self) -> int:
        """The column of the numbers; -1, in which no text stands, without one."""
        return self.columns["number"][0] if self.has("number") else -1


Columns = Mapping[str, tuple[int, ...]]  # of each role
Enough = Callable[[Columns], bool]  # whether these columns are what the reader needs


def is_asking(columns: Columns) -> bool:
    """Whether these columns are enough to know what is asked."""
    return bool(columns.get("number")) and is_asked(columns)


def is_asked(columns: Columns) -> bool:
    """Whether these columns say what is asked, under numbers of their own or without."""
    return any(columns.get(role) for role in ASKS)


def is_answering(columns: Columns) -> bool:
    """Whether these columns are enough to know what is asked, by its wording, and what is said."""
    return is_asked(columns) and any(columns.get(role) for role in (*SAYS, "responsibility"))


def layouts(grid: Grid, enough: Enough = is_answering) -> Iterator[Layout]:
    """The grid's heading rows from the top."""
    for row in sorted(grid.cells):
        layout = _layout(grid, row)
        if enough(layout.columns):
            yield layout


def further_headings(grid: Grid, layout: Layout) -> dict[int, bool]:
    """The heading rows below the layout's own, and whether their columns are the same."""
    below = [row for row in sorted(grid.cells) if row > layout.row]
    repeated = {row for row in below if _is_repeated(grid, row, layout)}
    headings = {row for row in below if is_asking(_layout(grid, row).columns)}
    return {
        row: row in repeated or _agrees(grid, row, layout)
        for row in below
        if row in headings | repeated
    }


def _is_repeated(grid: Grid, row: int, layout: Layout) -> bool:
    """Whether the words are the layout's own, but for the title of a section.

    That stands in a column without a role, or in the place of the heading over the numbers.
    """
    own, words = _words(grid, layout.row), _words(grid, row)
    differing = [at for at in own.keys() | words.keys() if own.get(at) != words.get(at)]
    return not differing or (
        len(differing) == 1
        and len(own) > 2  # of two words one alone would tell nothing
        and (differing[0] == layout.number or differing[0] not in layout.known)
        and number_of(grid.row(row).get(differing[0], "")) is None
    )


def _agrees(grid: Grid, row: int, layout: Layout) -> bool:
    """Whether each heading stands where the layout has such a column, and all that says has one."""
    own = roles(grid, layout.row)
    own |= {at: role for role, columns in layout.columns.items() for at in columns}
    by_column = roles(grid, row)
    says = {at for role in SAYS for at in layout.columns.get(role, ())}
    return says <= set(by_column) and all(
        _is_same(role, own.get(column)) for column, role in by_column.items()
    )


def _is_same(one: str | None, other: str | None) -> bool:
    """Whether both are one role; what is a category is a matter of what is filled below."""
    names = ("category", "name")
    return one == other or (one in names and other in names)


def is_our_table(grid: Grid) -> bool:
    """Whether the page is the table for programs that every version has."""
    return tuple(grid.row(0).values()) in (HEADINGS, OLDER_HEADINGS)


def version_named(grid: Grid, layout: Layout) -> str:
    """The hash of the version that the page names, where it is our own form; else ""."""
    above = (text for row in grid.cells if row < layout.row for text in grid.row(row).values())
    hashes = [match["hash"] for text in above if (match := _HASH.fullmatch(text))]
    is_ours = set(FORM_HEADINGS.values()) <= set(grid.row(layout.row).values())
    headings = [grid.text(layout.row, at) for role in SAYING for at in layout.columns.get(role, ())]
    return hashes[0] if is_ours and headings == [FORM_HEADINGS[4]] and len(hashes) == 1 else ""


def _layout(grid: Grid, row: int) -> Layout:
    return Layout(row, _columns(grid, row, roles(grid, row)))


def _columns(
    grid: Grid, row: int, by_column: Mapping[int, str | None]
) -> dict[str, tuple[int, ...]]:
    """The first column of each role; a heading over the names reaches to the next heading."""
    columns: dict[str, tuple[int, ...]] = {}
    for column, role in by_column.items():
        if role and role not in columns:
            columns[role] = (column,)
    if "name" in columns and "category" not in columns:
        [start] = columns["name"]
        span = tuple(_filled_until_next(grid, row, start, set(by_column)))
        if span:
            columns |= {"category": span[:-1][:1], "name": span[1:] or span}
    return columns


def _filled_until_next(grid: Grid, row: int, start: int, headings: set[int]) -> Iterator[int]:
    """The columns below the heading that have text in any row."""
    following = [column for column in headings if column > start]
    below = {column for at, cells in grid.cells.items() if at > row for column in cells}
    return (at for at in range(start, min(following, default=start + 1)) if at in below)


def _words(grid: Grid, row: int) -> dict[int, str]:
    return {column: word(text) for column, text in grid.row(row).items()}
