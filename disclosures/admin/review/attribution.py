"""Attribution: who changed what a sheet prints, and why, by item, from the history."""

from dataclasses import dataclass
from datetime import datetime

from django.apps import apps

from audit.history import changes
from disclosures.models import Answer, Checklist, ChecklistProduct, Guideline, Item, Section
from disclosures.models.restoring import TITLE_BLOCK
from disclosures.sheet.content import FIELDS
from products.models import Product

ASKS = {"section", "number", "position", "category", "name", "question"}
PRINTED = {
    Answer: set(FIELDS),
    Item: {*ASKS, "asks_availability", "is_required", "states_disclosure_date", "retired_on"},
    Section: {"title", "position"},
    Guideline: {"code", "name", "edition", "publisher", "url"},
    Product: {"name", "slug", "website", "in_service_since"},
    ChecklistProduct: {"product", "position"},
    Checklist: {"slug", *TITLE_BLOCK},
}


@dataclass(frozen=True)
class Attribution:
    """The user name and the reason of a change, with the last moment (aware) they were given."""

    who: str
    at: datetime
    why: str


def attributions(checklist, *, after, until):
    """The attributions by the number of the item ("" for all else), the newest first, each once.

    after, until: watermarks of submissions; after None is the beginning. Changes that no reader
    sees, such as an owner, are left out.
    """
    rows = checklist.recorded("kind", "history_id", after=after, until=until)
    keys = {}
    for kind, key in rows:
        keys.setdefault(apps.get_model(kind), []).append(key)
    by_number = {}
    for model, record_keys in keys.items():
        for change in changes(model, record_keys).values():
            if _is_printed(model, change):
                number = _number(model, change.record)
                by_number.setdefault(number, []).append(_attribution(change.record))
    return {number: _each_once(repeated) for number, repeated in by_number.items()}


def _is_printed(model, change):
    if change.kind == "deleted":
        return True
    return any(difference.name in PRINTED[model] for difference in change.differences)


def _number(model, record):
    if model is Item:
        return record.number
    return record.item.number if model is Answer and record.item else ""


def _attribution(record):
    return Attribution(str(record.history_user), record.history_date, record.history_change_reason)


def _each_once(repeated):
    """Of the same reason given by the same person only the last."""
    newest_first = sorted(repeated, key=lambda attribution: attribution.at, reverse=True)
    once = {}
    for attribution in newest_first:
        once.setdefault((attribution.who, attribution.why), attribution)
    return list(once.values())
