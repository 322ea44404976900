"""What becomes of each row of a file, in words, on the preview of an import."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from disclosures.admin.item_links import places
from disclosures.imports.doubt_messages import doubt_message
from disclosures.imports.preview import TICKABLE, PreviewRow
from disclosures.imports.row_decisions import effect
from disclosures.imports.tables.page_rows import ONE_PAGE, PageRows

from .lost_lines import beside_rows, lost_lines
from .ticks import NO_TICKS, boxes

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
EFFECTS = {
    "new": gettext_lazy("new answer"),
    "overwrites": gettext_lazy("overwrites"),
    "removes": gettext_lazy("removes something"),
}
ACTS = {
    "accept": gettext_lazy("taken as the file has it"),
    "edit": gettext_lazy("taken as edited"),
    "keep": gettext_lazy("kept as it is"),
    "pass": gettext_lazy("passed over"),
}
UNTICKED = gettext_lazy("not ticked, not taken")
NAMED = ("empty in file", NO_ROW)  # of which there is nothing to see but which they are
_ENDS = {**OUTCOMES, "unticked": UNTICKED, "keep": ACTS["keep"], "pass": ACTS["pass"]}
ENDS = {  # what becomes of rows as they are ticked and decided: first what is taken
    code: _ENDS[code]
    for code in (*TICKABLE, "unticked", "unsure", "refused", "keep", "pass", *_ENDS)
}
MAX_FOLDED = 500  # rows of one outcome that are shown whole; of more nobody opens the list to read
FILTERS = {
    "takeable": lambda row: row.can_apply,
    "problems": lambda row: row.is_problem,
    **{name: lambda row, name=name: row.can_apply and row.effect == name for name in EFFECTS},
    "decided": lambda row: row.decision is not None,
}
ALL_IN_VIEW = ("", "takeable")  # the filters under which every row that would be saved is shown


@dataclass(frozen=True)
class ShownRow:
    """A row on the page: its position, its ticks, and where the worksheet has it, if it does.

    place: where it stands in the file, by page and row where several pages were read.
    form: its `RepairForm`, where the row is open. chosen: each `ChosenRow` of the item.
    question: the `Question` that it answers, of answers. is_focused: the page begins at it.
    """

    at: int
    found: PreviewRow
    place: str
    address: str
    is_ticked: bool
    is_divided: bool
    is_hidden: bool
    form: object = None
    page_rows: PageRows = ONE_PAGE
    chosen: tuple = ()
    question: object = None
    is_focused: bool = False

    @property
    def has_box(self):
        """Whether it can be ticked."""
        return self.found.can_apply and not self.found.is_decided

    @property
    def offers(self):
        """What may be taken from the file, each with its position, its place and its effect."""
        for at, offer in enumerate(self.found.offers):
            word = effect([(self.found.old, offer.told)])
            yield at, offer, self.page_rows.told(offer.row_number), word, EFFECTS.get(word, "")

    @property
    def quoted(self):
        """The text as read, where nothing that is offered says just that."""
        read = self.found.match.read
        is_offered = any(offer.answer.body == read for offer in self.found.offers)
        return "" if is_offered and self.found.is_problem and not self.found.decision else read

    @property
    def effect(self):
        """What taking it does to what stands now, in words."""
        return EFFECTS.get(self.found.effect, "")

    @property
    def act(self):
        """What a person decided about it, in words."""
        return ACTS[self.found.decision.act]

    @property
    def lapsed_act(self):
        """What was decided about it before it changed, in words."""
        return ACTS[self.found.lapsed.act]

    @property
    def end(self):
        """What becomes of it as it is ticked and decided now: a key of `ENDS`."""
        decision = self.found.decision
        if decision and decision.act in ("keep", "pass") and not self.has_box:
            return decision.act
        if self.has_box and not self.is_ticked:
            return "unticked"
        return outcome_shown(self.found.outcome, self.found.row_number)

    @property
    def words(self):
        """What becomes of it, in words; where it has a box, once that is ticked."""
        return ENDS[self.found.outcome if self.has_box else self.end]

    @property
    def asked(self):
        """The question, where its name does not say it already."""
        asked = self.question.question if self.question else ""
        return "" if asked == self.found.name else asked

    @property
    def is_below_headings(self):
        """Whether it is doubted for headings that are not the ones by which the file is read."""
        return self.found.why is not None and self.found.why.code == "below_other_headings"

    @property
    def why(self):
        """What to know about it, in the reader's language."""
        return joined_messages(self.found.why, *self.found.notes)


@dataclass(frozen=True)
class Folded:
    """Rows of one outcome that leave everything as it is; some are only named."""

    words: str
    rows: list[ShownRow]
    is_named: bool


@dataclass(frozen=True)
class ChosenRow:
    """A row of the file that a person said is an item's: its number, place and text, and the item.

    address: of the item's row on the page; "" where it has none.
    """

    row_number: int
    place: str
    number: str
    text: str
    address: str


