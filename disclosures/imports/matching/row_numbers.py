"""The numbers of rows as the guideline has them, however the file and the guideline write them."""

from collections.abc import Mapping
from dataclasses import replace

from disclosures.imports.tables.item_numbers import KnownNumbers, number_of
from disclosures.imports.tables.numbers_in_cells import Reading, readings_of
from disclosures.imports.tables.rows import Row, SheetFile
from texts.normalize import normalize

from .question import FoldedRow, Question, differing
from .questions_by_wording import QuestionsByWording
from .wording_match import Labels


def with_item_numbers(file: SheetFile, questions: Mapping[str, Question]) -> SheetFile:
    """The file, whose rows have the numbers of their items.

    Without a column of numbers a row has that of the only item that it words, or the one with
    which its cell begins.
    """
    known = KnownNumbers(questions)
    by_wording = _ByWording(file, questions, known)

    def numbered(row: Row) -> Row:
        if row.is_chosen:
            return row
        if row.number:
            return replace(row, number=_known_number(row, known) or row.number)
        return by_wording.numbered(row)

    rows = (replace(numbered(row), written=row.as_written) for row in file.rows)
    return replace(file, rows=tuple(rows))


def _known_number(row: Row, known: KnownNumbers) -> str | None:
    """The number of the guideline that the row's is; (1) below 2 is its 2-1 or 2.1, and no 1."""
    if number_of(row.as_written) == row.number:
        return known.find(row.written, row.number)
    return known.find(row.number, row.number.replace("-", "."))


class _ByWording:
    """The items of a guideline for rows without a column of numbers."""

    def __init__(
        self, file: SheetFile, questions: Mapping[str, Question], known: KnownNumbers
    ) -> None:
        self.layout, self.known = file.layout, known
        self._labels = Labels(file, questions)
        self._by_wording = QuestionsByWording(questions.values())

    def numbered(self, row: Row) -> Row:
        """The row with its item's number; without one where several items may be meant."""
        worded = self._worded_in_category(row)
        if len(worded) == 1:
            return replace(row, number=worded[0])
        found = list(readings_of(row))
        rows = {
            number: read
            for reading, read in found
            for number in self._worded(read)
            if number in map(self.known.find, reading.numbers)
        }
        if len(rows) == 1:
            [(number, read)] = rows.items()
            return replace(read, number=number)
        return row if rows else self._differing(row, found)

    def _worded_in_category(self, row: Row) -> list[str]:
        """The items that the row words, of its category where both have one."""
        found, category = self._labels.worded_as(row), normalize(row.category)
        questions = self._labels.questions
        possible = ("", category)
        return [one for one in found if not category or questions[one].names[0] in possible]

    def _worded(self, row: Row) -> list[str]:
        """The numbers of the items that the row words in its columns."""
        if self.layout is None:
            return []
        texts = FoldedRow.of(row)
        possible = self._by_wording.possible(texts, self.layout)
        return [one.number for one in possible if not differing(row, texts, one, self.layout)]

    def _differing(self, row: Row, found: list[tuple[Reading, Row]]) -> Row:
        """The row under its only number, by which no item is worded so: a check then says that."""
        if len(found) != 1:
            return row
        [(reading, read)] = found
        number = self.known.find(*reading.numbers)
        return replace(read, number=number) if number else row
