"""The pages of a file as a person sees them, each checked to be no more than a sheet has."""

from dataclasses import replace

from django.utils.translation import gettext as _

from disclosures.imports.files.cells import is_piled_up
from disclosures.imports.files.containers import OLE_START, check_size, check_workbook, ole_refusal
from disclosures.imports.files.errors import UnreadableSheet, text_too_long
from disclosures.imports.files.limits import MAX_TEXT
from disclosures.imports.files.text_tables import text_grid
from disclosures.imports.files.visible_pages import Grid, visible_grids
from disclosures.imports.files.zip_entries import ZIP_START
from disclosures.sheet.table import PAGE, unescape_cell

from .layouts import is_our_table


def pages(content: bytes) -> list[Grid]:
    """What a person sees of the file, page by page. Raises `UnreadableSheet`."""
    check_size(len(content))
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
            raise text_too_long(row + 1)
