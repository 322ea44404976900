"""Two versions of a sheet and what differs, as far as it may be told. Plain data."""

from dataclasses import dataclass, replace
from typing import Any

from .diffs import Changes, ItemChange, changes
from .sheet import Sheet, canonical_text, sha256_of


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
    by_number = {item.number: _untold(item) for item in found.items}
    order = [item.number for item in new.items() if item.number in by_number]
    gone = [number for number in by_number if number not in order]
    told = Changes(
        fields=tuple(replace(change, old="") for change in found.fields),
        products_added=found.products_added,
        products_removed=(),
        products_changed=tuple(replace(change, old="") for change in found.products_changed),
        items=tuple(by_number[number] for number in [*order, *gone]),
        is_reordered=False,
    )
    return Compared(old, new, told, is_old_withdrawn=True)


def _untold(item: ItemChange) -> ItemChange:
    if item.kind == "removed":
        return ItemChange(item.number, "", "removed", ())
    return replace(item, fields=tuple(replace(change, old="") for change in item.fields))


def _identity(sheet: Sheet) -> dict[str, Any]:
    return {"version": sheet.version, "sha256": sha256_of(canonical_text(sheet))}
