"""What a file states, against what the working copy says: newer, unchanged, older."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from functools import cached_property

from disclosures.imports.tables.doubt import Doubt
from disclosures.sheet.content import EMPTY, AnswerContent

from .current_state import WorkingCopyState
from .lost_signs import lost_signs, stray_marks
from .match import Details, Match
from .product_mentions import ProductMentions
from .product_names import ProductNames
from .product_parts import (
    Statements,
    changing_parts,
    has_own,
    quoted,
    statements,
    unclear_passages,
    unknown_names,
)
from .rewritten_figures import rewritten_figure
from .unstated_parts import contradicted_availability, is_of_before, unrelated_text


@dataclass(frozen=True)
class StateComparison:
    """A match that states something, beside what is answered now and was answered before.

    beside: the products that have rows of their own for the item. by_rows: the file has a
    column for products, so that a text is never to be divided.
    """

    state: WorkingCopyState = field(repr=False)
    match: Match
    stated: AnswerContent
    beside: Collection[str] = ()
    by_rows: bool = False

    @cached_property
    def whole(self) -> Match:
        """The match with the whole answer as it would be."""
        whole = self.state.whole(self.match.key, self.stated)
        division = None if self.by_rows else self.match.division
        return replace(self.match, statement=whole, division=division)

    @property
    def now(self) -> AnswerContent:
        """What stands in the answer's own place now."""
        return self.state.current.get(self.match.key, EMPTY)

    @cached_property
    def is_current(self) -> bool:
        """Whether readers are told so now already, as a whole or product by product."""
        return self.whole.statement == self.now or self.is_divided

    @property
    def is_divided(self) -> bool:
        """Whether each product says by itself what the text says of it."""
        return bool(self.parts) and all(
            self.state.current.get(key, EMPTY) == said for key, said in self.parts.items()
        )

    @cached_property
    def parts(self) -> Statements:
        """What each answer says once the text is divided; {} where it cannot be."""
        division, state = self.whole.division, self.state
        return statements(self.whole, division, state.current, state.language) if division else {}

    @property
    def has_own(self) -> bool:
        """Whether a product that the text speaks of says something by itself now."""
        return has_own(self.whole, self.state.current)

    @cached_property
    def unclear_products(self) -> Doubt | None:
        """Why nobody can say whose a part of the text is, if so.

        A text that stays as it is, or has a column for its product, is nothing to divide.
        """
        if not self._is_new or not self.whole.statement:
            return None
        mentions = ProductMentions(self.whole.statement.body, self.state.products)
        if names := unknown_names(mentions):
            return Doubt("names_unknown_product", names)
        passages = unclear_passages(mentions)
        return Doubt("unclear_product", passages) if passages else None

    @property
    def products_in_prose(self) -> Doubt | None:
        """Why a text that is not to be divided may not speak of all products alike, if so."""
        if not self._is_new or self.whole.division or not self.whole.statement:
            return None
        text, names = self.whole.statement.body, ProductNames(self.state.products)
        if relatives := names.relatives(text):
            return Doubt("names_unknown_product", {"names": quoted(relatives)})
        apart = names.named_apart(text)
        return Doubt("unclear_product", {"texts": quoted(apart)}) if apart else None

    @property
    def _is_new(self) -> bool:
        """Whether the file has a new text for all products."""
        is_new = bool(self.stated.body) and not self.is_current and not self.match.product
        return is_new and (self.match.is_typed or not self.by_rows)

    @cached_property
    def undone_part(self) -> Doubt | None:
        """Why dividing would undo what is answered now, by the first part that does."""
        for key, part in changing_parts(self.whole, self.parts, self.state.current):
            if part in self.state.earlier.get(key, ()):
                return Doubt("part_older_than_change")
            text, now = AnswerContent(body=part.body), self.state.current.get(key, EMPTY)
            word = contradicted_availability(text, now, self.state.language)
            if key[1] and word:
                return Doubt("part_contradicts_availability", {**word, "of_product": key[1]})
        return None

    @cached_property
    def settled(self) -> Match:
        """What becomes of the match where no check finds anything.

        What products say is not to be said twice: where they say something already, the match
        is "set", to be divided.
        """
        match = replace(self.whole, outcome="unchanged") if self.is_current else self.whole
        if self.is_divided:
            return match
        if self.unclear_products:
            match = replace(match, division=None, why=self.unclear_products)
        if match.division is None:
            return match
        if not self.has_own:
            return replace(match, division=None) if self.undone_part else match
        return match if self.undone_part else replace(match, outcome="set")


