"""What a person sees before they confirm, whatever kind of file it is."""

from dataclasses import dataclass

from disclosures.imports.tables.doubt import Doubt

TICKABLE = ("set", "new", "changed")  # outcomes that are done where a person ticks them


@dataclass(frozen=True, kw_only=True)
class PreviewRow:
    """What confirming makes of one row, and what to know about it: `why`, and one more note.

    number: the item's, or the product's slug. name: what that is called. product: whose answer it
    is, "" for all. row_number: the file's, from 1; 0 without one. is_divided: it is kept product
    by product unless a person says otherwise.
    """

    number: str
    name: str
    outcome: str
    why: Doubt | None = None
    note: Doubt | None = None
    row_number: int = 0
    product: str = ""
    is_divided: bool = False

    @property
    def key(self):
        """By what `ImportRefused` names it."""
        return self.number, self.product

    @property
    def can_apply(self):
        """Whether there is something to tick."""
        return self.outcome in TICKABLE

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
    read; skipped: the others that a person sees in the file.
    """

    rows: tuple[PreviewRow, ...]
    unmatched: tuple = ()
    title_block: tuple = ()
    findings: tuple | None = None
    pages: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
