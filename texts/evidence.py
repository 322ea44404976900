"""Evidence (根拠・参考) of an answer: a link a line, as "label, address" or the address alone."""

import re
from typing import NamedTuple
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .entities import ADDRESS
from .normalize import normalize
from .validation import clean_text

# The comma of either script; the address, which may hold commas too, begins behind the last one
# that an address follows.
_LINE = re.compile(
    rf"(?:(?P<label>.*\S)\s*[,、，]\s*)?(?P<address>{ADDRESS.pattern})", re.IGNORECASE
)


class EvidenceLink(NamedTuple):
    """What a line of evidence leads to; without a label the address stands for it."""

    label: str
    address: str

    def __str__(self) -> str:
        return f"{self.label}, {self.address}" if self.label else self.address


def clean_evidence(value: object) -> str:
    """The text as it will be kept: as `clean_text` leaves it, without empty lines.

    Raises `ValidationError`, also for the first line that does not end with an http(s) address.
    """
    lines = [line.strip() for line in clean_text(value).split("\n")]
    for number, line in enumerate(lines, start=1):
        match = _LINE.fullmatch(line)
        if line and not (match and urlsplit(match["address"]).hostname):
            raise ValidationError(
                _("Line %(line)d: write “label, address”, the address with https:// or http://."),
                code="evidence",
                params={"line": number},
            )
    return "\n".join(str(link) for link in evidence_links("\n".join(filter(None, lines))))


def evidence_links(text: str) -> list[EvidenceLink]:
    """The links of a text that `clean_evidence` let pass, in their order."""
    return [link for line in text.splitlines() if (link := _link(line))]


def _link(line: str) -> EvidenceLink | None:
    match = _LINE.fullmatch(line)
    return EvidenceLink(match["label"] or "", match["address"]) if match else None


def evidence_key(text: str) -> str:
    """The text for comparing: neither width nor blanks nor the kind of comma tell them apart."""
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(normalize(str(_link(line) or line)) for line in lines if line)
