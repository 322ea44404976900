"""What becomes of each row of a file, in words: on the preview of an import, and on its record."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext_lazy

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
ENDS = {
    "taken": gettext_lazy("taken"),
    "divided": gettext_lazy("taken, product by product"),
    "left out": gettext_lazy("left out"),
    **{code: words for code, words in OUTCOMES.items() if code not in TICKABLE},
}
NAMED = ("empty in file", NO_ROW)  # of which there is nothing to see but which they are
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


@dataclass(frozen=True)
class Became:
    """The rows of which one thing became, as the record keeps them; some are only named."""

    words: str
    rows: list[dict]
    is_named: bool


def became(report, where):
    """What the record says of each row of the file: first what was taken, then what was left.

    where: the address of each item, by its number.
    """
    by_end = {}
    for one in report.get("items", []):
        row = {**one, "address": where.get(one["number"], "")}
        by_end.setdefault(_end_of(one), []).append(row)
    for end in ENDS:
        if end in by_end:
            yield Became(ENDS[end], by_end[end], is_named=end in ("unchanged", *NAMED))


def _end_of(one):
    if one.get("is_divided"):
        return "divided"
    if one["is_taken"]:
        return "taken"
    outcome = _shown(one["outcome"], one.get("row", 1))  # older records do not tell
    return "left out" if outcome in TICKABLE else outcome
