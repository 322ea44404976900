"""A text that speaks of each product in turn, against what each of them says now."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from disclosures.sheet.content import EMPTY, AnswerContent

from .match import Key, Match
from .product_mentions import Naming
from .product_split import Division, left_open
from .statement import statement_of
from .unstated_parts import contradiction, resolved

Statements = Mapping[Key, AnswerContent]
Earlier = Mapping[Key, Collection[AnswerContent]]

LONGEST_QUOTE = 40


def statements(match: Match, division: Division, current: Statements) -> dict[Key, AnswerContent]:
    """What each answer says once the match is divided: the common one, and each product's.

    What a product's part of the text does not state of it stays, and so does a common text
    that is not the divided one, where the file has none.
    """
    whole, now = match.statement or EMPTY, current.get(match.key, EMPTY)
    kept = "" if now.body == whole.body else now.body
    said = {match.key: replace(whole, body=division.common or kept)}
    for name, text in division.products:
        key = match.number, name
        said[key] = _part(text, current.get(key, EMPTY))
    return said


def _part(text: str, now: AnswerContent) -> AnswerContent:
    """What a product's text says; a word of 有無 is read only where that is stated already."""
    read = statement_of(text)
    if read.availability is None or read.availability != now.availability:
        read = AnswerContent(body=text)
    return resolved(read, now)


def has_own(match: Match, current: Statements) -> bool:
    """Whether a product that the match's text speaks of says something by itself now."""
    spoken = match.division.products if match.division else ()
    return any((match.number, name) in current for name, _text in spoken)


def settled(found: Match, current: Statements, earlier: Earlier) -> Match:
    """The match of a divisible text, as it stands beside what the products say now.

    What products say is not to be said twice: the match is "set", to be divided. Where that
    would undo what they say since, it is "unsure".
    """
    if found.division is None or found.statement is None:
        return found
    problem = _problem(found, statements(found, found.division, current), current, earlier)
    if not has_own(found, current):
        return replace(found, division=None) if problem else found
    if not problem:
        return replace(found, outcome="set")
    return found if found.outcome == "unchanged" else doubted(found, problem)


def _problem(found: Match, said: Statements, current: Statements, earlier: Earlier) -> str:
    """Why dividing would undo what stands now, if so; the whole text may give way to its parts."""
    for key, statement in said.items():
        now = current.get(key, EMPTY)
        if now in (statement, found.statement):
            continue
        if statement in earlier.get(key, ()):
            return str(_("The file says what was answered before; it was changed since."))
        if key[1] and (why := contradiction(AnswerContent(body=statement.body), now)):
            return f"{key[1]}: {why}"
    return ""


def whole_where_open(found: Match, current: Statements, products: Sequence[str]) -> Match:
    """The match, whole and with the reason, where nobody can say whose a part of its text is.

    Where products have answers of their own, the whole text would contradict them.
    """
    is_whole = found.statement and not found.product and found.outcome == "set"
    why = _why_open(found.statement.body, products) if found.statement and is_whole else ""
    if not why:
        return found
    if any((found.number, name) in current for name in products):
        return doubted(found, why)
    return replace(found, division=None, why=why)


def _why_open(text: str, products: Sequence[str]) -> str:
    naming = Naming(text, products)
    if names := naming.strangers():
        why: str = _("The text names what is no product of this sheet: %(names)s")
        return why % {"names": _quoted(names)}
    if passages := left_open(naming):
        why = _("It is open which products this is about: %(texts)s")
        return why % {"texts": _quoted(passages)}
    return ""


def _quoted(texts: Sequence[str]) -> str:
    return ", ".join(f"“{text[:LONGEST_QUOTE]}”" for text in dict.fromkeys(texts))


def doubted(found: Match, why: str) -> Match:
    """The match without anything to take."""
    return replace(found, outcome="unsure", why=why, statement=None, division=None)
