"""A file's visible pages as grids of text."""

import json
import logging
import subprocess
import sys
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from .cells import Place
from .errors import damaged, encrypted, too_much

logger = logging.getLogger(__name__)

PROJECT = Path(__file__).parents[3]
PATIENCE = 45  # seconds; the reader itself stops earlier


@dataclass(frozen=True)
class Merge:
    """A merged range; its text stands in the top left cell. Rows and columns count from 0."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Grid:
    """One sheet: its filled cells by row and column, both from 0, and its merged ranges.

    `flags`: cells whose text may not be what a person takes it for, each with the code of why.
    `hidden`: rows that nobody sees. `continued`: those whose answer goes on in rows below.
    `hidden_pages`: the names of the workbook's pages that nobody sees, where these hold anything.
    """

    name: str
    cells: dict[int, dict[int, str]]
    merges: tuple[Merge, ...] = ()
    flags: dict[Place, str] = field(default_factory=dict)
    hidden: frozenset[int] = frozenset()
    continued: frozenset[int] = frozenset()
    hidden_pages: tuple[str, ...] = ()

    def row(self, row: int) -> dict[int, str]:
        """The filled cells of the row by column, in order."""
        return self.cells.get(row, {})

    def text(self, row: int, column: int) -> str:
        """The cell's text; in a merged range that begins in this column, the range's text."""
        merge = self.merge_at(row, column)
        return self.row(merge.top if merge else row).get(column, "")

    def flag(self, row: int, column: int) -> str:
        """The code in `flags` of the cell whose text `text` gives, or ""."""
        merge = self.merge_at(row, column)
        return self.flags.get((merge.top if merge else row, column), "")

    def merge_at(self, row: int, column: int) -> Merge | None:
        """The merged range that begins in this column and reaches over this row."""
        merges = self._merges_by_column.get(column, [])
        before = bisect_right(merges, row, key=lambda merge: merge.top)
        return merges[before - 1] if before and row <= merges[before - 1].bottom else None

    @cached_property
    def _merges_by_column(self) -> dict[int, list[Merge]]:
        by_column: dict[int, list[Merge]] = {}
        for merge in sorted(self.merges, key=lambda merge: merge.top):
            by_column.setdefault(merge.left, []).append(merge)
        return by_column


def visible_grids(content: bytes) -> list[Grid]:
    """The sheets that a person sees, in order. Raises `UnreadableSheet`."""
    output = read_in_process(content)
    if output.get("error") == "password":
        raise encrypted()
    if output.get("error") == "too much":
        raise too_much(output["name"], output["count"])
    return [_grid(sheet) for sheet in output["sheets"]]


def read_in_process(content: bytes) -> dict[str, Any]:
    """What the reader's process writes; whatever ends that process, the file is unreadable."""
    command = [sys.executable, "-m", "disclosures.imports.files.reader"]
    try:
        done = subprocess.run(  # noqa: S603, the command is our own; the file is only its input
            command, input=content, capture_output=True, cwd=PROJECT, timeout=PATIENCE, check=True
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        logger.warning("A workbook cannot be read: %s", _last_line(error.stderr) or error)
        raise damaged() from error
    output: dict[str, Any] = json.loads(done.stdout)
    return output


def _last_line(printed: bytes | None) -> str:
    """What the reader's process says last: its exception, below the traceback."""
    return (printed or b"").decode(errors="replace").strip().rpartition("\n")[2]


def _grid(sheet: dict[str, Any]) -> Grid:
    cells: dict[int, dict[int, str]] = {}
    for row, column, text in sheet["cells"]:
        cells.setdefault(row, {})[column] = text
    return Grid(
        sheet["name"],
        cells,
        tuple(Merge(*first, *last) for first, last in sheet["merges"]),
        {(row, column): code for row, column, code in sheet["flags"]},
        frozenset(sheet["hidden"]),
        hidden_pages=tuple(sheet["hidden_pages"]),
    )
