"""What becomes of each row of a file, in words: on the preview of an import, and on its record."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from disclosures.admin.item_links import places
from disclosures.imports.doubt_messages import doubt_message
from disclosures.imports.preview import TICKABLE, PreviewRow
from disclosures.imports.tables.doubt import doubt_from_json

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
    "takeable": lambda row: row.can_apply,
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

    @property
    def is_below_headings(self):
        """Whether it is doubted for headings that are not the ones by which the file is read."""
        return self.found.why is not None and self.found.why.code == "below_other_headings"

    @property
    def why(self):
        """What to know about it, in the reader's language."""
        return _joined_messages(self.found.why, self.found.note)


@dataclass(frozen=True)
class Folded:
    """Rows of one outcome that leave everything as it is; some are only named."""

    words: str
    rows: list[ShownRow]
    is_named: bool


@dataclass(frozen=True)
class Beside:
    """Text beside a row, and the names of the columns in which it stands."""

    row_number: int
    columns: list[str]
    text: str


def shown(intake, import_preview, columns_form, *, chosen=None, only=""):
    """What the page shows of this `Preview`.

    columns_form: the `ColumnsForm` that has the file's headings, or None. chosen: what was ticked
    before, or None. only: of `FILTERS`, the rows in view; "" for all that change something or need
    a look. Others keep their ticks; but the page confirms nothing that is not in view.
    """
    where = places(intake.checklist) if intake.checklist else {}
    counts = Counter(_shown(row.outcome, row.row_number) for row in import_preview.rows)
    rows = [
        ShownRow(
            at,
            row,
            where.get(row.number, ""),
            is_ticked=at in chosen["ticked"] if chosen else True,
            is_divided=at in chosen["divided"] if chosen else row.is_divided,
            is_hidden=only in FILTERS and not FILTERS[only](row),
        )
        for at, row in enumerate(import_preview.rows)
    ]
    in_table = [row for row in rows if _counts(row.found)]
    headings_end = _headings_end(rows)
    beside = list(_beside(import_preview.unmatched, columns_form, headings_end))
    return {
        "preview": import_preview,
        "rows": rows,
        "in_table": in_table,
        "folded": list(_folded(row for row in rows if not _counts(row.found))),
        "lost": [line for line in import_preview.unmatched if not line.columns],
        "beside": beside,
        "beside_columns": list(dict.fromkeys(name for line in beside for name in line.columns)),
        "headings_end": headings_end,
        "counts": [(OUTCOMES[code], counts[code]) for code in OUTCOMES if counts[code]],
        "only": only if only in FILTERS else "",
        **{name: sum(map(is_shown, import_preview.rows)) for name, is_shown in FILTERS.items()},
        "places": where | {row.found.number: f"#row-{row.at}" for row in in_table[::-1]},
    }


def _headings_end(rows):
    """The row in which the headings seem to end, where they spoil what stands first below; or 0."""
    read = [row for row in rows if row.found.row_number]
    first = min(read, key=lambda row: row.found.row_number, default=None)
    return first.found.row_number - 1 if first and first.is_below_headings else 0


def _beside(lines, columns_form, headings_end):
    """What stands beside rows, with the names of its columns."""
    for line in lines:
        if line.columns:
            last = headings_end - 1 if headings_end else columns_form.read.heading_row
            names = [columns_form.name_of(at, last) for at in line.columns]
            yield Beside(line.row_number, names, line.text)


def _counts(row):
    """Whether the row would change something, or needs a look."""
    return row.can_apply or row.is_problem


def _folded(rows):
    """The other rows by what becomes of them."""
    by_outcome = {}
    for row in rows:
        by_outcome.setdefault(_shown(row.found.outcome, row.found.row_number), []).append(row)
    for code in OUTCOMES:
        if code in by_outcome:
            yield Folded(OUTCOMES[code], by_outcome[code], is_named=code in NAMED)


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
        why = _joined_messages(doubt_from_json(one.get("why")), doubt_from_json(one.get("note")))
        row = {**one, "why": why, "address": where.get(one["number"], "")}
        by_end.setdefault(_end_of(one), []).append(row)
    for end in ENDS:
        if end in by_end:
            yield Became(ENDS[end], by_end[end], is_named=end in ("unchanged", *NAMED))


def _joined_messages(*reasons):
    return " ".join(doubt_message(reason) for reason in reasons if reason)


def _end_of(one):
    if one.get("is_divided"):
        return "divided"
    if one["is_taken"]:
        return "taken"
    outcome = _shown(one["outcome"], one.get("row", 1))  # older records do not tell
    return "left out" if outcome in TICKABLE else outcome
