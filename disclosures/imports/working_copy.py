"""What the working copy says, against what a file says: unchanged, newer, older."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from ..table import AVAILABILITY, COMMON, RESPONSIBILITY, Said
from .answers import NOTHING, Statement, filled
from .by_product import doubted, settled, statements, whole_where_open
from .layouts import Layout
from .matches import Key, Match


@dataclass(frozen=True)
class WorkingCopyState:
    """What the items state now and stated before, and the names of the sheet's products.

    `named`: of each item the rows, from the product on, that our table had in the version that
    the file names, where that is known here.
    """

    current: Mapping[Key, Statement] = field(default_factory=dict)
    earlier: Mapping[Key, Collection[Statement]] = field(default_factory=dict)
    products: Sequence[str] = ()
    named: Mapping[str, Said] = field(default_factory=dict)

    def said(self, number: str) -> Said:
        """What our table has of the item now, from the product on; [] where nothing is stated."""
        same_as = self.current.get((number, ""), NOTHING).same_as
        found = [
            (name or COMMON, *_words(self.current[key]), same_as or "", self.current[key].body)
            for name in ("", *self.products)
            if (key := (same_as or number, name)) in self.current
        ]
        return found or ([(COMMON, "", "", same_as, "")] if same_as else [])

    def stands(self, match: Match, layout: Layout | None) -> bool:
        """Whether what the match states is stated now; then there is nothing to doubt."""
        current = self.current.get(match.key, NOTHING)
        return match.statement is not None and _whole(match, current, layout) == current

    def compared(self, match: Match, layout: Layout | None, beside: Collection[str] = ()) -> Match:
        """The match as "unchanged", or "unsure" where it would undo what was said since.

        layout: of the file; without a column of its own, the responsibility stays as it is.
        beside: the products that have rows of their own for the item.
        """
        found = self._compared(match, layout)
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

    def _compared(self, match: Match, layout: Layout | None) -> Match:
        if match.statement is None:
            return match
        current = self.current.get(match.key, NOTHING)
        statement = _whole(match, current, layout)
        whole = replace(match, statement=statement)
        if layout and layout.has("product"):  # whose rows say what each product adds
            whole = replace(whole, division=None)
            found = self._against(current, whole, match.statement)
            if not match.is_whole:
                return found
            return whole_where_open(found, self.current, self.products)
        if self._is_divided(whole):
            return replace(whole, outcome="unchanged")
        found = self._against(current, whole, match.statement)
        known = whole_where_open(found, self.current, self.products)
        return settled(known, self.current, self.earlier)

    def _against(self, current: Statement, whole: Match, stated: Statement) -> Match:
        """The match beside what is stated in its own place."""
        if whole.statement is None or whole.statement == current:
            return replace(whole, outcome="unchanged")
        why = _lost_text(current, whole.statement)
        why = why or self._why_not(whole.key, stated, whole.statement)
        return doubted(whole, why) if why else whole

    def _is_divided(self, match: Match) -> bool:
        """Whether each product says by itself what the text says of it."""
        said = statements(match, match.division, self.current) if match.division else {}
        return bool(said) and all(self.current.get(key, NOTHING) == said[key] for key in said)

    def _why_not(self, key: Key, stated: Statement, whole: Statement) -> str:
        if self._was_said(key, stated, whole):
            return str(_("The file says what was answered before; it was changed since."))
        kept = _kept_texts(stated, whole)
        if kept:
            why = _("The file leaves a cell empty that is filled now: “%(text)s”")
            return str(why % {"text": kept})
        return ""

    def _was_said(self, key: Key, stated: Statement, whole: Statement) -> bool:
        """Whether it was answered so before; who is responsible counts only if the file says it."""
        earlier = set(self.earlier.get(key, ()))
        if not stated.responsibility:
            earlier = {replace(one, responsibility=None) for one in earlier}
            whole = replace(whole, responsibility=None)
        return stated in earlier or whole in earlier


def _words(statement: Statement) -> tuple[str, str]:
    return (
        AVAILABILITY.get(statement.availability or "", ""),
        RESPONSIBILITY.get(statement.responsibility or "", ""),
    )


def _whole(match: Match, current: Statement, layout: Layout | None) -> Statement | None:
    """The statement with what the file cannot say, or leaves as it is."""
    statement = match.statement
    if statement is None or match.is_whole:
        return statement
    if layout and layout.has("availability"):
        return filled(statement, current)
    return replace(statement, responsibility=_kept(statement, current))


def _kept(statement: Statement, current: Statement) -> str | None:
    """Who is responsible stays, where the file has no column for it."""
    return None if statement.same_as else statement.responsibility or current.responsibility


def _kept_texts(stated: Statement, whole: Statement) -> str:
    """What an empty cell left standing beside a new one, which may contradict it."""
    pairs: Iterator[tuple[str | None, str | None]] = iter(
        ((stated.availability, whole.availability), (stated.body, whole.body))
    )
    return next((kept for read, kept in pairs if kept and not read), "")


def _lost_text(current: Statement, whole: Statement) -> str:
    """Why a word of 有無 alone does not take the place of an answer with a text, if so."""
    if not current.body or whole.body or not whole.availability:
        return ""
    why: str = _("The file says 有無 alone; what is answered now has a text as well: “%(text)s”")
    return why % {"text": current.body}
