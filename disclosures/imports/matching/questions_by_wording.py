"""The items of a guideline, found by their wording without asking each of them."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import takewhile

from disclosures.imports.tables.layouts import Layout

from .question import MIN_CUT_SHORT, FoldedRow, Question


class QuestionsByWording:
    """The items of a guideline by their names and by what they ask.

    A row of a large file would otherwise be compared with every item of a large guideline.
    """

    def __init__(self, questions: Iterable[Question]) -> None:
        self.questions = list(questions)
        self._named: dict[str, list[int]] = {}
        self._asked: dict[str, list[int]] = {}
        for index, question in enumerate(self.questions):
            for text in set(question.names[1:]):
                self._named.setdefault(text, []).append(index)
            for text in question.asked | {question.normalized}:
                self._asked.setdefault(text, []).append(index)
        self._sorted = sorted(
            (question.normalized, index) for index, question in enumerate(self.questions)
        )

    def possible(self, texts: FoldedRow, layout: Layout | None) -> list[Question]:
        """The items that the row may word, in their order; none that it words is missing.

        Its wording stands in the columns of the headings, or its question in any cell.
        """
        found = {index for text in texts.cells for index in self._asking(text)}
        if layout is not None and layout.has("question"):
            found.update(self._asking(texts.question))
        elif layout is not None and layout.has("name"):
            found.update(self._named.get(texts.whole, ()), self._named.get(texts.name, ()))
        elif layout is not None:
            return self.questions
        return [self.questions[index] for index in sorted(found)]

    def _asking(self, text: str) -> Iterator[int]:
        """The items that ask just this, or whose question begins so and is cut short."""
        yield from self._asked.get(text, ())
        if len(text) >= MIN_CUT_SHORT:
            begin = bisect_left(self._sorted, (text, -1))
            following = (self._sorted[at] for at in range(begin, len(self._sorted)))
            for _question, index in takewhile(lambda pair: pair[0].startswith(text), following):
                yield index
