"""The frozen sheet: what one version of a checklist says, as plain data with one canonical text.

A `Sheet` knows nothing of the database. Models make one, everything that readers see is made
from one. Its canonical text is what the hash is taken of and what `sheet.json` serves.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from .content import answers_something, states_something

SCHEMA = 2  # of new sheets; `canonical` reads the older ones too


@dataclass(frozen=True)
class SheetAnswer:
    """One statement. Without products it is the common one, else what these products add.

    Its other fields are `content.STATED_FIELDS`.
    """

    products: tuple[str, ...]
    availability: str | None
    responsibility: str | None
    body: str
    evidence: str = ""


@dataclass(frozen=True)
class FormerItem:
    """What an item was called in an earlier edition: the code of that guideline, and its number.

    Not `number`: the guards find the items of a frozen text by that key.
    """

    guideline: str
    item: str


@dataclass(frozen=True)
class SheetItem:
    """One question with its answers: the common one first, then those of products.

    `same_as` is the number of the item whose answers are repeated here (同上). An item without
    answers, or with evidence alone, is unanswered. `second_…`: its wording in the sheet's
    second language.
    """

    number: str
    category: str
    name: str
    question: str
    asks_availability: bool
    is_required: bool | None
    states_disclosure_date: bool
    same_as: str | None
    answers: tuple[SheetAnswer, ...]
    second_category: str = ""
    second_name: str = ""
    second_question: str = ""
    formerly: tuple[FormerItem, ...] = ()

    @property
    def anchor(self) -> str:
        """The item's fragment, see `anchor_of`."""
        return anchor_of(self.number)

    @property
    def is_answered(self) -> bool:
        """Whether it has an answer; evidence alone is none."""
        return any(map(answers_something, self.answers))

    def for_product(self, slug: str) -> "SheetItem":
        """This item as that product's customers read it.

        The common text stays; what the product adds follows it. An availability or a
        responsibility of the product's own replaces the common one.
        """
        common = [answer for answer in self.answers if not answer.products]
        of_product = [answer for answer in self.answers if slug in answer.products]
        if not of_product:
            return replace(self, answers=tuple(common))
        [added] = of_product
        remaining = tuple(
            SheetAnswer(
                products=(),
                availability=answer.availability if added.availability is None else None,
                responsibility=answer.responsibility if added.responsibility is None else None,
                body=answer.body,
                evidence=answer.evidence,
            )
            for answer in common
        )
        stated = tuple(answer for answer in remaining if states_something(answer))
        return replace(self, answers=(*stated, added))


@dataclass(frozen=True)
class SheetSection:
    """A heading with its items; the items before the first heading have an empty title."""

    title: str
    items: tuple[SheetItem, ...]
    second_title: str = ""


@dataclass(frozen=True)
class SheetProduct:
    """A service the sheet speaks for."""

    slug: str
    name: str
    website: str
    in_service_since: date | None


@dataclass(frozen=True)
class SheetGuideline:
    """Whose questions these are."""

    code: str
    name: str
    edition: str
    publisher: str
    url: str


@dataclass(frozen=True)
class Previous:
    """The version before this one and the hash of its canonical text (64 hex digits)."""

    version: str
    sha256: str


@dataclass(frozen=True)
class Sheet:
    """One version of a checklist, with everything a reader sees and nothing else.

    `language`, `second_language`: BCP 47 tags of its texts, and of the second wording of what it
    asks; "" where that is not stated.
    """

    slug: str
    title: str
    company: str
    department: str
    established_on: date | None
    updated_on: date
    version: str
    summary: str
    notes: str
    contact: str
    guideline: SheetGuideline
    products: tuple[SheetProduct, ...]
    sections: tuple[SheetSection, ...]
    previous: Previous | None
    language: str = ""
    second_language: str = ""
    schema: int = SCHEMA

    def items(self) -> Iterator[SheetItem]:
        """All items in reading order."""
        for section in self.sections:
            yield from section.items

    def product(self, slug: str) -> SheetProduct | None:
        """The product of that slug, or None if the sheet does not speak for it."""
        return next((product for product in self.products if product.slug == slug), None)

    def product_names(self, slugs: tuple[str, ...]) -> list[str]:
        """The names for these slugs, in the sheet's order."""
        return [product.name for product in self.products if product.slug in slugs]

    def for_product(self, slug: str) -> "Sheet":
        """The sheet as that product's customers read it; see `SheetItem.for_product`."""
        sections = tuple(
            replace(section, items=tuple(item.for_product(slug) for item in section.items))
            for section in self.sections
        )
        return replace(self, sections=sections)


def anchor_of(number: str) -> str:
    """The fragment of that item, `item-25`; characters that an address cannot hold become _hex."""
    return "item-" + re.sub(r"[^0-9A-Za-z.-]", lambda match: f"_{ord(match.group()):x}_", number)
