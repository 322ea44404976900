"""Why an answer cannot be taken from a file for sure: a code and its details, in no language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

MAX_QUOTE_LENGTH = 40  # characters of a text that a detail quotes


@dataclass(frozen=True)
class Doubt:
    """A code of `matching.checks` and what it was found in; `doubt_messages` has its message.

    details: texts by their names, as the message of the code quotes them. They are plain data,
    since the record of an import keeps them for readers of any language.
    """

    code: str
    details: Mapping[str, str] = field(default_factory=dict, hash=False)  # a dict has no hash


def doubt_to_json(doubt: Doubt | None) -> dict[str, object] | None:
    """The doubt or note as the record of an import stores it."""
    return {"code": doubt.code, "details": dict(doubt.details)} if doubt else None


def doubt_from_json(stored: dict[str, Any] | str | None) -> Doubt | str | None:
    """The doubt that `doubt_to_json` stored; older records stored a sentence, returned as it is."""
    return Doubt(stored["code"], stored["details"]) if isinstance(stored, dict) else stored
