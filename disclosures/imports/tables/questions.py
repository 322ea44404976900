"""What a sheet asks: the items of a guideline, whether or not somebody answered them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from texts.normalize import normalize

from .doubt import Doubt
from .lexicon import AVAILABILITY_QUESTIONS, REQUIREMENT_MARKS, REQUIREMENT_WORDS
from .rows import Row, SheetFile


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
    its parts 1-1, 1-2 and so on, as answers are matched to them; equal rows are one item.
    A column for 有無 says that it is asked; that of our own table stands there for every item.
    """
    by_number: dict[str, dict[str, Row]] = defaultdict(dict)
    for row in file.rows:
        by_number[row.number].setdefault(normalize(row.name + row.question), row)
    numbers = {
        row.row_number: f"{number}-{part}" if len(rows) > 1 else number
        for number, rows in by_number.items()
        for part, row in enumerate(rows.values(), start=1)
    }
    return tuple(
        _asked(row, numbers[row.row_number], row.section or bar, has_word=_has_word(file, row))
        for row, bar in _below_bars(file)
        if row.row_number in numbers
    )


def _below_bars(file: SheetFile) -> Iterator[tuple[Row, str]]:
    """Each row with the text of the last bar above it."""
    bars = {line.row_number: line.text for line in file.others if line.is_bar}
    for row in file.rows:
        above = max((at for at in bars if at < row.row_number), default=None)
        yield row, "" if above is None else bars[above]


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
        doubt=row.asking_doubt,
    )


def _is_required(word: str) -> bool | None:
    return REQUIREMENT_WORDS.get(word, REQUIREMENT_MARKS.get(word))


def renumbered(
    file_items: Sequence[AskedItem], guideline_items: Sequence[Item]
) -> Iterator[Doubt | None]:
    """Why each may ask what another item of the guideline asks, None where it does not.

    Many items share their names, so that a list whose numbers moved agrees with its neighbours.
    """
    for asked in file_items:
        same = next((item for item in guideline_items if item.number == asked.number), None)
        is_known = same is not None and normalize(same.question) == normalize(asked.question)
        yield (
            None
            if is_known
            else _asked_elsewhere(asked, guideline_items)
            or _namesakes_renumbered(asked, file_items, guideline_items)
        )


def _asked_elsewhere(asked: AskedItem, guideline_items: Sequence[Item]) -> Doubt | None:
    wording = normalize(asked.name), normalize(asked.question)
    for item in guideline_items:
        if item.number != asked.number and wording == (
            normalize(item.name),
            normalize(item.question),
        ):
            return Doubt("asked_elsewhere", {"number": item.number})
    return None


def _namesakes_renumbered(
    asked: AskedItem, file_items: Sequence[AskedItem], guideline_items: Sequence[Item]
) -> Doubt | None:
    """Why it is open which of several items of its name a new question is for, if so."""
    name = normalize(asked.name)
    numbers = [item.number for item in guideline_items if name and normalize(item.name) == name]
    rows = {item.number for item in file_items if normalize(item.name) == name}
    if asked.number not in numbers or len(numbers) == 1 or rows == set(numbers):
        return None
    return Doubt("namesakes_renumbered", {"numbers": ", ".join(numbers)})
