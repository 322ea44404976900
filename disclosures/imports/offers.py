"""Texts that speak of each product in turn, divided into what is common and what each adds."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_BULLET = r"[・•●○■□◆◇\-－*＊※]"
_BETWEEN = r"[、，,・/／]"
_EMPTY_LINE = re.compile(r"\n\s*\n")
_LOST_LINE = re.compile(r"\n\s*\n|(?<=\S)[ 　]{2,}(?=\S)")  # what is left of an empty line


@dataclass(frozen=True)
class Division:
    """The text for all products, and for each product, by its name, what it adds."""

    common: str
    products: tuple[tuple[str, str], ...]


def divided(text: str, names: Sequence[str]) -> Division | None:
    """The text by products, or None where it does not speak of at least two in turn.

    names: of the sheet's products. A part begins with a product, or a group (A、B、C), followed by
    a colon; behind a bullet or at the start of a line white space is enough. It ends where the
    next one begins, or at an empty line; a part that begins within a line, where line breaks were
    lost, also at two blanks. Names that are one without their blanks are none.
    """
    if len({"".join(name.split()) for name in names}) < max(len(names), 2):
        return None
    heads = _heads(text, names)
    common, products = [text[: heads[0].start()]] if heads else [], {}
    for at, head in enumerate(heads):
        end = heads[at + 1].start() if at + 1 < len(heads) else len(text)
        ends = _EMPTY_LINE if _starts_line(head, text) else _LOST_LINE
        own, *rest = ends.split(text[head.end() : end], maxsplit=1)
        common += rest
        for name in _named(head["names"], names):
            if name in products or not own.strip():
                return None
            products[name] = own.strip()
    if len(heads) < 2:
        return None
    whole = "\n".join(filter(None, (part.strip() for part in common)))
    return Division(whole, tuple((name, products[name]) for name in names if name in products))


def _heads(text: str, names: Sequence[str]) -> list[re.Match[str]]:
    """Where parts begin. Copies repeat a name's first word by mistake: “・Alpha Alpha Plus”."""
    one = "|".join(_pattern(name) for name in sorted(names, key=len, reverse=True))
    first = "|".join(sorted({re.escape(name.split()[0]) for name in names}))
    group = rf"(?:{one})(?:\s*{_BETWEEN}\s*(?:{one})){{0,{len(names)}}}"  # no longer, for speed
    pattern = (
        rf"(?:\A|(?<=\s))(?P<bullet>{_BULLET}\s*(?:(?:{first})\s+)??)?"
        rf"(?P<names>{group})(?P<after>\s*[：:]\s*|\s+)"
    )
    return [head for head in re.finditer(pattern, text) if _is_head(head, text)]


def _is_head(head: re.Match[str], text: str) -> bool:
    return bool(head["bullet"]) or bool(head["after"].strip()) or _starts_line(head, text)


def _starts_line(head: re.Match[str], text: str) -> bool:
    return text[: head.start()].rstrip(" 　").endswith("\n") or not head.start()


def _pattern(name: str) -> str:
    return r"\s*".join(re.escape(part) for part in name.split())


def _named(text: str, names: Sequence[str]) -> list[str]:
    parts = ["".join(part.split()) for part in re.split(_BETWEEN, text)]
    return [name for name in names if "".join(name.split()) in parts]