def shown(intake, import_preview, columns_form, *, ticks=None, only="", forms=None, **where):
    """What the page shows of this `Preview`.

    columns_form: the `ColumnsForm` that has the file's headings, or None. ticks: the `Ticks` of
    the page before, or None. only: of `FILTERS`, the rows in view; "" for all that change
    something or need a look. Others keep their ticks; but the page confirms nothing that is not in
    view. forms: those of the rows that are open, by anchor. where: `typed`, the numbers of items
    that were typed beside lines, by the lines' row numbers; `focus`, at which row or line the page
    begins; `texts`, what the rows of the file say, by their numbers.
    """
    checklist, focus = intake.checklist, where.get("focus", "")
    addresses = places(checklist) if checklist else {}
    chosen = list(_chosen_rows(import_preview, where.get("texts", {})))
    rows = list(
        _shown_rows(import_preview, addresses, ticks, chosen, only, forms or {}, focus=focus)
    )
    counts = Counter(row.end for row in rows)
    # Those that a tick changes are there from the start, for the script that counts on.
    live = {end for row in rows if row.has_box for end in (row.found.outcome, "unticked")}
    in_table = [row for row in rows if _counts(row.found)]
    numbers = {name: sum(map(is_of, import_preview.rows)) for name, is_of in FILTERS.items()}
    headings_end = _headings_end(rows)
    beside = list(beside_rows(import_preview, columns_form, headings_end))
    return {
        "preview": import_preview,
        "rows": rows,
        "in_table": in_table,
        "folded": list(_folded(row for row in rows if not _counts(row.found))),
        "lost": list(lost_lines(import_preview, where.get("typed", {}), focus)),
        "chosen": chosen,
        "boxes": boxes(rows),
        "beside": beside,
        "beside_columns": list(dict.fromkeys(name for line in beside for name in line.columns)),
        "headings_end": headings_end,
        "counts": [(end, ENDS[end], counts[end]) for end in ENDS if end in live or counts[end]],
        "ticked_count": sum(row.has_box and row.is_ticked for row in rows),
        "taken_count": sum(row.found.is_decided for row in rows),
        "hidden_count": sum(row.found.can_apply and row.is_hidden for row in rows),
        "only": only if only in FILTERS else "",
        "is_all_in_view": only in ALL_IN_VIEW or only not in FILTERS,
        "effects": [(name, EFFECTS[name], numbers[name]) for name in EFFECTS if numbers[name]],
        **{name: numbers[name] for name in ("takeable", "problems", "decided")},
        "places": addresses | {row.found.number: f"#row-{row.at}" for row in in_table[::-1]},
    }


def _chosen_rows(import_preview, texts):
    """The `ChosenRow`s of the preview. texts: what the rows of the file say, by their numbers."""
    anchors = {row.key: f"#{row.anchor}" for row in import_preview.rows}
    for at, number in import_preview.chosen:
        place, text = import_preview.page_rows.told(at), texts.get(at, "")
        yield ChosenRow(at, place, number, text, anchors.get((number, ""), ""))


def _shown_rows(import_preview, where, ticks, chosen, only, forms, *, focus=""):
    ticked, divided = (ticks or NO_TICKS).on(import_preview.rows)
    questions = {question.number: question for question in import_preview.questions}
    given = {(one.number, "") for one in chosen}
    for at, row in enumerate(import_preview.rows):
        is_in_view = only not in FILTERS or row.anchor == focus
        is_in_view |= only == "problems" and row.key in given
        yield ShownRow(
            at,
            row,
            import_preview.page_rows.told(row.row_number),
            where.get(row.number, ""),
            is_ticked=at in ticked,
            is_divided=at in divided,
            is_hidden=not (is_in_view or _is_in_view(row, only, forms)),
            form=forms.get(row.anchor),
            page_rows=import_preview.page_rows,
            chosen=tuple(one for one in chosen if row.key == (one.number, "")),
            question=questions.get(row.number),
            is_focused=row.anchor == focus,
        )


def _is_in_view(row, only, forms):
    """What was unsure stays in view once it is decided, and what is open until it is closed."""
    is_decided = only == "problems" and FILTERS["decided"](row)
    return FILTERS[only](row) or is_decided or row.anchor in forms


def _headings_end(rows):
    """The row in which the headings seem to end, where they spoil what stands first below; or 0."""
    read = [row for row in rows if row.found.row_number]
    first = min(read, key=lambda row: row.found.row_number, default=None)
    return first.found.row_number - 1 if first and first.is_below_headings else 0


def _counts(row):
    """Whether the row would change something, needs a look, or was decided."""
    return row.can_apply or row.is_problem or FILTERS["decided"](row)


def _folded(rows):
    """The other rows by what becomes of them."""
    by_outcome = {}
    for row in rows:
        by_outcome.setdefault(outcome_shown(row.found.outcome, row.found.row_number), []).append(
            row
        )
    for code in OUTCOMES:
        if code in by_outcome:
            yield Folded(
                OUTCOMES[code],
                by_outcome[code],
                is_named=code in NAMED or len(by_outcome[code]) > MAX_FOLDED,
            )


def outcome_shown(outcome, row_number):
    """The outcome of `OUTCOMES`: whether the file has a row at all."""
    return NO_ROW if outcome == "empty in file" and not row_number else outcome


def joined_messages(*reasons):
    """What all of these say, in the reader's language; some may be None."""
    return " ".join(doubt_message(reason) for reason in reasons if reason)
