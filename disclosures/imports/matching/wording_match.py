"""Whether a row carries the wording of an item, and where in the row its answer stands."""

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from disclosures.imports.tables.item_numbers import number_of, wholes
from disclosures.imports.tables.questions import is_requirement
from disclosures.imports.tables.rows import Row, SheetFile
from texts.normalize import wording_key

from .match import Details
from .question import FoldedRow, Question, behind_the_question, differing
from .questions_by_wording import QuestionsByWording
from .statement import statement_of

MAX_UNIT_LENGTH = 12  # signs


class Labels:
    """The wording of the rows of a file, against that of the items.

    Each row is compared with many items, and may be long; so it is folded once.
    """

    def __init__(self, file: SheetFile, questions: Mapping[str, Question]) -> None:
        self.file, self.questions = file, questions
        self._folded: dict[int, FoldedRow] = {}
        self._alike: dict[int, tuple[str, ...]] = {}
        self._in_columns: dict[tuple[str, ...], set[str]] = {}
        self._by_wording = QuestionsByWording(questions.values())

    def wording(self, row: Row, question: Question) -> "Wording":
        """How the row words the item."""
        layout, texts = self.file.layout, self.texts(row)
        different = differing(row, texts, question, layout) if layout else list(row.cells[:1])
        return Wording(self, row, question, tuple(different))

    def agree(self, row: Row, question: Question) -> bool:
        """Whether none of the checks of the wording finds anything."""
        wording = self.wording(row, question)
        if wording.is_in_columns:
            return True
        if wording.behind is None:  # so it is of most rows and items
            return False
        return all(finds(wording) is None for finds in OF_WORDING)

    def alike_items_renumbered(self, row: Row) -> Details | None:
        """Several items have the row's wording, and rows so worded have other numbers than these.

        The row's number alone tells its item where all of these items, and none besides, have
        rows so worded in the file.
        """
        alike = self.worded_as(row)
        if len(alike) < 2 or alike not in self._renumbered:
            return None
        return {"numbers": ", ".join(alike)}

    @cached_property
    def _renumbered(self) -> set[tuple[str, ...]]:
        """The numbers of items worded alike, where the rows so worded have other numbers."""
        return {
            alike
            for alike, rows in self._rows_worded_as.items()
            if _numbered(rows, alike) != set(alike)
        }

    @cached_property
    def _rows_worded_as(self) -> dict[tuple[str, ...], list[Row]]:
        """The rows of the file by the numbers of the items that have their wording."""
        rows: dict[tuple[str, ...], list[Row]] = {}
        for row in self.file.rows:
            rows.setdefault(self.worded_as(row), []).append(row)
        return rows

    def worded_as(self, row: Row) -> tuple[str, ...]:
        """The numbers of the items that have the row's wording."""
        if row.row_number not in self._alike:
            possible = self._by_wording.possible(self.texts(row), self.file.layout)
            in_columns = self._worded_in_columns(row, possible)
            self._alike[row.row_number] = tuple(
                asked.number
                for asked in possible
                if asked.number in in_columns or self.agree(row, asked)
            )
        return self._alike[row.row_number]

    def _worded_in_columns(self, row: Row, possible: Iterable[Question]) -> Container[str]:
        """The numbers of the items whose wording stands in the columns of the headings.

        Asked once of all rows that say the same there: many items may ask one question.
        """
        layout, texts = self.file.layout, self.texts(row)
        if layout is None:
            return ()
        names = (texts.category, texts.name, texts.whole) if layout.has("name") else ()
        key = (texts.question, *names)
        if key not in self._in_columns:
            self._in_columns[key] = {
                asked.number for asked in possible if not differing(row, texts, asked, layout)
            }
        return self._in_columns[key]

    def other_row_in(self, answer: str, question: Question) -> Question | None:
        """Another item whose row the answer holds as a line, as a quote too many makes it."""
        for line in answer.split("\n")[1:]:
            numbers = (number_of(cell.strip('"')) for cell in re.split("[,\t]", line))
            others = (self.questions.get(number) for number in numbers if number)
            for other in others:
                if other and other is not question and other.is_worded_by(wording_key(line)):
                    return other
        return None

    def texts(self, row: Row) -> "FoldedRow":
        if row.row_number not in self._folded:
            self._folded[row.row_number] = FoldedRow.of(row)
        return self._folded[row.row_number]

    @cached_property
    def has_units_at_most(self) -> bool:
        """Whether all that stands behind the questions may be a column of units."""
        return all(_may_be_unit(text) for cells in self.behind for _place, text in cells)

    @cached_property
    def behind(self) -> list[list[tuple[int, str]]]:
        """Of each row the cells behind its question, each with how many columns behind."""
        cells_behind = []
        for row in self.file.rows:
            asked = self.questions.get(row.number)
            index = behind_the_question(self.texts(row).cells, asked) if asked else None
            if index is not None:
                places = (column - row.columns[index - 1] for column in row.columns[index:])
                cells_behind.append(list(zip(places, row.cells[index:], strict=True)))
        return cells_behind


