"""The comparison of two versions of a sheet, without what a withdrawn one said. Plain data."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from .canonical import canonical_text, sha256_of
from .diff import Changes, ItemChange, changes
from .document import Sheet, SheetProduct
from .field_change import FieldChange


@dataclass(frozen=True)
class Comparison:
    """Two versions, and what readers of `new` find changed since `old`.

    Where the older version was withdrawn, `changes` say which items read differently and what they
    say now; nothing in them comes from the older one, and `old` may be asked for its version alone.
    """

    old: Sheet
    new: Sheet
    changes: Changes
    is_old_withdrawn: bool = False

    @property
    def versions(self) -> dict[str, dict[str, Any]]:
        """Both versions for programs: label and hash, and 更新日 of what was not withdrawn."""
        old: dict[str, Any] = _identity(self.old)
        if self.is_old_withdrawn:
            old["is_withdrawn"] = True
        else:
            old["updated_on"] = self.old.updated_on.isoformat()
        return {
            "from": old,
            "to": {**_identity(self.new), "updated_on": self.new.updated_on.isoformat()},
        }


def compare(old: Sheet, new: Sheet) -> Comparison:
    """The comparison of two versions with all that differs."""
    return Comparison(old, new, changes(old, new))


def compare_with_withdrawn(old: Sheet, new: Sheet) -> Comparison:
    """As `compare`, without anything that the withdrawn older version said.

    Items are in reading order: an order by risk would tell what the old text was.
    """
    complete = changes(old, new)
    present = {product.slug for product in new.products}
    by_number = {item.number: _redacted_item(item, present) for item in complete.items}
    order = [item.number for item in new.items() if item.number in by_number]
    gone = sorted(number for number in by_number if number not in order)
    redacted = Changes(
        fields=_redacted_fields(complete.fields, present),
        products_added=complete.products_added,
        products_removed=(),
        products_changed=_redacted_fields(complete.products_changed, present),
        items=tuple(by_number[number] for number in [*order, *gone]),
        is_reordered=False,
    )
    return Comparison(old, new, redacted, is_old_withdrawn=True)


def _redacted_item(item: ItemChange, present: set[str]) -> ItemChange:
    if item.kind == "removed":
        return ItemChange(item.number, "", "removed", ())
    return replace(item, fields=_redacted_fields(item.fields, present))


def _redacted_fields(changed: Iterable[FieldChange], present: set[str]) -> tuple[FieldChange, ...]:
    """The new values of the fields, of the products that are still `present` (their slugs).

    Two products that say the same now are told together: apart they would tell that they did not
    before. Of a field that can only be true or false the new value tells the old one.
    """
    by_value: dict[tuple[str, str, bool], dict[str, SheetProduct]] = {}
    for change in changed:
        products = {product.slug: product for product in change.products if product.slug in present}
        if change.new in ("true", "false") or (change.products and not products):
            continue
        by_value.setdefault((change.field, change.new, bool(products)), {}).update(products)
    return tuple(
        FieldChange(field, "", new, tuple(products.values()))
        for (field, new, _is_common), products in by_value.items()
    )


def _identity(sheet: Sheet) -> dict[str, Any]:
    return {"version": sheet.version, "sha256": sha256_of(canonical_text(sheet))}
