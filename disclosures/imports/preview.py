"""What a person sees before they confirm, whatever kind of file it is."""

import hashlib
import json
from dataclasses import dataclass

from disclosures.imports.tables.doubt import Doubt
from disclosures.imports.tables.page_rows import ONE_PAGE, PageRows
from disclosures.models.import_decision import Decision

TICKABLE = ("set", "new", "changed")  # outcomes that are done where a person ticks them


@dataclass(frozen=True, kw_only=True)
class PreviewRow:
    """What confirming makes of one row, and what to know about it: `why`, and further notes.

    number: the item's, or the product's slug. name: what that is called. product: whose answer it
    is, "" for all. row_number: the file's, from 1; 0 without one. is_divided: it is kept product
    by product unless a person says otherwise. token: what a decision about it is held against.
    decision: the one that holds, if there is one.
    """

    number: str
    name: str
    outcome: str
    why: Doubt | None = None
    notes: tuple[Doubt, ...] = ()
    row_number: int = 0
    product: str = ""
    is_divided: bool = False
    is_proposed: bool = True
    token: str = ""
    decision: Decision | None = None

    @property
    def key(self):
        """By what `ImportRefused` names it."""
        return self.number, self.product

    @property
    def anchor(self):
        """The row's name on pages and in forms, the same whatever else changes."""
        return "r" + _hash(self.key)[:12]

    @property
    def mark(self):
        """By what a tick is held against the row: another row, or state of it, has another."""
        return _hash([self.key, self.token])[:10]

    @property
    def effect(self):
        """What taking it does to what stands now, as a word of `row_decisions.effect`."""
        return ""

    @property
    def can_apply(self):
        """Whether there is something to take."""
        return self.outcome in TICKABLE

    @property
    def is_decided(self):
        """Whether a decision that is kept says that it is taken, so that nobody has to tick it."""
        return False

    @property
    def can_be_divided(self):
        """Whether it may be kept product by product."""
        return False

    @property
    def is_problem(self):
        """Whether somebody has to look at it."""
        return self.outcome in ("unsure", "refused")


@dataclass(frozen=True)
class Preview:
    """The rows in their order, and what stands around them in the file.

    unmatched, title_block: lines that are not taken, below the headings and above them. findings:
    what the rules find in what would be set; None where they judge nothing. pages: those that were
    read; skipped: the others that a person sees in the file; hidden_pages: those that nobody sees.
    page_rows: on which page each row is.
    chosen: the numbers of rows that a person gave to an item, each with the item's. questions: the
    items, to choose one.
    """

    rows: tuple[PreviewRow, ...]
    unmatched: tuple = ()
    title_block: tuple = ()
    findings: tuple | None = None
    pages: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    hidden_pages: tuple[str, ...] = ()
    page_rows: PageRows = ONE_PAGE
    chosen: tuple[tuple[int, str], ...] = ()
    questions: tuple = ()

    def mark_of(self, line):
        """By what a choice of an item for this line is held against it."""
        return _hash([*self.page_rows.find(line.row_number), line.text])[:10]


def _hash(value):
    return hashlib.sha256(json.dumps(value).encode()).hexdigest()
