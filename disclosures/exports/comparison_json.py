"""The differences between two versions for machines; the field names are part of the format."""

import json
from typing import Any

from disclosures.sheet.diff import FieldChange
from disclosures.sheet.redaction import Compared
from texts.textdiff import diff_runs

SCHEMA = 1
CODES = ("availability", "responsibility", "same_as")


def render(compared: Compared) -> bytes:
    """UTF-8 JSON with sorted keys: both versions with their hashes, then all that differs.

    Texts come whole and as `marks`, runs that are same, deleted or inserted; codes and dates as
    in the sheet. Products are named by slug, and `risk` in words as `diffs.Risk` has them. Of a
    withdrawn older version nothing is told: what could tell of it is left out.
    """
    found = compared.changes
    told = _new if compared.is_old_withdrawn else _field
    items = [
        {
            "number": item.number,
            "name": item.name,
            "kind": item.kind,
            "fields": [told(change) for change in item.fields],
        }
        | ({} if compared.is_old_withdrawn else {"risk": item.risk.name.lower()})
        for item in found.items
    ]
    data = {
        "schema": SCHEMA,
        "slug": compared.new.slug,
        **compared.versions,
        "fields": [told(change) for change in found.fields],
        "products_added": [product.slug for product in found.products_added],
        "products_changed": [told(change) for change in found.products_changed],
        "items": items,
    }
    if not compared.is_old_withdrawn:
        data["products_removed"] = [product.slug for product in found.products_removed]
        data["is_reordered"] = found.is_reordered
    return json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1).encode()


def _new(change: FieldChange) -> dict[str, Any]:
    slugs = [product.slug for product in change.products]
    return {"field": change.field, "new": change.new, "products": slugs}


def _field(change: FieldChange) -> dict[str, Any]:
    data = {**_new(change), "old": change.old, "risk": change.risk.name.lower()}
    if change.field not in CODES:
        data["marks"] = [[piece.kind, piece.text] for piece in diff_runs(change.old, change.new)]
    return data
