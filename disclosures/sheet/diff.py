"""The differences between two frozen sheets, as plain data.

Codes stay codes and dates stay ISO text: `labels` has the words for whoever prints them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Literal

from texts.language import may_be_japanese

from .content import STATED_FIELDS
from .document import Sheet, SheetAnswer, SheetItem, SheetProduct, SheetSection
from .field_change import FieldChange, Risk

ITEM_FIELDS = (
    "same_as",
    "category",
    "name",
    "question",
    "asks_availability",
    "is_required",
    "states_disclosure_date",
    "second_category",
    "second_name",
    "second_question",
    "formerly",
)
TITLE_FIELDS = (
    "title",
    "language",
    "second_language",
    "company",
    "department",
    "established_on",
    "notes",
    "contact",
    "slug",
    "guideline.code",
    "guideline.name",
    "guideline.edition",
    "guideline.publisher",
    "guideline.url",
)
PRODUCT_FIELDS = ("name", "website", "in_service_since")
SECTION_FIELDS = {"section": "title", "second_section": "second_title"}  # a field of its items

NO_ITEM = SheetItem("", "", "", "", False, None, False, None, ())
NO_SECTION = SheetSection("", ())
CODES = ("availability", "responsibility")


@dataclass(frozen=True)
class ItemChange:
    """What changed in the item of that number."""

    number: str
    name: str
    kind: Literal["added", "removed", "changed"]
    fields: tuple[FieldChange, ...]

    @property
    def risk(self) -> Risk:
        """The worst of its fields."""
        return min((change.risk for change in self.fields), default=Risk.WORDING)


@dataclass(frozen=True)
class Changes:
    """Everything in which two sheets differ, but for what names the version itself.

    The riskiest items come first, those of the same risk in reading order. Where nothing was
    there before, all are in reading order.
    """

    fields: tuple[FieldChange, ...]
    products_added: tuple[SheetProduct, ...]
    products_removed: tuple[SheetProduct, ...]
    products_changed: tuple[FieldChange, ...]
    items: tuple[ItemChange, ...]
    is_reordered: bool

    @property
    def is_empty(self) -> bool:
        """Whether readers find the same in both sheets."""
        return not any(getattr(self, field.name) for field in fields(self))


def changes(before: Sheet | None, after: Sheet) -> Changes:
    """What a reader of `before` finds different in `after`; without `before`, all is added.

    Items are matched by number, products by slug. Version, 更新日, summary and previous name
    the version itself and are left out.
    """
    old_products = before.products if before else ()
    return Changes(
        fields=_title_changes(before, after) if before else (),
        products_added=_missing_from(old_products, after.products),
        products_removed=_missing_from(after.products, old_products),
        products_changed=_differing(_product_changes(old_products, after.products), before, after),
        items=_item_changes(before, after),
        is_reordered=before is not None and _order(before, after) != _order(after, before),
    )


def _title_changes(before: Sheet, after: Sheet) -> tuple[FieldChange, ...]:
    fields = (
        FieldChange(name, _text(_value(before, name)), _text(_value(after, name)))
        for name in TITLE_FIELDS
    )
    return _differing(fields, before, after)


def _differing(fields: Iterable[FieldChange], *sheets: Sheet | None) -> tuple[FieldChange, ...]:
    """Those where something differs, as texts of the sheets' languages."""
    is_japanese = all(may_be_japanese(sheet.language) for sheet in sheets if sheet)
    differing = (change for change in fields if change.old != change.new)
    return tuple(replace(change, is_japanese=is_japanese) for change in differing)


