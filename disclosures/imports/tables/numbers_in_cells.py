"""Numbers that stand in one cell with what they number, as in “1 事業者 1 事業者名” of ASPIC."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from .doubt import MAX_QUOTE_LENGTH, Doubt
from .item_numbers import divided_by_number
from .rows import Line, Row, SheetFile


@dataclass(frozen=True)
class Reading:
    """A way to read the text of a cell: the numbers that may be meant, and what they number."""

    numbers: tuple[str, ...]
    category: str
    name: str


def readings(text: str) -> Iterator[Reading]:
    """The ways to read a cell that begins with a number; a second number stands before the name.

    Whether the item's number is the first, the second or both together, as 1-2, the text does not
    tell.
    """
    before, number, rest = divided_by_number(text)
    if before or not number:
        return
    yield Reading((number,), "", rest)
    category, inner, name = divided_by_number(rest)
    if category and inner:
        numbers = (f"{number}-{inner}", f"{number}.{inner}", inner, number)
        yield Reading(tuple(dict.fromkeys(numbers)), category, name)


def readings_of(row: Row) -> Iterator[tuple[Reading, Row]]:
    """The ways to read a row without a number of its own, each with the row as it is read then."""
    names = " ".join(filter(None, (row.category, row.name)))
    for reading in readings(names or row.question):
        if names:
            yield reading, replace(row, category=reading.category, name=reading.name)
        elif not reading.category:
            yield reading, replace(row, question=reading.name)


def with_numbers_in_cells(file: SheetFile) -> SheetFile | None:
    """The file, whose rows have the numbers with which their cells begin; None where none has one.

    It is a list of items. A row with two numbers is doubted: either may be its item's. One without
    a number is left out with the reason.
    """
    rows, lines = [], list(file.others)
    for row in file.rows:
        found = list(readings_of(row))
        if found:
            reading, numbered = found[0]
            doubt = row.asking_doubt or (_two_numbers(row) if len(found) > 1 else None)
            rows.append(replace(numbered, number=reading.numbers[0], asking_doubt=doubt))
        else:
            text = " ".join(row.cells)
            lines.append(Line(row.row_number, text, why=Doubt("number_missing")))
    lines.sort(key=lambda line: line.row_number)
    return replace(file, rows=tuple(rows), others=tuple(lines)) if rows else None


def _two_numbers(row: Row) -> Doubt:
    text = " ".join(filter(None, (row.category, row.name)))
    return Doubt("two_numbers_in_cell", {"text": text[:MAX_QUOTE_LENGTH]})
