"""What becomes of each row of a file, in words: on the preview of an import, and on its record."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext, gettext_lazy

from ..intake.previewed import TICKABLE, PreviewRow
from .submitting import places

NO_ROW = "not in file"  # "empty in file", where the file has not even a row for the item
OUTCOMES = {
    "set": gettext_lazy("will be set"),
    "new": gettext_lazy("new"),
    "changed": gettext_lazy("will be changed"),
    "unsure": gettext_lazy("unsure, not taken"),
    "refused": gettext_lazy("cannot be set"),
    "unchanged": gettext_lazy("unchanged"),
    "empty in file": gettext_lazy("empty in the file"),
    NO_ROW: gettext_lazy("not in the file"),
}
FILTERS = {
    "takeable": lambda row: row.can_be_taken,
    "problems": lambda row: row.is_problem,
}


@dataclass(frozen=True)
class ShownRow:
    """A row on the page: its position, its ticks, and where the worksheet has it, if it does."""

    at: int
    found: PreviewRow
    address: str
    is_ticked: bool
    is_divided: bool
    is_hidden: bool

    @property
    def words(self):
        """What becomes of it, in words."""
        return OUTCOMES[_shown(self.found.outcome, self.found.row_number)]


def shown(intake, seen, *, chosen=None, only=""):
    """What the page shows of this `Preview`.

    chosen: what was ticked before, or None. only: of `FILTERS`, the rows to show; "" for all. What
    is hidden is confirmed all the same.
    """
    where = places(intake.checklist) if intake.checklist else {}
    counts = Counter(_shown(row.outcome, row.row_number) for row in seen.rows)
    return {
        "preview": seen,
        "rows": [
            ShownRow(
                at,
                row,
                where.get(row.number, ""),
                is_ticked=at in chosen["ticked"] if chosen else True,
                is_divided=at in chosen["divided"] if chosen else row.is_divided,
                is_hidden=only in FILTERS and not FILTERS[only](row),
            )
            for at, row in enumerate(seen.rows)
        ],
        "counts": [(OUTCOMES[code], counts[code]) for code in OUTCOMES if counts[code]],
        "only": only if only in FILTERS else "",
        **{name: sum(map(is_shown, seen.rows)) for name, is_shown in FILTERS.items()},
        "places": where,
    }


def _shown(outcome, row_number):
    return NO_ROW if outcome == "empty in file" and not row_number else outcome


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
    outcome = _shown(one["outcome"], one.get("row", 1))  # older records do not tell
    return gettext("left out") if outcome in TICKABLE else str(OUTCOMES[outcome])