def _value(holder: object, name: str) -> object:
    """The value of an attribute by its name, dots and all: `guideline.code`."""
    for part in name.split("."):
        holder = getattr(holder, part)
    return holder


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return "\n".join(f"{former.guideline} {former.item}" for former in value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _missing_from(
    others: tuple[SheetProduct, ...], products: tuple[SheetProduct, ...]
) -> tuple[SheetProduct, ...]:
    known = {other.slug for other in others}
    return tuple(product for product in products if product.slug not in known)


def _product_changes(
    old: tuple[SheetProduct, ...], new: tuple[SheetProduct, ...]
) -> Iterator[FieldChange]:
    earlier = {product.slug: product for product in old}
    for product in new:
        if product.slug in earlier:
            for name in PRODUCT_FIELDS:
                was = _text(getattr(earlier[product.slug], name))
                yield FieldChange(name, was, _text(getattr(product, name)), (product,))


def _order(sheet: Sheet, other: Sheet) -> tuple[list[str], list[str]]:
    """The items and products that both sheets have, in the order of this one."""
    numbers = {item.number for item in other.items()}
    slugs = {product.slug for product in other.products}
    return (
        [item.number for item in sheet.items() if item.number in numbers],
        [product.slug for product in sheet.products if product.slug in slugs],
    )


def _item_changes(before: Sheet | None, after: Sheet) -> tuple[ItemChange, ...]:
    old = _items(before) if before else {}
    new = _items(after)
    products = _Products(before, after)
    items = [
        _item_change(number, old.get(number), new.get(number), products)
        for number in [*new, *(number for number in old if number not in new)]
    ]
    changed = [item for item in items if item.kind != "changed" or item.fields]
    return tuple(sorted(changed, key=lambda item: item.risk) if before else changed)


def _items(sheet: Sheet) -> dict[str, tuple[SheetSection, SheetItem]]:
    return {item.number: (section, item) for section in sheet.sections for item in section.items}


def _item_change(
    number: str,
    old: tuple[SheetSection, SheetItem] | None,
    new: tuple[SheetSection, SheetItem] | None,
    products: "_Products",
) -> ItemChange:
    kind: Literal["added", "removed", "changed"]
    kind = "changed" if old and new else "added" if new else "removed"
    section_before, before = old or (NO_SECTION, NO_ITEM)
    section_after, after = new or (NO_SECTION, NO_ITEM)
    fields = [
        *_answer_changes(before, after, products),
        *(
            FieldChange(name, _text(getattr(before, name)), _text(getattr(after, name)))
            for name in ITEM_FIELDS
        ),
        *(
            FieldChange(
                name, _text(getattr(section_before, field)), _text(getattr(section_after, field))
            )
            for name, field in SECTION_FIELDS.items()
        ),
    ]
    changed = _differing(fields, *products.sheets)
    return ItemChange(number, (after if new else before).name, kind, changed)


class _Products:
    """The products of two sheets by slug, as the newer sheet names them."""

    def __init__(self, before: Sheet | None, after: Sheet) -> None:
        self.sheets = before, after
        old, new = before.products if before else (), after.products
        self.by_slug = {product.slug: product for product in (*old, *new)}
        self.in_both = {product.slug for product in old} & {product.slug for product in new}


def _answer_changes(
    before: SheetItem, after: SheetItem, products: _Products
) -> Iterator[FieldChange]:
    slugs = [
        slug for item in (after, before) for answer in item.answers for slug in answer.products
    ]
    for name in STATED_FIELDS:
        common = _stated(before, None, name), _stated(after, None, name)
        yield FieldChange(name, *common)
        # Products with the same change share one `FieldChange`.
        groups: dict[tuple[str, str], list[SheetProduct]] = {}
        for slug in dict.fromkeys(slugs):
            added = _stated(before, slug, name), _stated(after, slug, name)
            read = added
            # A code of the product replaces the common one for its readers; a text follows it.
            if name in CODES and slug in products.in_both:
                read = added[0] or common[0], added[1] or common[1]
            is_more_than_common = read[0] != read[1] and read != common
            change = read if is_more_than_common else added
            groups.setdefault(change, []).append(products.by_slug[slug])
        for (old, new), members in groups.items():
            yield FieldChange(name, old, new, tuple(members))


def _stated(item: SheetItem, slug: str | None, name: str) -> str:
    answer = _answer_of(item, slug)
    return _text(getattr(answer, name)) if answer else ""


def _answer_of(item: SheetItem, slug: str | None) -> SheetAnswer | None:
    """What that product adds; the common answer where `slug` is None."""
    answers = (a for a in item.answers if (slug in a.products if slug else not a.products))
    return next(answers, None)
