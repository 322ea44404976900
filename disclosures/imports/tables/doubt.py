"""Why an answer cannot be taken from a file for sure: a code and its details, in no language."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Doubt:
    """A code of `matching.checks` and what it was found in; `doubt_words` says it to a reader.

    details: texts by their names, as the words of the code quote them. They are plain data, since
    the record of an import keeps them for readers of any language.
    """

    code: str
    details: Mapping[str, str] = field(default_factory=dict, hash=False)  # a dict has no hash
