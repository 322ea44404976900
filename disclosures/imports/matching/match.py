"""What became of each item of a guideline in a file, as plain data."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from disclosures.imports.tables.doubt import Doubt
from disclosures.imports.tables.rows import Line
from disclosures.sheet.content import AnswerContent

from .product_split import ProductSplit

Outcome = Literal["set", "unchanged", "empty in file", "unsure"]
Details = Mapping[str, str]  # of a doubt
Key = tuple[str, str]  # an item's number, and a product's name or ""


@dataclass(frozen=True)
class Reading:
    """One way to read a row of the file: what it would state, whatever speaks against it.

    Its texts may be some that the door refuses. unread: a word of the row's columns for 有無 and
    責任主体 of which nobody knows what it means, so that it is no part of it.
    """

    row_number: int
    stated: AnswerContent
    unread: str = ""


@dataclass(frozen=True)
class Match:
    """What became of one item, or of one product's answer to it: the text as read, and why.

    Only "set" and "unchanged" have a statement: what the file states, and, once it was compared
    with the working copy, the whole answer as it would be. `why`: what to know, or why
    nothing is stated. `row_number`: of the file's row, from 1; 0 without one. `division`: the
    text could also be kept product by product. `is_typed`: it is of an edited cell of our form.
    `readings`: all that its rows may state, for a person to decide; see `readings`.
    """

    number: str
    outcome: Outcome
    read: str = ""
    why: Doubt | None = None
    statement: AnswerContent | None = None
    product: str = ""
    row_number: int = 0
    division: ProductSplit | None = None
    is_typed: bool = False
    readings: tuple[Reading, ...] = field(default=(), compare=False, repr=False)

    @property
    def key(self) -> Key:
        """The item's number and the product's name, "" for all of them."""
        return self.number, self.product


@dataclass(frozen=True)
class Matching:
    """A match for each question, in their order, each followed by those of its products.

    `unmatched` are the file's lines that belong to no item.
    """

    items: tuple[Match, ...]
    unmatched: tuple[Line, ...]


def unsure(number: str, read: str, why: Doubt, readings: Iterable[Reading] = ()) -> Match:
    """The match of an item for which nothing is taken from the file."""
    return Match(number, "unsure", read, why, readings=tuple(readings))


def repeated(number: str, read: str, above: Match) -> Match:
    """The match of an item that repeats another one's answer, or what that one repeats itself."""
    if above.outcome == "empty in file":
        return Match(number, "empty in file")
    same_as = above.statement.same_as if above.statement else None
    return Match(number, "set", read, statement=AnswerContent(same_as=same_as or above.number))
