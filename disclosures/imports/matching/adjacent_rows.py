"""Adjacent rows: an answer that stands in the row above or below its own, told by its words."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from disclosures.imports.tables.lexicon import EVERYDAY_WORDS

from .current_state import WorkingCopyState
from .match import Details, Key, Match
from .question import Question

# Japanese has no spaces: runs of one script are its words, near enough. Hiragana is grammar.
_TERM = re.compile(r"[一-鿿々]{2,}|[ァ-ヶー]{3,}|[A-Za-z][A-Za-z0-9.-]+")
ENOUGH = 2  # words of another item that nobody uses by chance


def terms(text: str) -> set[str]:
    """The words that carry a Japanese text's meaning: runs of Kanji, of Katakana, of letters."""
    return set(_TERM.findall(unicodedata.normalize("NFKC", text))) - EVERYDAY_WORDS


def own_terms(question: Question, *others: Question) -> set[str]:
    """The words of the item that none of the others' wording has."""
    mine = terms(f"{question.name} {question.question}")
    return mine.difference(*(terms(f"{other.name} {other.question}") for other in others))


def speaks_of(text: str, question: Question, beside: Question) -> set[str]:
    """The words by which the text speaks of the item and not of the one beside it."""
    return own_terms(question, beside) & terms(text)


@dataclass(frozen=True)
class AdjacentRows:
    """Two rows, one above the other: a cell for an answer that is empty, and one that is filled.

    is_above: the filled row stands above the empty one.
    """

    questions: Mapping[str, Question] = field(repr=False)
    state: WorkingCopyState = field(repr=False)
    empty: Match
    filled: Match
    is_above: bool

    @property
    def is_current(self) -> bool:
        """Whether the filled cell says what is answered now already."""
        return self.state.is_current(self.filled)

    @property
    def foreign(self) -> set[str]:
        """The words by which the text speaks of the item whose cell is empty."""
        return self._spoken(self.empty, self.filled)

    @property
    def own(self) -> set[str]:
        """The words by which the text speaks of its own item."""
        return self._spoken(self.filled, self.empty)

    def _spoken(self, match: Match, beside: Match) -> set[str]:
        asked, other = self.questions[match.number], self.questions[beside.number]
        return speaks_of(self.filled.read, asked, other)

    @property
    def numbers(self) -> Details:
        """The numbers of both items, from the top."""
        first, second = sorted((self.empty, self.filled), key=lambda match: match.row_number)
        return {"first": first.number, "second": second.number}


def adjacent_rows(
    matches: Mapping[Key, Match], questions: Mapping[str, Question], state: WorkingCopyState
) -> Iterator[AdjacentRows]:
    """Each filled row with an empty one directly above or below, from the top.

    The matches may change meanwhile: what one pair made unsure is no empty cell of the next one.
    """
    common = [matches[number, ""] for number, product in matches if not product]
    for above, below in pairwise(sorted(common, key=lambda match: match.row_number)):
        first, second = matches[above.key], matches[below.key]
        if first.outcome == "empty in file" and second.read:
            yield AdjacentRows(questions, state, first, second, is_above=False)
        elif second.outcome == "empty in file" and first.read:
            yield AdjacentRows(questions, state, second, first, is_above=True)


def answers_of_two_items(rows: AdjacentRows) -> Details | None:
    """A text speaks of its own item and of the one above, whose cell is empty."""
    is_of_both = len(rows.foreign) >= ENOUGH and rows.own and not rows.is_above
    return rows.numbers if is_of_both else None


def answer_of_adjacent_item(rows: AdjacentRows) -> Details | None:
    """A text speaks only of the item above or below, whose cell is empty."""
    return rows.numbers if len(rows.foreign) >= ENOUGH and not rows.own else None


def adjacent_answer_mentions_item(rows: AdjacentRows) -> Details | None:
    """The cell is empty, and the answer above speaks of its item too."""
    if not rows.foreign or not rows.is_above:
        return None
    return {"number": rows.filled.number, "words": "、".join(sorted(rows.foreign))}
