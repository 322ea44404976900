"""A page of a file as numbered rows, and what stands around them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from disclosures.imports.files.cells import number_of
from disclosures.imports.files.visible_pages import Grid
from disclosures.sheet.table import TableAnswer

from .doubt import Doubt
from .heading_roles import ASKING, SAYING, SAYS
from .layouts import Layout
from .lexicon import REMARK_BEGINNINGS
from .multirow_answers import rows_above_text, with_joined_answers, with_text_below_flagged


@dataclass(frozen=True)
class Row:
    """One row with an item's number. `row_number` is the page's own, from 1.

    `cells` are all texts to the right of the number; the others are what the columns hold, as far
    as these are known. `availability`, `responsibility`, `same_as` and `evidence` are None without
    a column of their own. Rows of one merged answer cell: the first has the text, the others are
    empty and name the first one's row in `shares_answer_with`. `beside` is what stands in columns
    without a known heading, `aside` the same text by text, each after its heading. `doubt`: why
    the row's answer may not be what a person sees, `asking_doubt` why what it asks may not; see
    `Grid.flags`. `columns`: those of the cells, where there is no layout. `is_continued`: the
    answer goes on in rows below. `is_typed`: the row is one of our form that somebody edited, and
    says all that its item or product answers. `problem`: why nothing can be taken.
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
    """Text outside the numbered rows; a bar is a single text at the left, such as a section's.

    columns: those (from 0) in which it stands, where that is beside a numbered row.
    """

    row_number: int
    text: str
    is_bar: bool = False
    columns: tuple[int, ...] = ()


@dataclass(frozen=True)
class SheetFile:
    """What a page says: the lines above its heading row, its numbered rows, and all the others.

    `others` also holds what stands beside a numbered row, in a column without a known heading.
    `layout` is None where the columns are not known; then rows have their `cells` alone. `shown`:
    the rows of the form beside our table for programs, by number; None without that form,
    whose page is `compared_page`. `version`: the hash of the version that our own form names.
    `is_ours`: the page is that table, where each text stands whole and 同上 has its own column.
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
    numbers = {row: _number(grid, layout, row, known) for row in below}
    grid = with_text_below_flagged(grid, layout, numbers)
    return SheetFile(
        title_block=tuple(_line(grid, row) for row in sorted(grid.cells) if row < layout.row),
        rows=tuple(_rows(grid, layout, numbers)),
        others=tuple(_others(grid, layout, numbers)),
        layout=layout,
        page=grid.name,
    )


def loose_rows(grid: Grid) -> SheetFile:
    """The rows that begin with a number, where no heading row says which column is which."""
    numbers = {row: _first_number(grid, row) for row in sorted(grid.cells)}
    numbered = [row for row, number in numbers.items() if number]
    first = min(numbered, default=0)
    more = dict.fromkeys(rows_above_text(grid, numbers), "text_below_answer")
    return SheetFile(
        title_block=tuple(_line(grid, row) for row in numbers if row < first),
        rows=tuple(
            _loose_row(grid, row, number, more.get(row, ""))
            for row, number in numbers.items()
            if number
        ),
        others=tuple(
            _line(grid, row, is_bar=len(grid.row(row)) == 1 and _is_title(grid, row, numbers))
            for row in numbers
            if row > first and not numbers[row]
        ),
        page=grid.name,
    )


def _loose_row(grid: Grid, row: int, number: str, doubt: str) -> Row:
    columns, cells = tuple(grid.row(row))[1:], tuple(grid.row(row).values())[1:]
    flags = (grid.flags.get((row, column), "") for column in grid.row(row))
    code = next(filter(None, flags), doubt)
    return Row(row + 1, number, cells, doubt=Doubt(code) if code else None, columns=columns)


def _first_number(grid: Grid, row: int) -> str | None:
    """The number that begins the row, if anything follows it."""
    [(column, text), *rest] = grid.row(row).items()
    return number_of(text) if rest and column == 0 else None


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
        role: layout.text(grid, row, role)
        for role in ("section", "category", "name", "question", "product", "required", "unit")
    }
    stated: dict[str, Any] = {
        role: layout.text(grid, row, role)
        for role in ("availability", "responsibility", "same_as", "evidence")
        if layout.has(role)
    }
    return Row(
        row_number=row + 1,
        number=number,
        cells=tuple(text for column, text in grid.row(row).items() if column > layout.number),
        columns=(),
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
        **texts,
        **stated,
    )


def _doubt(grid: Grid, layout: Layout, row: int, roles: Iterable[str]) -> Doubt | None:
    """What is wrong with how the row's cells in the columns of these roles would be read, if so."""
    if row in grid.hidden:
        return Doubt("hidden")
    codes = (grid.flag(row, at) for role in roles for at in layout.columns.get(role, ()))
    return next((Doubt(code) for code in codes if code), None)


def _number(grid: Grid, layout: Layout, row: int, known: frozenset[str]) -> str | None:
    """The row's number; a number with nothing beside it, such as a page's, is none."""
    beside = layout.known - {layout.number}
    if not any(grid.text(row, column) for column in beside):
        return None
    text = grid.text(row, layout.number)
    return text if text in known else number_of(text)


def _others(grid: Grid, layout: Layout, numbers: Mapping[int, str | None]) -> Iterator[Line]:
    for row, number in numbers.items():
        if number is None:
            is_bar = _is_bar(grid, layout, row) and _is_title(grid, row, numbers)
            yield _line(grid, row, is_bar=is_bar)
        elif beside := _beside(grid, layout, row):
            columns = tuple(at for at in grid.row(row) if at not in layout.known)
            yield Line(row + 1, beside, columns=columns)


def _beside(grid: Grid, layout: Layout, row: int) -> str:
    cells = grid.row(row).items()
    return " ".join(text for column, text in cells if column not in layout.known)


def _is_bar(grid: Grid, layout: Layout, row: int) -> bool:
    columns = list(grid.row(row))
    says = {at for role in ("question", *SAYS) for at in layout.columns.get(role, ())}
    return len(columns) == 1 and columns[0] < min(says or layout.known - {layout.number})


def _is_title(grid: Grid, row: int, numbers: Mapping[int, str | None]) -> bool:
    """Whether the row's only text may title the numbered rows below; a note or footer does not."""
    [text] = grid.row(row).values()
    is_note = "\t" in text or text.endswith("。") or text.startswith(REMARK_BEGINNINGS)
    last = max((at for at, number in numbers.items() if number), default=row)
    return row <= last and not is_note


def _line(grid: Grid, row: int, *, is_bar: bool = False) -> Line:
    return Line(row + 1, " ".join(grid.row(row).values()), is_bar)
