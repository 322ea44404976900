"""Titles of sections: bars between the rows, chapters, and texts above or in rows of headings."""

import re
from collections.abc import Iterator, Mapping

from disclosures.imports.files.visible_pages import Grid
from texts.normalize import normalize

from .heading_roles import ASKS, SAYS, roles
from .item_numbers import is_part_of
from .layouts import Layout
from .lexicon import ASKING_ENDINGS, REMARK_BEGINNINGS
from .multirow_answers import is_footer

_VALUE = re.compile(r"[:：]|\d{2}|\d\.\d")  # Version: 1.0, 2026年4月版, 第1.2版
_CHAPTER = re.compile(r"第\w{1,4}[章節編部]|(?:chapter|part|section)\w{1,4}\.?", re.IGNORECASE)


def is_bar(grid: Grid, layout: Layout, row: int, numbers: Mapping[int, str | None]) -> bool:
    """Whether a row without a number titles the rows below it.

    That is a single text at the left, or one behind a label that begins their numbers. numbers: of
    all rows below the headings, None without one.
    """
    if _is_single(grid, layout, row):
        return not is_note(grid, row)
    return _is_chapter(grid, layout, row, numbers)


def title_above(
    grid: Grid, layout: Layout, repeated: frozenset[int], numbers: Mapping[int, str | None]
) -> int | None:
    """The row directly above the first headings, where it titles the first section.

    It does where such a row stands above all further headings, too, or where the sheet has another
    title above it and bars like it below; else it may be the sheet's.
    """
    rows = sorted(grid.cells)
    headings = [layout.row, *sorted(repeated)]
    if rows[0] >= layout.row or layout.row not in rows:
        return None
    above = [rows[rows.index(row) - 1] for row in headings]
    is_title = all(_is_single(grid, layout, row) and not is_note(grid, row) for row in above)
    if not is_title or not (repeated or _is_like_bars(grid, layout, above[0], numbers)):
        return None
    return above[0]


def _is_like_bars(grid: Grid, layout: Layout, row: int, numbers: Mapping[int, str | None]) -> bool:
    """Whether the row stands below another text, and in the column of bars between the rows.

    One that tells a value, such as a version or a day, is about the sheet.
    """
    bars = [at for at, number in numbers.items() if number is None]
    bars = [at for at in bars if is_bar(grid, layout, at, numbers)]
    [(column, text)] = grid.row(row).items()
    is_below = min(grid.cells) < row
    return is_below and not _VALUE.search(text) and any(column in grid.row(at) for at in bars)


def titles_in_headings(
    grid: Grid, layout: Layout, repeated: frozenset[int]
) -> Iterator[tuple[int, int]]:
    """The row and column of each text that changes from one row of headings to the next.

    A title of a section stands there, beside the headings or in the place of the numbers'.
    """
    changing = [
        (row, at)
        for row in sorted(repeated)
        for at, role in roles(grid, row).items()
        if role is None and grid.row(row)[at] != grid.row(layout.row).get(at)
    ]
    first = roles(grid, layout.row)
    yield from (
        (layout.row, at)
        for at in sorted({at for _row, at in changing} & first.keys())
        if first[at] is None and at not in layout.known - {layout.number}
    )
    yield from changing


def _is_single(grid: Grid, layout: Layout, row: int) -> bool:
    columns = list(grid.row(row))
    says = {at for role in ("question", *SAYS) for at in layout.columns.get(role, ())}
    return len(columns) == 1 and columns[0] < min(says or layout.known - {layout.number})


def is_note(grid: Grid, row: int) -> bool:
    """Whether the row's only text is a note or footer, which titles nothing."""
    [text] = grid.row(row).values()
    is_remark = "\t" in text or text.endswith("。") or text.startswith(REMARK_BEGINNINGS)
    return is_remark or is_footer(grid, row)


def _is_chapter(grid: Grid, layout: Layout, row: int, numbers: Mapping[int, str | None]) -> bool:
    """Whether a label such as A or 第1章 stands before one text alone, above rows of that label."""
    label = normalize(grid.row(row).get(layout.number, ""))
    asking = {at for role in ("section", "category", *ASKS) for at in layout.columns.get(role, ())}
    texts = grid.row(row)
    if not label or len(texts) != 2 or not asking & texts.keys():
        return False
    if any(texts[at].endswith(ASKING_ENDINGS) for at in asking & texts.keys()):
        return False
    below = (number for at, number in numbers.items() if at > row)
    following = next(below, None) or ""
    is_letter = label.isalpha() and following.removeprefix(label)[:1].isdecimal()  # A above A1
    is_above = is_part_of(following, label.rstrip(".")) or is_letter
    return is_above or bool(_CHAPTER.fullmatch(label))
