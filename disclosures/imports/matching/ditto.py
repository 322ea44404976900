"""Rows that repeat the answer above: by 同上, or by sharing its cell."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from disclosures.imports.tables.rows import Row
from disclosures.sheet.content import AnswerContent
from disclosures.sheet.table import COMMON

from .match import Match, unsure
from .statement import NOT_STATED, availability_of, code_in, is_ditto, responsibility_of


def ditto(number: str, read: str, above: Match | None, *, product: str) -> Match:
    """The match of a row of that product, "" for all, that says 同上 below another."""
    if above is None or above.outcome == "empty in file":
        return unsure(number, read, _("There is no answer above to repeat."))
    if product not in ("", COMMON):
        return _of_one_product(number, read, product)
    return _repeated(number, read, above)


def merged(number: str, first: Match | None) -> Match:
    """The match of a row that shares the cell of the first one, and so its answer."""
    if first is None:
        return unsure(number, "", _("There is no answer above to repeat."))
    if first.number == number:
        return first
    found = _repeated(number, first.read, first)
    if found.outcome != "set":
        return found
    why = _("The cell is merged with that of item %(number)s.") % {"number": first.number}
    return replace(found, why=why)


def _repeated(number: str, read: str, first: Match) -> Match:
    """The row repeats the match's answer, or what that one repeats itself."""
    if first.outcome == "empty in file":
        return Match(number, "empty in file")
    if first.product:
        return _of_one_product(number, read, first.product)
    if first.statement is None:
        return _of_doubtful(number, read, first.number)
    return Match(
        number, "set", read, "", AnswerContent(same_as=first.statement.same_as or first.number)
    )


def doubt_own_words(found: Match, row: Row, repeated: AnswerContent) -> Match:
    """The match, unsure where the row's own cells say something else than what it repeats."""
    words = (
        (row.availability, availability_of, repeated.availability),
        (row.responsibility, responsibility_of, repeated.responsibility),
    )
    other = [
        text
        for text, code_of, code in words
        if text and not is_ditto(text) and code_in(text, code_of) != (code or NOT_STATED)
    ]
    if not other:
        return found
    read = " ".join(filter(None, (row.availability, row.responsibility, row.answer)))
    why = _("It repeats an answer, but a cell of its own says something else: “%(text)s”")
    return unsure(found.number, read, why % {"text": other[0]})


def doubt_repeats(items: Sequence[Match]) -> tuple[Match, ...]:
    """The matches, where what repeats an item that the file leaves unsure is unsure too."""
    doubtful = {match.number for match in items if match.outcome == "unsure"}
    return tuple(_doubted(match, doubtful) for match in items)


def _doubted(match: Match, doubtful: set[str]) -> Match:
    same_as = match.statement.same_as if match.statement else None
    if match.outcome != "set" or same_as is None or same_as not in doubtful:
        return match
    found = _of_doubtful(match.number, match.read, same_as)
    return replace(found, product=match.product, row_number=match.row_number)


def _of_doubtful(number: str, read: str, first: str) -> Match:
    why = _("It repeats item %(number)s, which is unsure.") % {"number": first}
    return unsure(number, read, why)


def _of_one_product(number: str, read: str, product: str) -> Match:
    """同上 repeats all that is answered to an item; there is none of one product alone."""
    why = _("It repeats an answer for one product alone: %(product)s") % {"product": product}
    return unsure(number, read, why)
