"""Numbers that begin anew below each whole number, as (1) and (2) do below 1 and again below 2."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from .item_numbers import is_list_mark
from .rows import Row


def with_nested_numbers(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows, those numbered (1) below a row 2 as its part 2-1.

    Only where a number in brackets or in a circle comes again below another whole number; it may
    be the way in which the sheet writes all of its numbers otherwise.
    """
    marks = [row.as_written for row in rows if is_list_mark(row.as_written)]
    if len(set(marks)) == len(marks):
        return tuple(rows)
    return tuple(_nested(rows))


def _nested(rows: Sequence[Row]) -> Iterator[Row]:
    whole = ""
    for row in rows:
        if not is_list_mark(row.as_written):
            whole = row.number
        elif whole:
            yield replace(row, number=f"{whole}-{row.number}", written=row.as_written)
            continue
        yield row
