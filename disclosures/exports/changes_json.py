"""The differences between two versions for machines; the field names are part of the format."""

import json
from typing import Any

from products.marks import marked

from ..diffs import FieldChange, changes
from ..sheet import Sheet, canonical_text, sha256_of

SCHEMA = 1
CODES = ("availability", "responsibility", "same_as")


def render(old: Sheet, new: Sheet) -> bytes:
    """UTF-8 JSON with sorted keys: both versions with their hashes, then all that differs.

    Texts come whole and as `marks`, runs that are same, deleted or inserted; codes and dates as
    in the sheet. Products are named by slug, and `risk` in words as `diffs.Risk` has them.
    """
    found = changes(old, new)
    data = {
        "schema": SCHEMA,
        "slug": new.slug,
        "from": _version(old),
        "to": _version(new),
        "fields": [_field(change) for change in found.fields],
        "products_added": [product.slug for product in found.products_added],
        "products_removed": [product.slug for product in found.products_removed],
        "products_changed": [_field(change) for change in found.products_changed],
        "is_reordered": found.is_reordered,
        "items": [
            {
                "number": item.number,
                "name": item.name,
                "kind": item.kind,
                "risk": item.risk.name.lower(),
                "fields": [_field(change) for change in item.fields],
            }
            for item in found.items
        ],
    }
    return json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1).encode()


def _version(sheet: Sheet) -> dict[str, str]:
    return {
        "version": sheet.version,
        "updated_on": sheet.updated_on.isoformat(),
        "sha256": sha256_of(canonical_text(sheet)),
    }


def _field(change: FieldChange) -> dict[str, Any]:
    data: dict[str, Any] = {
        "field": change.field,
        "old": change.old,
        "new": change.new,
        "products": [product.slug for product in change.products],
        "risk": change.risk.name.lower(),
    }
    if change.field not in CODES:
        data["marks"] = [[piece.kind, piece.text] for piece in marked(change.old, change.new)]
    return data
