"""The entries of a list of changes: single changes, and bulk changes with those they consist of."""

from dataclasses import dataclass

from django.apps import apps
from django.urls import reverse
from django.utils.translation import gettext

from audit.history import Change, changes, name_of
from audit.models import BulkChange
from disclosures.admin.bulk_links import bulk_change_address
from disclosures.admin.undone import Undone, is_complete, undone
from disclosures.models import Answer, BulkKind, ChecklistProduct
from disclosures.permissions import UNDO

FOLDED = 20  # changes of a bulk change in the list itself; its own page has all


@dataclass(frozen=True)
class Entry:
    """One change with the addresses of its object, record and history; "" without a page."""

    change: Change
    kind: str
    name: str
    url: str
    record_url: str
    history_url: str


@dataclass(frozen=True)
class BulkEntry:
    """A bulk change with the number of its changes, and the `Entry` of the first of them.

    undone: each `Undone` of it. undo_url: "" where the user may not undo it, or nothing is left.
    """

    bulk_change: BulkChange
    kind: str
    count: int
    entries: tuple[Entry, ...]
    undone: tuple[Undone, ...]
    url: str
    undo_url: str

    @property
    def rest(self):
        """How many of its changes the list does not have."""
        return self.count - len(self.entries)


def entries(site, rows):
    """An `Entry` for each of these history rows, (kind, key); one query a kind that occurs."""
    keys = {}
    for kind, key in rows:
        keys.setdefault(kind, []).append(key)
    by_kind = {kind: changes(apps.get_model(kind), keys[kind]) for kind in keys}
    return [entry(site, apps.get_model(kind), by_kind[kind][key]) for kind, key in rows]


def entry(site, model, change):
    """The `Entry` of this change of a row of that model."""
    record, name = change.record, _name(model, change.record)
    if not site.is_registered(model):
        return Entry(change, model._meta.verbose_name, name, "", "", "")
    page = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    return Entry(
        change,
        kind=model._meta.verbose_name,
        name=name,
        url=reverse(f"{page}_change", args=[record.id]) if change.is_there else "",
        record_url=reverse(f"{page}_simple_history", args=[record.id, record.pk]),
        history_url=reverse(f"{page}_history", args=[record.id]),
    )


def mixed_entries(request, site, checklist, rows):
    """An `Entry` or `BulkEntry` for each of these rows, (of_kind, key), of `checklist.recorded`."""
    bulk_changes = [key for kind, key in rows if kind == BulkChange._meta.label]
    parts = {key: [] for key in bulk_changes}
    if bulk_changes:
        columns = ("bulk_change_id", "kind", "history_id")
        for key, *row in sorted(checklist.recorded(*columns, bulk_change__in=bulk_changes)):
            parts[key].append(tuple(row))
    single = [row for row in rows if row[0] != BulkChange._meta.label]
    single += [row for several in parts.values() for row in several[:FOLDED]]
    by_row = dict(zip(single, entries(site, single), strict=True))
    stored = BulkChange.objects.select_related("by", "undoes").in_bulk(bulk_changes)
    undos = undone(bulk_changes)
    return [
        by_row.get((kind, key)) or _bulk_entry(request, stored[key], parts[key], by_row, undos[key])
        for kind, key in rows
    ]


def _bulk_entry(request, bulk_change, parts, by_row, undos):
    return BulkEntry(
        bulk_change,
        kind=kind_of(bulk_change),
        count=len(parts),
        entries=tuple(by_row[row] for row in parts[:FOLDED]),
        undone=undos,
        url=bulk_change_address(bulk_change.pk),
        undo_url=undo_address(request, bulk_change, undos),
    )


def kind_of(bulk_change):
    """What it was, in words."""
    kind = BulkKind(bulk_change.kind).label
    if not bulk_change.undoes_id:
        return kind
    is_undo = bulk_change.undoes.undoes_id
    words = gettext("Undo of an undo: %(kind)s") if is_undo else gettext("Undo: %(kind)s")
    return words % {"kind": kind}


def undo_address(request, bulk_change, undos):
    """The address of the page that undoes it; "" where this user may not, or all was undone.

    undos: each `Undone` of it. What somebody put back by hand, that page says.
    """
    needed = UNDO.get(bulk_change.kind)
    may = needed and not is_complete(undos) and request.user.has_perms(needed)
    return bulk_change_address(bulk_change.pk, "undo") if may else ""


def _name(model, record):
    if model is Answer:
        for_product = name_of(record, "product") or gettext("all products")
        return f"{name_of(record, 'item')} – {for_product}"
    if model is ChecklistProduct:
        return name_of(record, "product")
    return str(record.instance)
