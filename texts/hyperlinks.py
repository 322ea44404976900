"""The links in a text: its http(s) and mail addresses, as pages and files show them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from .entities import MAIL
from .schemes import ADDRESS, CLOSING

# An address of its own, or a mail address, which may begin with mailto: already.
_LINK = re.compile(
    rf"(?P<address>{ADDRESS.pattern}(?<!://))"
    rf"|(?:mailto:)?(?P<mail>{MAIL.pattern})",
    re.IGNORECASE | re.ASCII,
)
_OPENING = {")": "(", "]": "[", "}": "{"}


class Hyperlink(NamedTuple):
    """An address as it stands in a text, from `start` to `end`, and the address it leads to."""

    start: int
    end: int
    target: str


def hyperlinks(text: str) -> Iterator[Hyperlink]:
    """The links of the text, in their order; they do not overlap."""
    for match in _LINK.finditer(text):
        if match["mail"]:
            yield Hyperlink(*match.span(), f"mailto:{match['mail']}")
            continue
        address = _trimmed(match["address"])
        yield Hyperlink(match.start(), match.start() + len(address), address)


def _trimmed(address: str) -> str:
    """Without the signs that end a sentence; a bracket stays where the address opens it."""
    while address[-1] in CLOSING and not _closes(address):
        address = address[:-1]
    return address


def _closes(address: str) -> bool:
    last = address[-1]
    return last in _OPENING and address.count(_OPENING[last]) >= address.count(last)
