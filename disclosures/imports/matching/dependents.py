"""Answers that are unsure because another one is: parts of one cell, and what repeats an item."""

from collections.abc import Collection
from dataclasses import dataclass

from .match import Details, Match


@dataclass(frozen=True)
class Dependent:
    """A match after its comparison, beside the others.

    beside: the matches of the same item. unsure: the numbers of all items that are unsure.
    """

    match: Match
    beside: Collection[Match] = ()
    unsure: Collection[str] = ()

    @property
    def is_current(self) -> bool:
        """Whether nothing would be set anyway."""
        return self.match.outcome != "set"


def other_part_unsure(dependent: Dependent) -> Details | None:
    """One cell of our own form has several parts, and another one of them is unsure."""
    is_any_unsure = any(match.outcome == "unsure" for match in dependent.beside)
    return {} if dependent.match.is_typed and is_any_unsure else None


def repeats_unsure_item(dependent: Dependent) -> Details | None:
    """It repeats an item whose own answer in the file is unsure."""
    statement = dependent.match.statement
    same_as = statement.same_as if statement else None
    return {"number": same_as} if same_as and same_as in dependent.unsure else None
