"""Texts that speak of each product in turn, divided into what is common and what each adds."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .product_mentions import Head, ProductMentions

_EMPTY_LINE = re.compile(r"\n\s*\n")
_LOST_LINE = re.compile(r"\n\s*\n|(?<=\S)[ 　]{2,}(?=\S)")  # what is left of an empty line


@dataclass(frozen=True)
class ProductSplit:
    """The text for all products, and for each product, by its name, what it adds."""

    common: str
    products: tuple[tuple[str, str], ...]


def split_by_product(text: str, names: Sequence[str]) -> ProductSplit | None:
    """The text by products, or None where it does not speak of at least two in turn.

    names: of the sheet's products. A part begins with a product, or a group (A、B、C), followed by
    a colon; behind a bullet or at the start of a line white space is enough. It ends where the
    next one begins, or at an empty line; a part that begins within a line, where line breaks were
    lost, also at two blanks. Names that are one without their blanks are none.

    Where it is open whose a part is (`left_open`, `unknown_names`), there is no division either.
    """
    mentions = ProductMentions(text, names)
    parts = list(_parts(mentions))
    is_whole = len(parts) > 1 and all(own for _head, own, _rest in parts)
    if not is_whole or mentions.unknown_names() or left_open(mentions):
        return None
    products = {name: own for head, own, _rest in parts for name in head.products}
    common = (text[: mentions.heads[0].start], *(rest for _head, _own, rest in parts))
    whole = "\n".join(filter(None, (part.strip() for part in common)))
    return ProductSplit(whole, tuple((name, products[name]) for name in names if name in products))


def left_open(mentions: ProductMentions) -> list[str]:
    """The passages of which nobody can say whose part they are, of a text that speaks in turn."""
    if not mentions.takes_turns:
        return []
    unclear, parts = [one.words.strip() for one in mentions.unclear], list(_parts(mentions))
    named = Counter(name for head in mentions.heads for name in head.products)
    twice = [name for name, count in named.items() if count > 1]
    further = [rest for _head, _own, rest in parts[:-1] if rest]
    last = [rest for head, _own, rest in parts[-1:] if rest and not _is_common(head, rest)]
    return [*unclear, *twice, *further, *last]


def _is_common(head: Head, rest: str) -> bool:
    """Whether what follows the last part is no more of it: below it, or a sentence apart."""
    return head.starts_line or rest.endswith("。")


def _parts(mentions: ProductMentions) -> Iterator[tuple[Head, str, str]]:
    """Each part's head, what is said there, and what follows its end."""
    text, heads = mentions.text, mentions.heads
    ends = (*(head.start for head in heads[1:]), len(text))
    for head, end in zip(heads, ends, strict=False):
        empty = _EMPTY_LINE if head.starts_line else _LOST_LINE
        own, *rest = empty.split(text[head.end : end], maxsplit=1)
        yield head, own.strip(), "".join(rest).strip()