def same_as_without_text(comparison: StateComparison) -> Details | None:
    """The item repeats another one now, and the file states something else without a text."""
    is_open = comparison.now.same_as and not (comparison.stated.body or comparison.stated.same_as)
    return {} if is_open else None


def signs_lost(comparison: StateComparison) -> Details | None:
    """A ? or 〓 stands where the answer, now or before, has a sign that Shift_JIS lacks."""
    stated, number = comparison.stated, comparison.match.number
    answers = comparison.state.of_item(number)
    stored = (text for answer in answers for text in (answer.body, answer.evidence))
    return lost_signs((stated.body, stated.evidence), stored)


def signs_may_be_lost(comparison: StateComparison) -> Details | None:
    """A ? or 〓 stands where it can only stand for a sign (??野センター), whatever was stored."""
    return stray_marks((comparison.stated.body, comparison.stated.evidence))


def figure_rewritten(comparison: StateComparison) -> Details | None:
    """The figure of the answer stands there otherwise, as spreadsheets write it."""
    stored = (answer.body for answer in comparison.state.of_item(comparison.match.number))
    return rewritten_figure(comparison.stated.body, stored)


def older_than_change(comparison: StateComparison) -> Details | None:
    """All that the file states was answered before a change; an older file puts nothing back."""
    earlier = comparison.state.earlier.get(comparison.match.key, ())
    return {} if is_of_before(comparison.stated, earlier) else None


def contradicts_availability(comparison: StateComparison) -> Details | None:
    """A new text may say the opposite of 有無, which the file does not state and so stays."""
    state = comparison.state
    told = state.with_common(comparison.match.key)
    return contradicted_availability(comparison.stated, told, state.language)


def availability_beside_text(comparison: StateComparison) -> Details | None:
    """有無 without a text, beside a text that stays and was written for another word."""
    state = comparison.state
    told = state.with_common(comparison.match.key)
    return unrelated_text(comparison.stated, told, state.language)


def names_unknown_product(comparison: StateComparison) -> Details | None:
    """The text names what is no product of the sheet, where products have answers of their own."""
    return _unclear(comparison, "names_unknown_product")


def unclear_product(comparison: StateComparison) -> Details | None:
    """It is open whose a passage of the text is, where products have answers of their own."""
    return _unclear(comparison, "unclear_product")


def _unclear(comparison: StateComparison, code: str) -> Details | None:
    """What is unclear is only to know where the whole text contradicts no product's answer."""
    current, products = comparison.state.current, comparison.state.products
    if not any((comparison.match.number, name) in current for name in products):
        return None
    return _details(comparison.unclear_products or comparison.products_in_prose, code)


def part_older_than_change(comparison: StateComparison) -> Details | None:
    """Divided, the text would put back what a product answered before a change."""
    doubt = comparison.undone_part if comparison.has_own else None
    return _details(doubt, "part_older_than_change")


def part_contradicts_availability(comparison: StateComparison) -> Details | None:
    """A product's part of the text may say the opposite of the product's 有無, which stays."""
    doubt = comparison.undone_part if comparison.has_own else None
    return _details(doubt, "part_contradicts_availability")


def _details(doubt: Doubt | None, code: str) -> Details | None:
    return doubt.details if doubt and doubt.code == code else None


def products_left_out(comparison: StateComparison) -> Details | None:
    """The common answer is unchanged, but products answer more than the file holds.

    "Unchanged" would be taken for the whole item.
    """
    match, division = comparison.match, comparison.match.division
    if comparison.settled.outcome != "unchanged" or match.product:
        return None
    named = {*comparison.beside, *(name for name, _text in (division.products if division else ()))}
    missing = [
        name
        for name in comparison.state.products
        if name not in named and comparison.state.answers((match.number, name))
    ]
    return {"products": ", ".join(missing)} if missing else None
