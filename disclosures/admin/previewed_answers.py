"""The preview of an import of answers: each item's old and new side by side."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from ..imports.answers import NOTHING, Statement
from ..imports.matches import Match
from .submitting import places

OUTCOMES = {
    "set": gettext_lazy("will be set"),
    "unsure": gettext_lazy("unsure, not taken"),
    "refused": gettext_lazy("cannot be set"),
    "unchanged": gettext_lazy("unchanged"),
    "empty in file": gettext_lazy("empty in the file"),
}


@dataclass(frozen=True)
class Row:
    """A match on the page: its position, what is stated now, and what confirming makes of it."""

    at: int
    name: str
    address: str  # of its row on the worksheet
    match: Match
    old: Statement
    new: Statement | None
    problem: str
    is_ticked: bool
    is_divided: bool

    @property
    def outcome(self):
        """The code of what becomes of it."""
        return "refused" if self.problem else self.match.outcome

    @property
    def words(self):
        """What becomes of it, in words."""
        return OUTCOMES[self.outcome]

    @property
    def can_be_taken(self):
        """Whether there is something to tick."""
        return self.outcome == "set"

    @property
    def is_problem(self):
        """Whether somebody has to look at it."""
        return self.outcome in ("unsure", "refused")


def shown(intake, seen, chosen):
    """What the page shows of this preview; chosen: what was ticked before, or None."""
    names = dict(intake.checklist.guideline.items.values_list("number", "name"))
    where = places(intake.checklist)
    return {
        "rows": [
            _row(at, found, names[found.number], where[found.number], seen, chosen)
            for at, found in enumerate(seen.matching.items)
        ],
        "unmatched": seen.matching.unmatched,
        "title_block": seen.file.title_block,
        "findings": seen.findings,
        "places": where,
    }


def _row(at, found, name, address, seen, chosen):
    return Row(
        at=at,
        name=name,
        address=address,
        match=found,
        old=seen.current.get(found.key, NOTHING),
        new=found.statement,
        problem=seen.problems.get(found.key, ""),
        is_ticked=at in chosen["ticked"] if chosen else True,
        is_divided=at in chosen["divided"] if chosen else False,
    )
