"""Chapters that have numbers like items: rows that ask nothing, above what belongs to them."""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from .heading_roles import SAYING
from .item_numbers import is_part_of, wholes
from .lexicon import ASKING_ENDINGS, LEFT_EMPTY
from .rows import Line, Row, SheetFile

_ZERO = re.compile("[.-]0+$")


@dataclass(frozen=True)
class Chapters:
    """The file without the rows that are chapters for sure; these are bars among its lines.

    `open`: rows, by their row number, that may be chapters or items, each with the number of the
    row below.
    """

    file: SheetFile
    open: dict[int, str]


def with_chapters(file: SheetFile, known: Container[str]) -> Chapters:
    """The chapters of a file.

    known: numbers of items that the guideline has. A row is a chapter for sure where its question
    is empty beside those of others, or where all rows whose numbers have as many parts may be
    chapters: an item that nobody answered looks the same.
    """
    possible = {row.row_number: below for row, below in _possible(file) if row.number not in known}
    sound = [row for row in file.rows if row.asking_doubt is None]
    items = {_depth(row) for row in sound if row.row_number not in possible}
    sure = {
        row.row_number
        for row in sound
        if row.row_number in possible
        and not _says(row)
        and (_lacks_question(file, row) or _depth(row) not in items)
    }
    bars = (
        Line(row.row_number, _title(row), is_bar=True)
        for row in file.rows
        if row.row_number in sure
    )
    lines = sorted((*file.others, *bars), key=lambda line: line.row_number)
    rows = tuple(row for row in file.rows if row.row_number not in sure)
    left_open = {at: below for at, below in possible.items() if at not in sure}
    return Chapters(replace(file, rows=rows, others=tuple(lines)), left_open)


def _possible(file: SheetFile) -> Iterator[tuple[Row, str]]:
    """The rows that may be chapters, each with the number of the row below."""
    before = (None, *(row.number for row in file.rows))
    for number_before, (row, below) in zip(before, pairwise(file.rows), strict=False):
        number = _ZERO.sub("", row.number)  # 1.0 stands above 1.1
        is_first = not _is_next(number_before or "", row.number)  # 99 makes of 100 an item
        belongs = is_part_of(below.number, number) or (is_first and _counts_on(row, below))
        if belongs and not _says(row, but=LEFT_EMPTY) and _is_title(row):
            yield row, below.number


def _counts_on(row: Row, below: Row) -> bool:
    """Whether the numbers go on from a full hundred, as 201 does from 200, to a row that asks."""
    is_next = _is_next(row.number, below.number)
    return is_next and row.number.endswith("00") and not _is_title(below)


def _is_next(number: str, following: str) -> bool:
    """Whether the second number is the first and one."""
    is_counted = number.isdecimal() and following.isdecimal()
    return is_counted and int(following) == int(number) + 1


def _says(row: Row, but: str = "") -> bool:
    """Whether the row says anything but these signs, or whether that is required."""
    said = (getattr(row, role) or "" for role in (*SAYING, "required", "unit"))
    return any(text.strip(but or None) for text in said) or row.shares_answer_with is not None


def _is_title(row: Row) -> bool:
    """Whether the row has one text that asks nothing."""
    texts = [text for text in (row.category, row.name, row.question) if text]
    return len(texts) == 1 and not texts[0].endswith(ASKING_ENDINGS)


def _title(row: Row) -> str:
    texts = (row.as_written, row.section, row.category, row.name, row.question)
    return " ".join(filter(None, texts))


def _lacks_question(file: SheetFile, row: Row) -> bool:
    return not row.question and any(other.question for other in file.rows)


def _depth(row: Row) -> int:
    return len(list(wholes(row.number)))
