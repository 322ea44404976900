"""A text that speaks of each product in turn, against what each of them says now."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from disclosures.imports.tables.doubt import MAX_QUOTE_LENGTH, Doubt
from disclosures.sheet.content import EMPTY, AnswerContent

from .match import Details, Key, Match
from .product_mentions import ProductMentions
from .product_split import ProductSplit, left_open
from .statement import statement_of
from .unstated_parts import resolved

Statements = Mapping[Key, AnswerContent]


def statements(
    match: Match, division: ProductSplit, current: Statements, language: str
) -> dict[Key, AnswerContent]:
    """What each answer says once the match is divided: the common one, and each product's.

    What a product's part of the text does not state of it stays, and so does a common text
    that is not the divided one, where the file has none.
    """
    whole, now = match.statement or EMPTY, current.get(match.key, EMPTY)
    kept = "" if now.body == whole.body else now.body
    by_key = {match.key: replace(whole, body=division.common or kept)}
    for name, text in division.products:
        key = match.number, name
        by_key[key] = _part(text, current.get(key, EMPTY), language)
    return by_key


def _part(text: str, now: AnswerContent, language: str) -> AnswerContent:
    """What a product's text says; a word of 有無 is read only where that is stated already."""
    read = statement_of(text, language)
    if read.availability is None or read.availability != now.availability:
        read = AnswerContent(body=text)
    return resolved(read, now)


def has_own(match: Match, current: Statements) -> bool:
    """Whether a product that the match's text speaks of says something by itself now."""
    spoken = match.division.products if match.division else ()
    return any((match.number, name) in current for name, _text in spoken)


def changing_parts(
    match: Match, parts: Statements, current: Statements
) -> Iterator[tuple[Key, AnswerContent]]:
    """What dividing would change; the whole text may give way to its parts."""
    for key, statement in parts.items():
        if current.get(key, EMPTY) not in (statement, match.statement):
            yield key, statement


def unknown_names(mentions: ProductMentions) -> Details | None:
    """The names in a text that stand like products of the sheet and are none."""
    names = mentions.unknown_names()
    return {"names": quoted(names)} if names else None


def unclear_passages(mentions: ProductMentions) -> Details | None:
    """The passages of a text of which nobody can say whose part they are."""
    passages = left_open(mentions)
    return {"texts": quoted(passages)} if passages else None


def quoted(texts: Sequence[str]) -> str:
    """The texts in quotation marks, each once and cut short."""
    return ", ".join(f"“{text[:MAX_QUOTE_LENGTH]}”" for text in dict.fromkeys(texts))


def doubted(match: Match, why: Doubt) -> Match:
    """The match without anything to take."""
    return replace(match, outcome="unsure", why=why, statement=None, division=None)
