"""Several pages of a workbook with the same headings, such as one for each chapter, as one file."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from .page_rows import PageRows
from .rows import Line, Row, SheetFile


def joined(files: Sequence[SheetFile]) -> SheetFile:
    """The pages as one file, in their order. The rows are numbered through; see `PageRows`."""
    starts = tuple(_starts(files))
    moved = [_moved(file, before) for file, (before, _page) in zip(files, starts, strict=True)]
    return replace(
        moved[0],
        title_block=tuple(line for file in moved for line in file.title_block),
        rows=tuple(row for file in moved for row in file.rows),
        others=tuple(line for file in moved for line in file.others),
        page_rows=PageRows(starts),
    )


def _starts(files: Sequence[SheetFile]) -> Iterator[tuple[int, str]]:
    """For each page how many numbers went to those before; one is left for the page's title."""
    before = 0
    for file in files:
        yield before, file.page
        lines = (line.row_number for line in (*file.title_block, *file.others))
        before += max((*lines, *(row.row_number for row in file.rows)), default=0) + 1


def _moved(file: SheetFile, by: int) -> SheetFile:
    lines = [_line_moved(line, by) for line in file.others]
    title = [] if _has_title(file) else [Line(by, file.page, is_bar=True)]
    return replace(
        file,
        title_block=tuple(_line_moved(line, by) for line in file.title_block),
        rows=tuple(_row_moved(row, by) for row in file.rows),
        others=(*title, *lines),
    )


def _has_title(file: SheetFile) -> bool:
    """Whether the page itself says to which section its first row belongs; else its name does."""
    if not file.rows or (file.layout and file.layout.has("section")):
        return True
    first = min(row.row_number for row in file.rows)
    return any(line.is_bar and line.row_number < first for line in file.others)


def _line_moved(line: Line, by: int) -> Line:
    return replace(line, row_number=line.row_number + by)


def _row_moved(row: Row, by: int) -> Row:
    owner = row.shares_answer_with and row.shares_answer_with + by
    return replace(row, row_number=row.row_number + by, shares_answer_with=owner)
