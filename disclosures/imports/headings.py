"""The heading row of a sheet: which column holds what."""

from collections.abc import Iterator
from dataclasses import dataclass

from .cells import folded, without_brackets
from .grids import Grid

NUMBER = {"no", "番号", "項番"}
ITEM = {"情報開示項目"}
QUESTION = {"内容", "開示内容"}
ANSWER = {"回答", "事業者回答"}


@dataclass(frozen=True)
class Heading:
    """A heading row (from 0) and its columns (from 0); without a category, None."""

    row: int
    number: int
    category: int | None
    name: int
    question: int
    answer: int

    @property
    def texts(self) -> set[int]:
        """The columns of the text beside the number."""
        category = set() if self.category is None else {self.category}
        return category | {self.name, self.question, self.answer}


def headings(grid: Grid) -> Iterator[Heading]:
    """The grid's heading rows from the top; after the first, those are of further pages."""
    for row in sorted(grid.cells):
        heading = _heading(grid, row)
        if heading:
            yield heading


def _heading(grid: Grid, row: int) -> Heading | None:
    words = {column: _word(text) for column, text in grid.row(row).items()}
    number, item, question, answer = (
        _column(words, known) for known in (NUMBER, ITEM, QUESTION, ANSWER)
    )
    if number is None or item is None or question is None or answer is None:
        return None
    category, name = (None, item) if item + 1 in words else (item, item + 1)
    return Heading(row, number, category, name, question, answer)


def _word(text: str) -> str:
    return without_brackets(folded(text)).casefold().rstrip(".:")


def _column(words: dict[int, str], known: set[str]) -> int | None:
    return next((column for column, word in words.items() if word in known), None)