@dataclass(frozen=True)
class Wording:
    """How a row words an item, and where its answer stands then.

    differing: the texts in the columns of names and questions that are not the item's; without
    headings the row's first cell, since nobody knows the columns.
    """

    labels: Labels = field(repr=False)
    row: Row
    question: Question
    differing: tuple[str, ...]

    @property
    def has_layout(self) -> bool:
        """Whether headings say which column is which."""
        return self.labels.file.layout is not None

    @property
    def is_in_columns(self) -> bool:
        """Whether the item's wording stands in the columns of the headings."""
        return self.has_layout and not self.differing

    @cached_property
    def behind(self) -> tuple[str, ...] | None:
        """The cells that follow the item's wording, wherever that stands; None without it."""
        index = behind_the_question(self.labels.texts(self.row).cells, self.question)
        return None if index is None else self.row.cells[index:]

    @property
    def answer(self) -> str:
        """The text that answers the item, as far as that is known."""
        if self.is_in_columns or self.behind is None:
            return self.row.answer
        return "".join(self.behind) if len(self.behind) < 2 else ""

    @property
    def is_shifted(self) -> bool:
        """Whether the wording stands in other columns than those of its headings."""
        return self.has_layout and not self.is_in_columns

    @property
    def is_loose(self) -> bool:
        """Whether the answer is known only by standing behind the wording, below no headings."""
        return not self.has_layout and self.behind is not None

    @property
    def quoted(self) -> str:
        """The cells behind the wording."""
        return " / ".join(f"“{text}”" for text in self.behind or ())


def no_wording(wording: Wording) -> Details | None:
    """The row has neither the name nor the question of any item."""
    if wording.is_in_columns or wording.behind is not None:
        return None
    return None if _other_texts(wording) else {}


def wording_differs(wording: Wording) -> Details | None:
    """Name or question of the row are not those of the item with its number."""
    texts = _other_texts(wording)
    if wording.is_in_columns or wording.behind is not None or not texts:
        return None
    quoted = " / ".join(f"“{text}”" for text in texts)
    return {"row": wording.labels.file.told(wording.row.row_number), "texts": quoted}


def _other_texts(wording: Wording) -> list[str]:
    """What the row has in the place of the item's wording."""
    row = wording.row
    whole = (row.category, row.name, row.question)
    return list(filter(None, wording.differing)) or list(filter(None, whole))


def several_cells_after_question(wording: Wording) -> Details | None:
    """More than one cell follows the item's wording, which stands in other columns."""
    if wording.is_in_columns or wording.behind is None or len(wording.behind) < 2:
        return None
    return {"texts": wording.quoted}


def answer_in_other_column(wording: Wording) -> Details | None:
    """The row's cells are shifted, and with them the answer."""
    if not wording.is_shifted or wording.behind is None or wording.answer == wording.row.answer:
        return None
    return {"texts": wording.quoted}


def requirement_word(wording: Wording) -> Details | None:
    """Without headings, a word that may say whether an answer is required."""
    is_open = wording.is_loose and is_requirement(wording.answer)
    return {"text": wording.answer} if is_open else None


def other_rows_have_more_cells(wording: Wording) -> Details | None:
    """Without headings, one cell behind the question where other rows have several."""
    is_open = wording.is_loose and wording.answer
    return {} if is_open and any(len(cells) > 1 for cells in wording.labels.behind) else None


def answers_in_several_columns(wording: Wording) -> Details | None:
    """Without headings, answers that do not stand in one column."""
    if not (wording.is_loose and wording.answer):
        return None
    places = {place for cells in wording.labels.behind for place, _text in cells}
    return {} if len(places) > 1 else None


def only_units(wording: Wording) -> Details | None:
    """Without headings, words that may all be units and no answers."""
    is_open = wording.is_loose and wording.answer
    return {} if is_open and wording.labels.has_units_at_most else None


OF_WORDING = (
    *(no_wording, wording_differs, several_cells_after_question, answer_in_other_column),
    *(requirement_word, other_rows_have_more_cells, answers_in_several_columns, only_units),
)


def _may_be_unit(text: str) -> bool:
    """Whether it may say in what an answer is measured, as 時間 and 有無 do in METI's list."""
    is_short = len(text) <= MAX_UNIT_LENGTH and not text.endswith(("。", "."))
    has_figures = any(sign.isdigit() for sign in text)
    return is_short and not has_figures and statement_of(text).availability is None


def _numbered(rows: Iterable[Row], numbers: tuple[str, ...]) -> set[str | None]:
    """Which of these numbers the rows have, as a whole or before its parts, as 1 of 1-1."""
    by_whole = {whole: one for one in reversed(numbers) for whole in (*wholes(one), one)}
    return {by_whole.get(row.number) for row in rows}
