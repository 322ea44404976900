"""What a sheet asks: the items of a guideline, whether or not somebody answered them."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from texts.normalize import normalize, wording_key

from .doubt import Doubt
from .heading_roles import SAYING
from .item_numbers import folded
from .lexicon import AVAILABILITY_QUESTIONS, REQUIREMENT_MARKS, REQUIREMENT_WORDS
from .rows import Line, Row, SheetFile


@dataclass(frozen=True)
class AskedItem:
    """One item as the file words it; `row_number` is the file's, from 1.

    `is_required` is None where the file does not say. `doubt`: why the item may not be what a
    person sees; see `Grid.flags`.
    """

    row_number: int
    number: str
    section: str
    category: str
    name: str
    question: str
    asks_availability: bool
    is_required: bool | None
    doubt: Doubt | None = None


class Item(Protocol):
    """What a guideline asks under a number."""

    number: str
    name: str
    question: str


def is_requirement(text: str) -> bool:
    """Whether the cell says that an answer is required, or that it is not."""
    return normalize(text).casefold() in REQUIREMENT_WORDS


def asked_items(file: SheetFile) -> tuple[AskedItem, ...]:
    """The file's items in its order; a section's title is its column's, or the bar above.

    A row without a question asks by its name. Rows of one number that ask different things are
    its parts 1-1, 1-2 and so on, as answers are matched to them; equal rows are one item. Where
    their numbers are only read as the same, or begin anew, nobody knows which of them is which.
    A column for 有無 says that it is asked; that of our own table stands there for every item.
    """
    by_number: dict[str, dict[str, Row]] = defaultdict(dict)
    for row, bar in _below_bars(file):
        asked = (row.section or bar, row.category, row.name, row.question)
        by_number[row.number].setdefault(wording_key(" ".join(asked)), row)
    alike = {
        number: _written_alike(rows.values()) or _begins_anew(rows.values(), file.rows)
        for number, rows in by_number.items()
    }
    numbers = {
        row.row_number: f"{number}-{part}" if len(rows) > 1 and not alike[number] else number
        for number, rows in by_number.items()
        for part, row in enumerate(rows.values(), start=1)
    }
    return tuple(
        replace(
            _asked(row, numbers[row.row_number], row.section or bar, has_word=_has_word(file, row)),
            doubt=row.asking_doubt or alike[row.number],
        )
        for row, bar in _below_bars(file)
        if row.row_number in numbers
    )


def _written_alike(rows: Iterable[Row]) -> Doubt | None:
    """Why it is open which number each row has: they are not written alike, and read alike."""
    written = {folded(row.as_written): row for row in rows}
    number = next(row.number for row in written.values())
    if len(written) < 2:
        return None
    numbers = ", ".join(row.as_written for row in written.values())
    return Doubt("numbers_read_alike", {"numbers": numbers, "number": number})


def _begins_anew(same: Iterable[Row], rows: Sequence[Row]) -> Doubt | None:
    """Why these are no parts of their number: rows of other numbers stand between them.

    Numbers begin anew in each chapter, or a spreadsheet made 1.1 of 1.10.
    """
    first, *others = same
    if not others:
        return None
    begin, end = (bisect_left(rows, row.row_number, key=_row_number) for row in (first, others[-1]))
    is_together = all(row.number == first.number for row in rows[begin:end])
    return None if is_together else Doubt("number_begins_anew", {"number": first.number})


def unused_lines(file: SheetFile) -> tuple[Line, ...]:
    """What becomes no item and no section, from the top: the answers, and all that is beside them.

    Of several bars above each other the last one is the section's title, and where a column has
    these none is.
    """
    used = {bar.row_number for row, bar in _bars(file) if bar and not row.section}
    around = [line for line in file.others if line.row_number not in used or not line.is_bar]
    beside = {line.row_number: line for line in around if line.columns}
    left = [line for row in file.rows if (line := _left_out(file, row, beside))]
    rows = {line.row_number for line in left}
    lines = [line for line in around if not (line.columns and line.row_number in rows)]
    return tuple(sorted((*lines, *left), key=lambda line: line.row_number))


def _left_out(file: SheetFile, row: Row, beside: Mapping[int, Line]) -> Line | None:
    """What the row holds besides what it asks: what it says, and what has no known heading."""
    columns = file.layout.columns if file.layout else {}
    said = {role: text for role in (*SAYING, "unit") if (text := getattr(row, role))}
    line = beside.get(row.row_number, Line(row.row_number, ""))
    if not said:
        return beside.get(row.row_number)
    text = " ".join(filter(None, (*said.values(), line.text)))
    at = {at for role in said for at in columns.get(role, ())}
    return replace(line, text=text, columns=tuple(sorted(at.union(line.columns))))


def _below_bars(file: SheetFile) -> Iterator[tuple[Row, str]]:
    """Each row with the text of the last bar above it."""
    return ((row, bar.text if bar else "") for row, bar in _bars(file))


def _bars(file: SheetFile) -> Iterator[tuple[Row, Line | None]]:
    """Each row with the last bar above it."""
    bars = sorted((line for line in file.others if line.is_bar), key=_row_number)
    for row in file.rows:
        above = bisect_left(bars, row.row_number, key=_row_number)
        yield row, bars[above - 1] if above else None


def _row_number(line: Line | Row) -> int:
    return line.row_number


def _has_word(file: SheetFile, row: Row) -> bool:
    """Whether the file itself says that the row asks for 有無."""
    return row.availability is not None and not file.is_ours


def _asked(row: Row, number: str, section: str, *, has_word: bool) -> AskedItem:
    question = row.question or row.name
    return AskedItem(
        row_number=row.row_number,
        number=number,
        section=section,
        category=row.category,
        name=row.name,
        question=question,
        asks_availability=has_word or any(words in question for words in AVAILABILITY_QUESTIONS),
        is_required=_is_required(normalize(row.required).casefold()),
    )


def _is_required(word: str) -> bool | None:
    return REQUIREMENT_WORDS.get(word, REQUIREMENT_MARKS.get(word))


def renumbered(
    file_items: Sequence[AskedItem], guideline_items: Sequence[Item]
) -> Iterator[Doubt | None]:
    """Why each may ask what another item of the guideline asks, None where it does not.

    Many items share their names, so that a list whose numbers moved agrees with its neighbours.
    """
    wordings = _Wordings(file_items, guideline_items)
    for asked in file_items:
        yield (
            None
            if wordings.is_known(asked)
            else wordings.asked_elsewhere(asked) or wordings.namesakes_renumbered(asked)
        )


class _Wordings:
    """The names and questions of a guideline's items and of a file's, each made ready once."""

    def __init__(self, file_items: Sequence[AskedItem], guideline_items: Sequence[Item]) -> None:
        self._questions: dict[str, str] = {}
        self._by_wording: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._by_name: dict[str, list[str]] = defaultdict(list)
        self._in_file: dict[str, set[str]] = defaultdict(set)
        for item in guideline_items:
            name, question = _wording(item)
            self._questions[item.number] = question
            self._by_wording[name, question].append(item.number)
            self._by_name[name].append(item.number)
        for asked in file_items:
            self._in_file[wording_key(asked.name)].add(asked.number)

    def is_known(self, asked: AskedItem) -> bool:
        """Whether the guideline asks the same under this number."""
        return self._questions.get(asked.number) == wording_key(asked.question)

    def asked_elsewhere(self, asked: AskedItem) -> Doubt | None:
        """Why another item of the guideline may be meant, whose wording is just this."""
        numbers = self._by_wording.get(_wording(asked), ())
        other = next((number for number in numbers if number != asked.number), None)
        return Doubt("asked_elsewhere", {"number": other}) if other else None

    def namesakes_renumbered(self, asked: AskedItem) -> Doubt | None:
        """Why it is open which of several items of its name a new question is for, if so."""
        name = wording_key(asked.name)
        numbers = self._by_name.get(name, []) if name else []
        if asked.number not in numbers or len(numbers) == 1:
            return None
        if self._in_file[name] == set(numbers):
            return None
        return Doubt("namesakes_renumbered", {"numbers": ", ".join(numbers)})


def _wording(item: AskedItem | Item) -> tuple[str, str]:
    return wording_key(item.name), wording_key(item.question)
