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

from .cells import text_of

MAX_MEMORY = 2 * 1024**3
MAX_SECONDS = 20
MAX_CELLS = 2_000_000  # with the empty ones between the filled
MAX_OUTPUT = 10_000_000  # a check sheet needs some 200,000


class TooLarge(Exception):
    """A workbook with more in it than any check sheet."""


def main() -> None:
    """Write the visible sheets, `{"sheets": […]}`, or `{"error": "password" or "too large"}`."""
    _limit(resource.RLIMIT_AS, MAX_MEMORY)
    _limit(resource.RLIMIT_CPU, MAX_SECONDS)
    try:
        output = json.dumps({"sheets": _sheets(sys.stdin.buffer.read())})
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


def _sheets(content: bytes) -> list[dict[str, Any]]:
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return [
        _sheet(workbook, sheet.name)
        for sheet in workbook.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
    ]


def _sheet(workbook: CalamineWorkbook, name: str) -> dict[str, Any]:
    """The sheet's filled cells as [row, column, text], both from 0, and its merged ranges."""
    sheet = workbook.get_sheet_by_name(name)
    if sheet.total_height * sheet.total_width > MAX_CELLS:
        raise TooLarge
    texts = (
        (row, column, text_of(value))
        for row, values in enumerate(sheet.to_python(skip_empty_area=False))
        for column, value in enumerate(values)
        if value != ""
    )
    return {
        "name": name,
        "cells": [cell for cell in texts if cell[2]],
        "merges": sheet.merged_cell_ranges or [],
    }


if __name__ == "__main__":
    main()
