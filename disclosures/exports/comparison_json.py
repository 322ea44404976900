"""新旧対照表 as JSON for programs; the names of the fields are part of the format."""

import json
from typing import Any

from disclosures.sheet.field_change import FieldChange
from disclosures.sheet.redaction import Comparison
from texts.textdiff import diff_runs

SCHEMA = 1
CODES = ("availability", "responsibility", "same_as")


def render(comparison: Comparison) -> bytes:
    """UTF-8 JSON with sorted keys: both versions with their hashes, then all that differs.

    Texts come whole and as `marks`, runs that are same, deleted or inserted; codes and dates as
    in the sheet. Products are named by slug, and `risk` by the names of `diff.Risk`. Of a
    withdrawn older version nothing is told: what could tell of it is left out.
    """
    changes = comparison.changes
    field_data = _new_value if comparison.is_old_withdrawn else _field
    items = [
        {
            "number": item.number,
            "name": item.name,
            "kind": item.kind,
            "fields": [field_data(change) for change in item.fields],
        }
        | ({} if comparison.is_old_withdrawn else {"risk": item.risk.name.lower()})
        for item in changes.items
    ]
    data = {
        "schema": SCHEMA,
        "slug": comparison.new.slug,
        **comparison.versions,
        "fields": [field_data(change) for change in changes.fields],
        "products_added": [product.slug for product in changes.products_added],
        "products_changed": [field_data(change) for change in changes.products_changed],
        "items": items,
    }
    if not comparison.is_old_withdrawn:
        data["products_removed"] = [product.slug for product in changes.products_removed]
        data["is_reordered"] = changes.is_reordered
    return json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1).encode()


def _new_value(change: FieldChange) -> dict[str, Any]:
    slugs = [product.slug for product in change.products]
    return {"field": change.field, "new": change.new, "products": slugs}


def _field(change: FieldChange) -> dict[str, Any]:
    data = {**_new_value(change), "old": change.old, "risk": change.risk.name.lower()}
    if change.field not in CODES:
        data["marks"] = [[run.kind, run.text] for run in diff_runs(change.old, change.new)]
    return data
