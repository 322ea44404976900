"""Rows that matched nothing, and of which a person said to which item they belong."""

from collections.abc import Mapping
from dataclasses import replace

from disclosures.imports.tables.rows import SheetFile


def with_chosen_rows(file: SheetFile, items: Mapping[int, str]) -> SheetFile:
    """The file, in which these rows, by their numbers, are those of these items.

    A row that the file does not have any more is left out.
    """
    if not items:
        return file
    found = {line.row_number: line.row for line in file.others if line.row}
    found |= {row.row_number: row for row in file.rows}
    chosen = {
        at: replace(found[at], number=number, written=found[at].as_written, is_chosen=True)
        for at, number in items.items()
        if at in found
    }
    rows = [*(row for row in file.rows if row.row_number not in chosen), *chosen.values()]
    others = (line for line in file.others if not (line.row and line.row_number in chosen))
    in_order = sorted(rows, key=lambda row: row.row_number)
    return replace(file, rows=tuple(in_order), others=tuple(others))
