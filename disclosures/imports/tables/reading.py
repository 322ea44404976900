"""From the bytes of a file to its numbered rows: which page, which columns."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _

from disclosures.imports.files.cells import is_piled_up
from disclosures.imports.files.containers import OLE_START, check_size, check_workbook, ole_refusal
from disclosures.imports.files.errors import NoHeading, SeveralPages, TooFewColumns, UnreadableSheet
from disclosures.imports.files.limits import MAX_TEXT
from disclosures.imports.files.text_tables import text_grid
from disclosures.imports.files.visible_pages import Grid, visible_grids
from disclosures.imports.files.zip_entries import ZIP_START
from disclosures.sheet.table import PAGE, unescape_cell

from .ambiguous_columns import ambiguous_headings, answers_beside_text
from .heading_roles import ASKING, word
from .layouts import (
    Enough,
    Layout,
    further_headings,
    is_our_table,
    is_whole,
    layouts,
    version_named,
)
from .lexicon import HEADING_WORDS
from .rows import SheetFile, loose_rows, numbered_rows


@dataclass(frozen=True)
class Choice:
    """What a person says about a file: which page, and what its columns hold.

    page: its name; None where the file is to be looked through. columns: a role of
    `layouts.ROLES` for each named column (from 0), below the heading row (from 0).
    """

    page: str | None = None
    heading_row: int | None = None
    columns: Mapping[int, str] = field(default_factory=dict)

    @classmethod
    def kept(cls, choice: Mapping[str, Any]) -> "Choice":
        """The choice from JSON, where the keys of columns are texts; {} chooses nothing."""
        columns = {int(column): role for column, role in choice.get("columns", {}).items()}
        return cls(choice.get("page"), choice.get("heading_row"), columns)


def read_file(content: bytes, choice: Choice | None = None, enough: Enough = is_whole) -> SheetFile:
    """The one page with a heading row, of the bytes of an .xlsx file, a CSV or a text with tabs.

    Where a workbook has our table for programs, its rows are read; the form beside it is kept in
    `shown`, to be compared. A text, with tabs or commas, may lack the heading row.

    Raises `UnreadableSheet` for what is too large, broken, encrypted or no table; `NoHeading`
    where a person has to say which columns are meant, `SeveralPages` where which page is.
    """
    return read_pages(pages(content), choice or Choice(), enough)


def read_pages(grids: list[Grid], choice: Choice, enough: Enough = is_whole) -> SheetFile:
    """As `read_file`, of the `pages` of a file."""
    if choice.page is not None:
        grids = [grid for grid in grids if grid.name == choice.page]
    if choice.columns:
        return _as_chosen(grids, choice, enough)
    return _found(grids, enough)


def pages(content: bytes) -> list[Grid]:
    """What a person sees of the file, page by page. Raises `UnreadableSheet`."""
    check_size(content)
    if content.startswith(OLE_START):
        raise ole_refusal(content)
    if content.startswith(ZIP_START):
        check_workbook(content)
        grids = visible_grids(content)
    else:
        grids = [text_grid(content)]
    if not any(grid.cells for grid in grids):
        raise UnreadableSheet(_("The file shows no text at all."))
    for grid in grids:
        _check_cells(grid)
    return [_unescaped(grid) for grid in grids]


def _unescaped(grid: Grid) -> Grid:
    """Our table as it was before it became a CSV; spreadsheets that open one keep each '.

    In our workbooks it has a page of its own name, where nothing was escaped.
    """
    if not is_our_table(grid) or grid.name == PAGE:
        return grid
    cells = {
        row: {column: unescape_cell(text).strip() for column, text in texts.items()}
        for row, texts in grid.cells.items()
    }
    return replace(grid, cells=cells)


def _check_cells(grid: Grid) -> None:
    """No cell holds what would keep the comparison of texts busy for minutes."""
    for row, cells in grid.cells.items():
        if any(len(text) > MAX_TEXT or is_piled_up(text) for text in cells.values()):
            raise UnreadableSheet(
                _(
                    "Row %(row)d holds a text that no check sheet has: more than %(limit)d"
                    " characters, or accents piled up without end."
                )
                % {"row": row + 1, "limit": MAX_TEXT}
            )


def _found(grids: list[Grid], enough: Enough) -> SheetFile:
    first = [(grid, next(layouts(grid, enough), None)) for grid in grids]
    with_headings = [(grid, layout) for grid, layout in first if layout]
    tables = [grid for grid, _layout in with_headings if is_our_table(grid)]
    is_text = [grid.name for grid in grids] == [""]  # pages of workbooks have names
    if not with_headings and is_text and (file := loose_rows(grids[0])).rows:
        return file
    if not with_headings:
        raise NoHeading(
            _("No visible page has a heading row that is known, such as No., 項目, 内容 and 回答.")
        )
    forms = [(grid, layout) for grid, layout in with_headings if grid not in tables]
    if len(tables) > 1 or len(forms) > 1:
        raise SeveralPages(grid.name for grid, _layout in with_headings)
    if not tables:
        return _numbered(*forms[0], enough)
    [table] = tables
    file = _our_table(table)
    if not forms:
        return file
    known = frozenset(row.number for row in file.rows)
    form = _numbered(*forms[0], enough, known=known)
    shown = {row.number: row for row in form.rows}
    return replace(file, shown=shown, compared_page=form.page, version=form.version)


def _our_table(grid: Grid) -> SheetFile:
    """One heading row, and whatever stands in the column of the numbers is one."""
    layout = next(layouts(grid))
    grid = _with_text_beside_flagged(grid, layout)
    file = numbered_rows(grid, layout, known=_numbers(grid, layout))
    return replace(file, is_ours=True)


def _numbers(grid: Grid, layout: Layout, but: Collection[int] = ()) -> frozenset[str]:
    """What stands in the column of the numbers, but the words over it in rows of headings."""
    below = ((row, grid.text(row, layout.number)) for row in grid.cells if row > layout.row)
    return frozenset(
        text
        for row, text in below
        if text and not (row in but and word(text) in HEADING_WORDS["number"])
    )


def _numbered(
    grid: Grid, layout: Layout, enough: Enough, known: frozenset[str] = frozenset()
) -> SheetFile:
    """The rows below the heading row, where no two columns could both be the answers'.

    Where what is asked is enough, nobody has to say which column answers it.
    """
    asking = {role: layout.columns.get(role, ()) for role in ASKING}
    if not enough(asking) and (headings := ambiguous_headings(grid, layout)):
        quoted = ", ".join(f"“{heading}”" for heading in headings)
        why = _("Several columns could be the one that is meant: %(headings)s. Name the columns.")
        raise NoHeading(why % {"headings": quoted})
    return _below(_with_text_beside_flagged(grid, layout), layout, known)


def _with_text_beside_flagged(grid: Grid, layout: Layout) -> Grid:
    return replace(
        grid,
        flags=dict.fromkeys(answers_beside_text(grid, layout), "text_beside_answer") | grid.flags,
    )


def _below(grid: Grid, layout: Layout, known: frozenset[str] = frozenset()) -> SheetFile:
    """The rows below the heading row; a row with a known number is none of the further ones.

    Below further headings that name other columns, whatever stands in the layout's is doubted. On
    our own form whatever stands in the column of the numbers is one, except a heading over it.
    """
    version, further = version_named(grid, layout), further_headings(grid, layout)
    known |= _numbers(grid, layout, but=further) if version else frozenset()
    further = {
        row: is_same
        for row, is_same in further.items()
        if grid.text(row, layout.number) not in known
    }
    flags, is_same = dict(grid.flags), True
    for row in sorted(grid.cells):
        is_same = further.get(row, is_same)
        if not is_same:
            flags |= {(row, column): "below_other_headings" for column in layout.known}
    file = numbered_rows(replace(grid, flags=flags), layout, frozenset(further), known)
    return replace(file, version=version)


def _as_chosen(grids: list[Grid], choice: Choice, enough: Enough) -> SheetFile:
    columns: dict[str, tuple[int, ...]] = {}
    for column, role in sorted(choice.columns.items()):
        columns[role] = (*columns.get(role, ()), column)
    if not enough(columns):
        raise TooFewColumns
    if not grids:
        raise UnreadableSheet(_("The workbook has no such page."))
    row = -1 if choice.heading_row is None else choice.heading_row
    return _below(grids[0], Layout(row, columns))
