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
from .limits import MAX_COLUMNS, MAX_ROWS, MAX_SHARING
from .ooxml import WorksheetPart, worksheet_parts

MAX_MEMORY = 300 * 1024**2
MAX_SECONDS = 8
MAX_CELLS = 1_000_000  # with the empty ones between the filled
MAX_OUTPUT = 10_000_000  # a check sheet needs some 200,000

Corners = tuple[Place, Place]  # of a merged range: its first cell and its last


class TooLarge(Exception):
    """A workbook with more in it than any check sheet."""


def main() -> None:
    """Write the visible sheets, `{"sheets": […]}`, or `{"error": "password" or "too large"}`."""
    _limit(resource.RLIMIT_AS, MAX_MEMORY)
    _limit(resource.RLIMIT_CPU, MAX_SECONDS)
    try:
        output = json.dumps({"sheets": visible_sheets(sys.stdin.buffer.read())})
        if len(output) > MAX_OUTPUT:
            raise TooLarge
    except PasswordError:
        output = json.dumps({"error": "password"})
    except TooLarge:
        output = json.dumps({"error": "too large"})
    sys.stdout.write(output)


def _limit(kind: int, most: int) -> None:
    with contextlib.suppress(ValueError, OSError):  # not every system can limit everything
        resource.setrlimit(kind, (most, most))


def visible_sheets(content: bytes) -> list[dict[str, Any]]:
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    by_name = worksheet_parts(content)
    if len({sheet.name for sheet in workbook.sheets_metadata}) < len(workbook.sheets_metadata):
        raise ValueError("Two sheets have one name.")
    return [
        _sheet(workbook, sheet.name, by_name[sheet.name])
        for sheet in workbook.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
    ]


def _sheet(workbook: CalamineWorkbook, name: str, part: WorksheetPart) -> dict[str, Any]:
    """The sheet's filled cells as [row, column, text], both from 0, and its merged ranges.

    `flags` are cells whose text is not what a person sees, as [row, column, code]; `hidden`
    the rows that a person does not see.
    """
    sheet = workbook.get_sheet_by_name(name)
    if sheet.total_height * sheet.total_width > MAX_CELLS:
        raise TooLarge
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
    if len(rows) > MAX_SHARING or len(columns) > MAX_COLUMNS:
        raise TooLarge
    last = max(rows, default=0)
    for (top, _left), (bottom, _right) in merges:
        rows.difference_update(range(top + 1, min(bottom, last) + 1))
    if len(rows) > MAX_ROWS:
        raise TooLarge


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
