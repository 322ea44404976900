"""Who changed what a sheet prints, and why: from the history, by item, as plain data."""

from dataclasses import dataclass
from datetime import datetime

from django.apps import apps

from audit.history import changes
from disclosures.models import Answer, Checklist, ChecklistProduct, Guideline, Item, Section
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
    Checklist: {
        *("title", "slug", "company", "department"),
        *("established_on", "notes", "contact"),
    },
}


@dataclass(frozen=True)
class Reason:
    """That `who` (a user name) gave `why` for a change, last at that moment (aware)."""

    who: str
    at: datetime
    why: str


def reasons(checklist, *, since, until):
    """By the number of the item ("" for all else), the newest first, each once.

    since, until: moments (aware) of submissions; since None is the beginning. Changes that no
    reader sees, such as an owner, are left out.
    """
    rows = checklist.recorded("kind", "history_id", since=since, history_date__lte=until)
    keys = {}
    for kind, key in rows:
        keys.setdefault(apps.get_model(kind), []).append(key)
    given = {}
    for model, numbers in keys.items():
        for change in changes(model, numbers).values():
            if _is_printed(model, change):
                given.setdefault(_number(model, change.record), []).append(_reason(change.record))
    return {number: _each_once(found) for number, found in given.items()}


def _is_printed(model, change):
    if change.kind == "deleted":
        return True
    return any(difference.name in PRINTED[model] for difference in change.differences)


def _number(model, record):
    if model is Item:
        return record.number
    return record.item.number if model is Answer and record.item else ""


def _reason(record):
    return Reason(str(record.history_user), record.history_date, record.history_change_reason)


def _each_once(found):
    """Of the same words by the same person only the last."""
    newest_first = sorted(found, key=lambda reason: reason.at, reverse=True)
    once = {}
    for reason in newest_first:
        once.setdefault((reason.who, reason.why), reason)
    return list(once.values())
