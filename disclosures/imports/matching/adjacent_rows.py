"""Adjacent rows: detect an answer that was typed one row too high or too low, by its terms."""

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
MIN_TERMS = 2  # one term of another item may occur by chance, two hardly do


def terms(text: str) -> set[str]:
    """The words that carry a Japanese text's meaning: runs of Kanji, of Katakana, of letters."""
    return set(_TERM.findall(unicodedata.normalize("NFKC", text))) - EVERYDAY_WORDS


def distinctive_terms(text: str, question: Question, other: Question) -> set[str]:
    """The terms of the text that one item's wording has and the other's has not."""
    return terms(text) & (_terms_of_item(question) - _terms_of_item(other))


def _terms_of_item(question: Question) -> set[str]:
    return terms(f"{question.name} {question.question}")


@dataclass(frozen=True)
class AdjacentRows:
    """A filled answer cell and the empty one in the row above or below it.

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
    def terms_of_empty_item(self) -> set[str]:
        """The terms in the filled cell that only the item with the empty cell has."""
        return self._distinctive_terms(self.empty, self.filled)

    @property
    def terms_of_filled_item(self) -> set[str]:
        """The terms in the filled cell that only its own item has."""
        return self._distinctive_terms(self.filled, self.empty)

    def _distinctive_terms(self, match: Match, other: Match) -> set[str]:
        item, other_item = self.questions[match.number], self.questions[other.number]
        return distinctive_terms(self.filled.read, item, other_item)

    @property
    def numbers(self) -> Details:
        """The numbers of both items, from the top."""
        first, second = sorted((self.empty, self.filled), key=lambda match: match.row_number)
        return {"first": first.number, "second": second.number}


def adjacent_rows(
    matches: Mapping[Key, Match], questions: Mapping[str, Question], state: WorkingCopyState
) -> Iterator[AdjacentRows]:
    """Each filled row whose neighbour among the rows with a match is empty, from the top.

    Rows without a match, or of a single product, may stand between the two. The matches may change
    during the iteration: an empty cell that one pair made unsure is not empty for the next pair.
    """
    # `several_rows` has no row of its own, so it is next to none.
    common = [one for one in matches.values() if not one.product and one.row_number]
    for above, below in pairwise(sorted(common, key=lambda match: match.row_number)):
        first, second = matches[above.key], matches[below.key]
        if first.outcome == "empty in file" and second.read:
            yield AdjacentRows(questions, state, first, second, is_above=False)
        elif second.outcome == "empty in file" and first.read:
            yield AdjacentRows(questions, state, second, first, is_above=True)


def answers_of_two_items(rows: AdjacentRows) -> Details | None:
    """A text speaks of its own item and of the one above, whose cell is empty."""
    if rows.is_above or not rows.terms_of_filled_item:
        return None
    return rows.numbers if len(rows.terms_of_empty_item) >= MIN_TERMS else None


def answer_of_adjacent_item(rows: AdjacentRows) -> Details | None:
    """A text speaks only of the item above or below, whose cell is empty."""
    if rows.terms_of_filled_item:
        return None
    return rows.numbers if len(rows.terms_of_empty_item) >= MIN_TERMS else None


def adjacent_answer_mentions_item(rows: AdjacentRows) -> Details | None:
    """The cell is empty, and the answer above speaks of its item too."""
    if not rows.terms_of_empty_item or not rows.is_above:
        return None
    return {"number": rows.filled.number, "words": "、".join(sorted(rows.terms_of_empty_item))}
