"""Two versions of a sheet and what differs, as far as it may be told. Plain data."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from .diff import Changes, FieldChange, ItemChange, changes
from .document import Sheet, SheetProduct, canonical_text, sha256_of


@dataclass(frozen=True)
class Compared:
    """What readers of `new` find changed since `old`.

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


def compared(old: Sheet, new: Sheet) -> Compared:
    """Both versions with all that differs."""
    return Compared(old, new, changes(old, new))


def compared_with_withdrawn(old: Sheet, new: Sheet) -> Compared:
    """As `compared`, without anything that the withdrawn older version said.

    Items stand in reading order: an order by risk would tell what the old text was.
    """
    found = changes(old, new)
    still = {product.slug for product in new.products}
    by_number = {item.number: _untold(item, still) for item in found.items}
    order = [item.number for item in new.items() if item.number in by_number]
    gone = sorted(number for number in by_number if number not in order)
    told = Changes(
        fields=_new_alone(found.fields, still),
        products_added=found.products_added,
        products_removed=(),
        products_changed=_new_alone(found.products_changed, still),
        items=tuple(by_number[number] for number in [*order, *gone]),
        is_reordered=False,
    )
    return Compared(old, new, told, is_old_withdrawn=True)


def _untold(item: ItemChange, still: set[str]) -> ItemChange:
    if item.kind == "removed":
        return ItemChange(item.number, "", "removed", ())
    return replace(item, fields=_new_alone(item.fields, still))


def _new_alone(found: Iterable[FieldChange], still: set[str]) -> tuple[FieldChange, ...]:
    """What the fields say now, of the products that are `still` there.

    Two products that say the same now are told together: apart they would tell that they did not
    before. Of a field that can only be true or false the new value tells the old one.
    """
    told: dict[tuple[str, str, bool], dict[str, SheetProduct]] = {}
    for change in found:
        products = {product.slug: product for product in change.products if product.slug in still}
        if change.new in ("true", "false") or (change.products and not products):
            continue
        told.setdefault((change.field, change.new, bool(products)), {}).update(products)
    return tuple(
        FieldChange(field, "", new, tuple(products.values()))
        for (field, new, _is_common), products in told.items()
    )


def _identity(sheet: Sheet) -> dict[str, Any]:
    return {"version": sheet.version, "sha256": sha256_of(canonical_text(sheet))}
