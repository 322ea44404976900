"""What becomes of each row of a file, in words: on the preview of an import, and on its record."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext, gettext_lazy

from ..intake.previewed import TICKABLE, Row
from .submitting import places

OUTCOMES = {
    "set": gettext_lazy("will be set"),
    "new": gettext_lazy("new"),
    "changed": gettext_lazy("will be changed"),
    "unsure": gettext_lazy("unsure, not taken"),
    "refused": gettext_lazy("cannot be set"),
    "unchanged": gettext_lazy("unchanged"),
    "empty in file": gettext_lazy("empty in the file"),
}


@dataclass(frozen=True)
class ShownRow:
    """A row on the page: its position, its ticks, and where the worksheet has it, if it does."""

    at: int
    found: Row
    address: str
    is_ticked: bool
    is_divided: bool

    @property
    def words(self):
        """What becomes of it, in words."""
        return OUTCOMES[self.found.outcome]


def shown(intake, seen, chosen):
    """What the page shows of this `Preview`; chosen: what was ticked before, or None."""
    where = places(intake.checklist) if intake.checklist else {}
    counts = Counter(row.outcome for row in seen.rows)
    return {
        "preview": seen,
        "rows": [
            ShownRow(
                at,
                row,
                where.get(row.number, ""),
                is_ticked=at in chosen["ticked"] if chosen else True,
                is_divided=at in chosen["divided"] if chosen else row.is_divided,
            )
            for at, row in enumerate(seen.rows)
        ],
        "counts": [(OUTCOMES[code], counts[code]) for code in OUTCOMES if counts[code]],
        "problems": sum(row.is_problem for row in seen.rows),
        "places": where,
    }


def became(report):
    """What the record says of each row and line of the file, a text for each."""
    for one in report.get("items", []):
        yield " ".join(filter(None, (one["number"], one["product"], _end_of(one), one["why"])))
    for line in report.get("unmatched", []):
        words = gettext("Row %(row)d, not taken: %(text)s")
        yield words % {"row": line["row"], "text": line["text"]}


def _end_of(one):
    if one.get("is_divided"):
        return gettext("taken, product by product")
    if one["is_taken"]:
        return gettext("taken")
    outcome = one["outcome"]
    return gettext("left out") if outcome in TICKABLE else str(OUTCOMES[outcome])
