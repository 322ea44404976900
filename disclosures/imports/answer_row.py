"""A row of a preview of answers: what a file states, and what it would change."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from disclosures.imports.matching.match import Match
from disclosures.models.import_decision import Decision
from disclosures.sheet.content import AnswerContent

from .preview import PreviewRow
from .row_decisions import Change, effect, refusal


@dataclass(frozen=True)
class Part:
    """What a product, "" for all of them, says now, and once the text is divided."""

    product: str
    old: AnswerContent
    new: AnswerContent


@dataclass(frozen=True)
class Offer:
    """One reading of the file's rows, for a person to take as it is or to edit.

    answer: the whole answer as it would be written; told: as readers would be told it, where it
    is the same as another item. unread: see `Reading`.
    """

    row_number: int
    answer: AnswerContent
    told: AnswerContent
    unread: str = ""

    @property
    def refusal(self):
        """Why it can only be edited; "" where nothing forbids it."""
        if self.unread:
            words = _(
                "Without “%(word)s” this is not what the file says. Say what the word means, or"
                " edit the answer."
            )
            return words % {"word": self.unread}
        return refusal(self.answer)


@dataclass(frozen=True, kw_only=True)
class AnswerRow(PreviewRow):
    """A match, what stands now in its place, and what each product says beside it.

    old, new: what readers are told now, and once the row is taken; new is None where nothing is.
    Of what is the same as another item, named by `same_as`, it is what that one says. parts: what
    each answer says once the text is divided, where that can be. It is divided unless a person
    says otherwise where products say something already: customers would read both.
    offers: an `Offer` for each of the match's readings. moved: the `Change` since it was decided,
    or since the file came. lapsed: the decision that no longer holds for it. asks_date: its item
    is answered by a date.
    """

    match: Match
    old: AnswerContent
    new: AnswerContent | None = None
    old_parts: tuple[tuple[str, AnswerContent], ...] = ()
    parts: tuple[Part, ...] = ()
    offers: tuple[Offer, ...] = ()
    moved: Change | None = None
    lapsed: Decision | None = None
    asks_date: bool = False

    @property
    def can_apply(self):
        return super().can_apply and not (self.decision and self.decision.act == "pass")

    @property
    def is_problem(self):
        is_left = self.decision and self.decision.act in ("keep", "pass")
        return super().is_problem and not is_left

    @property
    def is_decided(self):
        return self.can_apply and self.decision is not None and self.decision.writes

    @property
    def can_be_divided(self):
        return bool(self.parts)

    @property
    def effect(self):
        """What taking it does to what stands now, where it is not left; see `effect`."""
        is_left = self.decision and self.decision.act in ("keep", "pass")
        if self.new is None or is_left:
            return ""
        if self.is_divided:
            return effect((part.old, part.new) for part in self.parts)
        return effect([(self.old, self.new)])
