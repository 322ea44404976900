"""A page of a file as numbered rows, and what stands around them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from disclosures.imports.files.cells import one_line
from disclosures.imports.files.visible_pages import Grid
from disclosures.sheet.table import TableAnswer

from .column_words import ColumnWords
from .doubt import MAX_QUOTE_LENGTH, Doubt
from .heading_roles import ASKING, SAYING, word
from .item_numbers import is_date, requirement_of
from .item_rows import asks, row_numbers
from .layouts import Layout
from .multirow_answers import with_joined_answers, with_text_below_flagged
from .page_rows import ONE_PAGE, PageRows
from .section_titles import is_bar, title_above, titles_in_headings


@dataclass(frozen=True)
class Row:
    """One row with an item's number. `row_number` is the page's own, from 1.

    `number` is "" where there is no column of numbers. `written`: the number as the file has it,
    where that is another text. `before` and `cells` are all texts to the left of the number and to
    its right; the others are what the columns hold, as far as these are known. `availability`,
    `responsibility`, `same_as` and `evidence` are None without a column of their own. Rows of one
    merged answer cell: the first has the text, the others are empty and name the first one's row
    in `shares_answer_with`. `beside` is what stands in columns without a known heading, `aside`
    the same text by text, each after its heading. `doubt`: why the row's answer may not be what a
    person sees, `asking_doubt` why what it asks may not; see `Grid.flags`. `columns`: those of the
    cells, where there is no layout. `is_continued`: the answer goes on in rows below. `is_typed`:
    the row is one of our form that somebody edited, and says all that its item or product answers.
    `problem`: why nothing can be taken. `is_chosen`: a person said which item the row is of.
    """

    row_number: int
    number: str
    cells: tuple[str, ...] = ()
    section: str = ""
    category: str = ""
    name: str = ""
    question: str = ""
    answer: str = ""
    availability: str | None = None
    responsibility: str | None = None
    product: str = ""
    same_as: str | None = None
    evidence: str | None = None
    required: str = ""
    unit: str = ""
    beside: str = ""
    aside: tuple[tuple[str, str], ...] = ()
    shares_answer_with: int | None = None
    doubt: Doubt | None = None
    asking_doubt: Doubt | None = None
    columns: tuple[int, ...] = ()
    is_continued: bool = False
    is_typed: bool = False
    problem: Doubt | None = None
    written: str = ""
    before: tuple[str, ...] = ()
    is_chosen: bool = False

    @property
    def as_written(self) -> str:
        """The number as the file has it."""
        return self.written or self.number

    @property
    def table_answer(self) -> TableAnswer:
        """What the row answers as a row of our table."""
        state = (self.availability or "", self.responsibility or "")
        repeated, evidence = self.same_as or "", self.evidence or ""
        return TableAnswer(self.product, *state, repeated, self.answer, evidence)

    def answering(self, answer: TableAnswer) -> "Row":
        """The row with this answer."""
        columns = answer._asdict()
        return replace(self, answer=columns.pop("body"), **columns)


@dataclass(frozen=True)
class Line:
    """Text outside the numbered rows; a bar is the title of the section below it.

    columns: those (from 0) in which it stands, where that is beside a numbered row. `why`: why it
    is no row of an item, where it looks like one. `row`: it as a row, for a person to say of what.
    """

    row_number: int
    text: str
    is_bar: bool = False
    columns: tuple[int, ...] = ()
    why: Doubt | None = None
    row: Row | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class SheetFile:
    """What a page says: the lines above its heading row, its numbered rows, and all the others.

    `others` also holds what stands beside a numbered row, in a column without a known heading.
    `layout` is None where the columns are not known; then rows have their `cells` alone. `shown`:
    the rows of the form beside our table for programs, by number; None without that form,
    whose page is `compared_page`. `version`: the hash of the version that our own form names.
    `is_ours`: the page is that table, where each text stands whole and 同上 has its own column.
    `page_rows`: of several pages that are read as one, `page` being the first, where each row
    stands. `headings`: the words above each column. `words`: what a person said that words mean,
    by the role of their column.
    """

    title_block: tuple[Line, ...]
    rows: tuple[Row, ...]
    others: tuple[Line, ...]
    layout: Layout | None = None
    page: str = ""
    shown: Mapping[str, Row] | None = None
    compared_page: str = ""
    version: str = ""
    is_ours: bool = False
    page_rows: PageRows = ONE_PAGE
    headings: Mapping[int, str] = field(default_factory=dict)
    words: Mapping[str, ColumnWords] = field(default_factory=dict)

    @property
    def read_pages(self) -> tuple[str, ...]:
        """The names of the pages whose rows these are."""
        return tuple(page for _before, page in self.page_rows.starts) or (self.page,)

    @property
    def pages(self) -> tuple[str, ...]:
        """The names of the pages that were read or compared."""
        return (*self.read_pages, self.compared_page) if self.compared_page else self.read_pages

    def told(self, row_number: int) -> str:
        """The row's number as a person is told it, behind its page where several were read."""
        return self.page_rows.told(row_number)


