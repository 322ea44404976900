"""The process that opens a workbook: bytes on standard input, JSON on standard output.

A few bytes can make calamine ask for more memory than there is, which ends the process and not
just the call. So it runs in one of its own, with little to lose (see `grids`).
"""

import contextlib
import io
import json
import resource
import sys
from typing import Any

from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from .cells import Place
from .limits import (
    MAX_CELLS,
    MAX_CHARACTERS,
    MAX_COLUMNS,
    MAX_EXTENT,
    MAX_ROWS,
    MAX_SHARING,
)
from .ooxml import WorksheetPart, shared_length, worksheet_parts

MAX_MEMORY = 1024**3
MAX_SECONDS = 40

Corners = tuple[Place, Place]  # of a merged range: its first cell and its last


class TooMuch(Exception):
    """A workbook with more of something than its limit: what (see `errors.TOO_MUCH`), how much."""

    def __init__(self, name: str, count: int) -> None:
        super().__init__(name, count)
        self.name, self.count = name, count


def main() -> None:
    """Write the visible sheets, `{"sheets": […]}`, or `{"error": "password"}`, or of what there is
    too much and how much, `{"error": "too much", "name": …, "count": …}`.
    """
    _limit(resource.RLIMIT_AS, MAX_MEMORY)
    _limit(resource.RLIMIT_CPU, MAX_SECONDS)
    try:
        output: dict[str, Any] = {"sheets": visible_sheets(sys.stdin.buffer.read())}
    except PasswordError:
        output = {"error": "password"}
    except TooMuch as error:
        output = {"error": "too much", "name": error.name, "count": error.count}
    sys.stdout.buffer.write(json.dumps(output, ensure_ascii=False).encode())


def _limit(kind: int, most: int) -> None:
    with contextlib.suppress(ValueError, OSError):  # not every system can limit everything
        resource.setrlimit(kind, (most, most))


def visible_sheets(content: bytes) -> list[dict[str, Any]]:
    """The sheets that a person sees, each with the names of those that nobody does."""
    _check("characters", shared_length(content), MAX_CHARACTERS)
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    by_name = worksheet_parts(content)
    if len({sheet.name for sheet in workbook.sheets_metadata}) < len(workbook.sheets_metadata):
        raise ValueError("Two sheets have one name.")
    sheets: list[dict[str, Any]] = []
    hidden: list[str] = []
    for sheet in workbook.sheets_metadata:
        if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible:
            sheets.append(_sheet(workbook, sheet.name, by_name[sheet.name]))
            _check_amount([cell for sheet in sheets for cell in sheet["cells"]])
        elif sheet.name in by_name and any(by_name[sheet.name].extent):
            hidden.append(sheet.name)
    return [{**sheet, "hidden_pages": hidden} for sheet in sheets]


def _check_amount(cells: list[list[Any]]) -> None:
    _check("cells", len(cells), MAX_CELLS)
    _check("characters", sum(len(text) for _row, _column, text in cells), MAX_CHARACTERS)


def _check(name: str, count: int, limit: int) -> None:
    if count > limit:
        raise TooMuch(name, count)


def _sheet(workbook: CalamineWorkbook, name: str, part: WorksheetPart) -> dict[str, Any]:
    """The sheet's filled cells as [row, column, text], both from 0, and its merged ranges.

    `flags` are cells whose text is not what a person sees, as [row, column, code]; `hidden`
    the rows that a person does not see.
    """
    _check("extent", part.extent[0] * part.extent[1], MAX_EXTENT)  # before calamine takes room
    sheet = workbook.get_sheet_by_name(name)
    values = {
        (row, column): value
        for row, cells in enumerate(sheet.to_python(skip_empty_area=False))
        for column, value in enumerate(cells)
        if value != ""
    }
    texts = {place: text for place, value in values.items() if (text := part.text(place, value))}
    merges = sheet.merged_cell_ranges or []
    taken = _taken(merges, sheet.total_height + 1, sheet.total_width + 1)
    _check_extent(texts, merges)
    shown = {first for first, _last in merges}
    covered = {
        (row, column): "covered_by_merge"
        for row, column in texts
        if taken[row * (sheet.total_width + 1) + column] and (row, column) not in shown
    }
    return {
        "name": name,
        "cells": [[*place, text] for place, text in texts.items()],
        "merges": merges,
        "flags": [[*place, code] for place, code in (covered | part.flags(values)).items()],
        "hidden": sorted(part.hidden_rows),
    }


def _check_extent(texts: dict[Place, str], merges: list[Corners]) -> None:
    rows = {row for row, _column in texts}
    columns = {column for _row, column in texts}
    _check("rows of merged cells", len(rows), MAX_SHARING)
    _check("columns", len(columns), MAX_COLUMNS)
    last = max(rows, default=0)
    for (top, _left), (bottom, _right) in merges:
        rows.difference_update(range(top + 1, min(bottom, last) + 1))
    _check("rows", len(rows), MAX_ROWS)


def _taken(merges: list[Corners], height: int, width: int) -> bytearray:
    """For each cell whether a merged range has it; in two of them nobody could say which shows."""
    taken = bytearray(height * width)
    for (top, left), (bottom, right) in merges:
        for row in range(top, min(bottom + 1, height)):
            cells = slice(row * width + min(left, width), row * width + min(right + 1, width))
            if any(taken[cells]):
                raise ValueError("Merged ranges overlap.")
            taken[cells] = b"\1" * (cells.stop - cells.start)
    return taken


if __name__ == "__main__":
    main()
