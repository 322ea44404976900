"""Evidence (根拠・参考) of an answer: a link a line, as "label, address" or the address alone."""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .normalize import normalize
from .schemes import ADDRESS, ADDRESS_SIGNS
from .validation import clean_text

# How a line may end, and what then stands between label and address: a comma, or as pasted links
# and our printed pages have it, a bracket.
_ENDS = {"": ",、，", ")": "(", "）": "（"}
_SCHEME = re.compile("https?://", re.IGNORECASE)
_OUTSIDE_ADDRESS = re.compile(f"[^{ADDRESS_SIGNS}]")


class EvidenceLink(NamedTuple):
    """What a line of evidence leads to; without a label the address stands for it."""

    label: str
    address: str

    def __str__(self) -> str:
        return f"{self.label}, {self.address}" if self.label else self.address


def clean_evidence(value: object) -> str:
    """The text as it will be kept: as `clean_text` leaves it, without empty lines.

    Raises `ValidationError`, also for the first line that is not one link to an http(s) address.
    """
    links = []
    for number, line in enumerate(clean_text(value).split("\n"), start=1):
        if not line.strip():
            continue
        link = _link(line)
        # A label that is an address would show readers another one than they are led to.
        if link is None or ADDRESS.search(link.label) or not urlsplit(link.address).hostname:
            raise ValidationError(
                _(
                    "Line %(line)d: write one link a line, “label, address”. The address begins"
                    " with https:// or http:// and has neither blanks nor full-width characters."
                ),
                code="evidence",
                params={"line": number},
            )
        links.append(link)
    return str(clean_text("\n".join(map(str, links))))  # a blank behind each comma makes it longer


def evidence_links(text: str) -> list[EvidenceLink]:
    """The links of a text that `clean_evidence` let pass, in their order."""
    return [link for line in text.splitlines() if (link := _link(line))]


def addresses_by_label(texts: Iterable[str]) -> dict[str, list[str]]:
    """Where the links of each label lead to; the evidence of several products may use one label."""
    addresses = defaultdict(list)
    for text in texts:
        for link in evidence_links(text):
            if link.label:
                addresses[link.label].append(link.address)
    return addresses


def evidence_texts(text: str) -> list[str]:
    """Labels and addresses, each for itself: what a person wrote there."""
    return [part for link in evidence_links(text) for part in link if part]


def _link(line: str) -> EvidenceLink | None:
    line = line.strip()
    links = (
        _ending_in_address(line.removesuffix(end), between)
        for end, between in _ENDS.items()
        if line.endswith(end)
    )
    return next(filter(None, links), None)


def _ending_in_address(line: str, between: str) -> EvidenceLink | None:
    """The longest address at the end of the line, alone or behind one of these signs.

    The longest, because an address may hold commas and other addresses.
    """
    last_word = _OUTSIDE_ADDRESS.split(line)[-1]
    for scheme in _SCHEME.finditer(line, len(line) - len(last_word)):
        label, address = line[: scheme.start()].rstrip(), line[scheme.start() :]
        if not label:
            return EvidenceLink("", address)
        if label[-1] in between and (label := label[:-1].rstrip()):
            return EvidenceLink(label, address)
    return None


def evidence_key(text: str) -> str:
    """The text for comparing: neither width nor blanks nor the kind of comma tell them apart."""
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(normalize(str(_link(line) or line)) for line in lines if line)