def numbered_rows(
    grid: Grid,
    layout: Layout,
    repeated: frozenset[int] = frozenset(),
    known: frozenset[str] = frozenset(),
) -> SheetFile:
    """The rows below the heading row; `repeated` are the heading rows of further pages.

    known: numbers that stay as they are written, such as 問5 or ①; others are read by `number_of`.
    """
    grid = with_joined_answers(grid, layout)
    below = [row for row in sorted(grid.cells) if row > layout.row and row not in repeated]
    numbers = row_numbers(grid, layout, below, known)
    grid = with_text_below_flagged(grid, layout, numbers)
    bar = title_above(grid, layout, repeated, numbers)
    above = [row for row in sorted(grid.cells) if row < layout.row and row != bar]
    rows = tuple(_rows(grid, layout, numbers))
    lines = [] if bar is None else [line_of(grid, bar, is_bar=True)]
    lines += sorted(_others(grid, layout, numbers, repeated), key=lambda line: line.row_number)
    return SheetFile(
        title_block=tuple(line_of(grid, row) for row in above),
        rows=rows,
        others=beside_rows(lines, rows),
        layout=layout,
        page=grid.name,
        headings={column: word(text) for column, text in grid.row(layout.row).items()},
    )


def _rows(grid: Grid, layout: Layout, numbers: Mapping[int, str | None]) -> Iterator[Row]:
    owners: dict[int, int] = {}
    for row, number in numbers.items():
        if number is not None:
            yield _row(grid, layout, row, number, owners)


def _row(grid: Grid, layout: Layout, row: int, number: str, owners: dict[int, int]) -> Row:
    merges = [grid.merge_at(row, column) for column in layout.columns.get("answer", ())]
    top = next((merge.top for merge in merges if merge), row)
    owner = owners.setdefault(top, row)
    texts: dict[str, Any] = {
        role: one_line(layout.text(grid, row, role))
        for role in ("section", "category", "name", "product", "required", "unit")
    }
    written = grid.text(row, layout.number)
    required = dict.fromkeys(filter(None, (texts["required"], requirement_of(written))))
    texts["required"] = " / ".join(required)
    stated: dict[str, Any] = {
        role: layout.text(grid, row, role)
        for role in ("availability", "responsibility", "same_as", "evidence")
        if layout.has(role)
    }
    return Row(
        row_number=row + 1,
        number=number,
        before=tuple(text for column, text in grid.row(row).items() if column < layout.number),
        cells=tuple(text for column, text in grid.row(row).items() if column > layout.number),
        columns=(),
        question=layout.text(grid, row, "question"),
        answer=layout.text(grid, row, "answer") if owner == row else "",
        shares_answer_with=None if owner == row else owner + 1,
        beside=_beside(grid, layout, row),
        aside=tuple(
            (grid.row(layout.row).get(column, ""), text)
            for column, text in grid.row(row).items()
            if column not in layout.known
        ),
        doubt=_doubt(grid, layout, row, SAYING),
        asking_doubt=_doubt(grid, layout, row, ASKING),
        is_continued=row in grid.continued,
        written=unless_read(number, written),
        **texts,
        **stated,
    )


def _doubt(grid: Grid, layout: Layout, row: int, roles: Iterable[str]) -> Doubt | None:
    """What is wrong with how the row's cells in the columns of these roles would be read, if so."""
    if row in grid.hidden:
        return Doubt("hidden")
    codes = (grid.flag(row, at) for role in roles for at in layout.columns.get(role, ()))
    return next((Doubt(code) for code in codes if code), None)


def _others(
    grid: Grid, layout: Layout, numbers: Mapping[int, str | None], repeated: frozenset[int]
) -> Iterator[Line]:
    heads = layout.known.union(*(grid.row(row) for row in numbers)) - {layout.number}
    for row, at in titles_in_headings(grid, layout, repeated):
        yield Line(row + 1, one_line(grid.row(row)[at]), is_bar=at not in heads)
    for row, number in numbers.items():
        if number is None and is_bar(grid, layout, row, numbers):
            yield line_of(grid, row, is_bar=True)
        elif number is None:
            line = line_of(grid, row, why=_unnumbered(grid, layout, row))
            yield replace(line, row=_row(grid, layout, row, "", {})) if line.why else line
        elif beside := _beside(grid, layout, row):
            columns = tuple(at for at in grid.row(row) if at not in layout.known)
            yield Line(row + 1, beside, columns=columns)


def _beside(grid: Grid, layout: Layout, row: int) -> str:
    cells = grid.row(row).items()
    return " ".join(text for column, text in cells if column not in layout.known)


def _unnumbered(grid: Grid, layout: Layout, row: int) -> Doubt | None:
    """Why a row that asks something is none of an item, by what it has for a number."""
    text = grid.text(row, layout.number)
    if not asks(grid, layout, row):
        return None
    if not text:
        return Doubt(grid.flag(row, layout.number) or "number_missing")
    code = "date_for_number" if is_date(text) else "number_unread"
    return Doubt(code, {"text": text[:MAX_QUOTE_LENGTH]})


def line_of(grid: Grid, row: int, *, is_bar: bool = False, why: Doubt | None = None) -> Line:
    """The row as a line outside the numbered ones."""
    text = " ".join(grid.row(row).values())
    return Line(row + 1, one_line(text) if is_bar else text, is_bar, why=why)


def beside_rows(lines: Iterable[Line], rows: Sequence[Row]) -> tuple[Line, ...]:
    """The lines; a bar below the last row titles nothing, and is a line as any other."""
    last = rows[-1].row_number if rows else 0
    return tuple(
        replace(line, is_bar=False) if line.is_bar and line.row_number > last else line
        for line in lines
    )


def unless_read(number: str, written: str) -> str:
    """How the number is written, "" where that is as it is read."""
    return "" if written == number else written
