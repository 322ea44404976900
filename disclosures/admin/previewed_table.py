"""The preview of an import of items or products: what each row of the file changes."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from ..intake.tables import TableRow

OUTCOMES = {
    "new": gettext_lazy("new"),
    "changed": gettext_lazy("will be changed"),
    "refused": gettext_lazy("cannot be set"),
    "unchanged": gettext_lazy("unchanged"),
}


@dataclass(frozen=True)
class Row:
    """A row on the page: its position in the file, and what confirming makes of it."""

    at: int
    found: TableRow
    is_ticked: bool

    @property
    def outcome(self):
        """The code of what becomes of it."""
        return self.found.outcome

    @property
    def words(self):
        """What becomes of it, in words."""
        return OUTCOMES[self.outcome]

    @property
    def can_be_taken(self):
        """Whether there is something to tick."""
        return self.outcome in ("new", "changed")

    @property
    def is_problem(self):
        """Whether somebody has to look at it."""
        return self.outcome == "refused"


def shown(intake, seen, chosen):
    """What the page shows of this preview; chosen: what was ticked before, or None."""
    rows = [
        Row(at, found, is_ticked=at in chosen["ticked"] if chosen else True)
        for at, found in enumerate(seen.rows)
    ]
    return {"rows": rows, "unmatched": seen.unmatched, "findings": None}
