"""A text that speaks of each product in turn, against what each of them says now."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from products.folding import folded

from .answers import NOTHING, Statement, statement_of
from .matches import Key, Match
from .offers import Division

Statements = Mapping[Key, Statement]
Earlier = Mapping[Key, Collection[Statement]]

LONGEST_NAME = 30  # signs; what is longer is a sentence
_LINE = re.compile(
    r"^[ 　\t]*(?P<bullet>[・•●○■□◆◇\-－*＊※]?)[ 　\t]*"
    r"(?P<names>[^：:。\n]+)(?P<colon>[：:](?!//))?",
    re.MULTILINE,
)
_BETWEEN = re.compile(r"[、，,/／]")


def statements(match: Match, division: Division, current: Statements) -> dict[Key, Statement]:
    """What each answer says once the match is divided: the common one, and each product's.

    Who is responsible for a product's part stays; no text says it.
    """
    said = {match.key: replace(match.statement or NOTHING, body=division.common)}
    for name, text in division.products:
        key = match.number, name
        said[key] = _part(text, current.get(key, NOTHING))
    return said


def _part(text: str, now: Statement) -> Statement:
    """What a product's text says; a word of 有無 is read only where that is stated already."""
    read = statement_of(text)
    if read.availability is None or read.availability != now.availability:
        read = Statement(None, text, None)
    return replace(read, responsibility=now.responsibility)


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
        now = current.get(key, NOTHING)
        if now in (statement, found.statement):
            continue
        if statement in earlier.get(key, ()):
            return str(_("The file says what was answered before; it was changed since."))
        if key[1] and now.availability and not statement.availability:
            why: str = _("The file does not say again what is answered now: %(product)s")
            return why % {"product": key[1]}
    return ""


def without_strangers(found: Match, current: Statements, products: Sequence[str]) -> Match:
    """The match, undivided where its text names as a product what is none of the sheet's.

    Nobody can say then whose each part is; where products have answers of their own, the whole
    text would contradict them.
    """
    names = dict.fromkeys(_strangers(found.statement.body, products) if found.statement else ())
    is_whole = not found.product and found.outcome == "set"
    if not names or not is_whole:
        return found
    quoted = ", ".join(f"“{name}”" for name in names)
    why = _("The text names what is no product of this sheet: %(names)s") % {"names": quoted}
    if any((found.number, name) in current for name in products):
        return doubted(found, why)
    return replace(found, division=None, why=why)


def _strangers(text: str, products: Sequence[str]) -> Iterator[str]:
    """Names in a list with products, or before a colon where their names stand."""
    lines = [line for line in _LINE.finditer(text) if line["bullet"] or line["colon"]]
    known = tuple(folded(name) for name in products)
    listed = [(line, _BETWEEN.split(line["names"])) for line in lines]
    bullets = {line["bullet"] for line, names in listed if _is_known(names[0], known)} - {""}
    first = tuple(name.split()[0] for name in products)
    for line, names in listed:
        is_list = any(_is_known(name, known) for name in names)
        is_like_one = line["colon"] and (
            line["bullet"] in bullets or line["names"].startswith(first)
        )
        if is_list or is_like_one:
            yield from (name.strip() for name in names if _is_name(name, known))


def _is_known(name: str, known: Sequence[str]) -> bool:
    return any(one in folded(name) for one in known)


def _is_name(name: str, known: Sequence[str]) -> bool:
    return 0 < len(name.strip()) <= LONGEST_NAME and not _is_known(name, known)


def doubted(found: Match, why: str) -> Match:
    """The match without anything to take."""
    return replace(found, outcome="unsure", why=why, statement=None, division=None)
