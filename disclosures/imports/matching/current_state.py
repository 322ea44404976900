"""What the working copy says, against what a file says: unchanged, newer, older."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from disclosures.sheet.content import EMPTY, AnswerContent
from disclosures.sheet.table import AVAILABILITY, COMMON, RESPONSIBILITY, Said

from .match import Key, Match
from .product_parts import doubted, settled, statements, whole_where_open
from .unstated_parts import contradiction, is_of_before, resolved


@dataclass(frozen=True)
class WorkingCopyState:
    """What the items state now and stated before, and the names of the sheet's products.

    `named`: of each item the rows, from the product on, that our table had in the version that
    the file names, where that is known here.
    """

    current: Mapping[Key, AnswerContent] = field(default_factory=dict)
    earlier: Mapping[Key, Collection[AnswerContent]] = field(default_factory=dict)
    products: Sequence[str] = ()
    named: Mapping[str, Said] = field(default_factory=dict)

    def said(self, number: str) -> Said:
        """What our table has of the item now, from the product on; [] where nothing is stated."""
        same_as = self.current.get((number, ""), EMPTY).same_as
        found = [
            (name or COMMON, *_words(self.current[key]), same_as or "", self.current[key].body)
            for name in ("", *self.products)
            if (key := (same_as or number, name)) in self.current
        ]
        return found or ([(COMMON, "", "", same_as, "")] if same_as else [])

    def read_now(self, key: Key) -> AnswerContent:
        """What readers are told now in that place: where it is 同上, what the other item says."""
        current = self.current.get(key, EMPTY)
        return self.current.get((current.same_as, ""), EMPTY) if current.same_as else current

    def whole(self, key: Key, stated: AnswerContent) -> AnswerContent:
        """The answer in that place once a file that states this is taken in.

        What the file does not state stays. Where nothing of it differs, 同上 stays 同上.
        """
        current, now = self.current.get(key, EMPTY), self.read_now(key)
        whole = resolved(stated, now)
        return current if whole == now and not stated.body else whole

    def stands(self, match: Match) -> bool:
        """Whether what the match states is stated now; then there is nothing to doubt."""
        if match.statement is None:
            return False
        return self.whole(match.key, match.statement) == self.current.get(match.key, EMPTY)

    def compared(self, match: Match, beside: Collection[str] = (), *, by_rows: bool) -> Match:
        """The match with the whole answer, or "unsure" where it would undo what was said since.

        beside: the products that have rows of their own for the item. by_rows: the file has a
        column for products, so that a text is never to be divided.
        """
        found = self._compared(match, by_rows=by_rows)
        if found.outcome != "unchanged" or match.product:
            return found
        parts = match.division.products if match.division else ()
        named = {*beside, *(name for name, _text in parts)}
        missing = [
            name
            for name in self.products
            if name not in named and (match.number, name) in self.current
        ]
        why = _("The file does not hold what single products answer now: %(products)s")
        return doubted(found, why % {"products": ", ".join(missing)}) if missing else found

    def _compared(self, match: Match, *, by_rows: bool) -> Match:
        if match.statement is None:
            return match
        whole = replace(match, statement=self.whole(match.key, match.statement))
        if by_rows:
            found = self._against_current(match.statement, replace(whole, division=None))
            return self._whole_where_open(match, found) if match.is_typed else found
        if self._is_divided(whole):
            return replace(whole, outcome="unchanged")
        found = self._whole_where_open(match, self._against_current(match.statement, whole))
        return settled(found, self.current, self.earlier)

    def _whole_where_open(self, match: Match, found: Match) -> Match:
        """A text that stays is nothing to divide or to doubt."""
        has_text = match.statement is not None and match.statement.body
        return whole_where_open(found, self.current, self.products) if has_text else found

    def _against_current(self, stated: AnswerContent, whole: Match) -> Match:
        """The match beside what stands now in its own place."""
        if whole.statement == self.current.get(whole.key, EMPTY):
            return replace(whole, outcome="unchanged")
        why = self._why_not(whole.key, stated)
        return doubted(whole, why) if why else whole

    def _why_not(self, key: Key, stated: AnswerContent) -> str:
        """Why what the file states is not to be taken, if so."""
        if self.current.get(key, EMPTY).same_as and not (stated.body or stated.same_as):
            return str(_("It is the same as another item now, and the file states no text."))
        if is_of_before(stated, self.earlier.get(key, ())):
            return str(_("The file says what was answered before; it was changed since."))
        return contradiction(stated, self._with_common(key))

    def _with_common(self, key: Key) -> AnswerContent:
        """What readers are told in that place; a product has the common 有無 where it has none."""
        now, common = self.read_now(key), self.read_now((key[0], ""))
        return replace(now, availability=now.availability or common.availability)

    def _is_divided(self, match: Match) -> bool:
        """Whether each product says by itself what the text says of it."""
        said = statements(match, match.division, self.current) if match.division else {}
        return bool(said) and all(self.current.get(key, EMPTY) == said[key] for key in said)


def _words(statement: AnswerContent) -> tuple[str, str]:
    return (
        AVAILABILITY.get(statement.availability or "", ""),
        RESPONSIBILITY.get(statement.responsibility or "", ""),
    )
