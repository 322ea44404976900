"""What a rule found in a sheet; no Django.

A rule sees words and codes, never the truth. Each says by a code what it found and where; whoever
prints it has the words.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

# In the order in which people should look; what blocks comes first.
BLOCKING = ("required_unanswered", "same_as_unanswered")
ADVISORY = (
    "availability_flipped",
    "availability_contradicted",
    "prompt",
    "related_availability",
    "related_figures",
    "disclosure_date",
    "disclosure_date_missing",
    "unanswered",
    "product_unanswered",
    "availability_missing",
    "other_product",
    "same_sentence",
    "evidence_alone",
    "evidence_moved",
    "insecure_link",
    "markup",
)


@dataclass(frozen=True)
class Finding:
    """That the rule `code` found something: in the item of that number, or in the title ("").

    `about` is what the rule names besides: texts, numbers of items, codes of availability, days.
    `is_known`: the sheet before had it, too.
    """

    code: str
    number: str
    about: Mapping[str, str] = field(default_factory=dict)
    is_known: bool = False

    @property
    def severity(self) -> Literal["blocking", "advisory"]:
        """Whether a sheet with it cannot be submitted."""
        return "blocking" if self.code in BLOCKING else "advisory"

    @property
    def numbers(self) -> frozenset[str]:
        """The items of which it speaks."""
        others = (self.about.get("other", ""), *self.about.get("others", "").split("、"))
        return frozenset(filter(None, (self.number, *others)))


def beginning(text: str) -> str:
    """What a finding quotes of a text: its first 40 characters at most."""
    return text if len(text) <= 40 else f"{text[:39]}…"
