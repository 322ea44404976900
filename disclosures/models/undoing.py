"""Undoing a bulk change: its rows say again what they said before it, by ordinary saves."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any, Literal

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import DataError, IntegrityError, transaction
from django.db.models import Max, ProtectedError
from django.utils.translation import gettext as _

from audit.history import Change, changes_of
from audit.locks import lock_tables
from audit.models import BulkChange, error_messages
from disclosures.permissions import UNDO
from disclosures.sheet.moments import moment
from texts.validation import MAX_LENGTH

from .answer import Answer
from .checklist import TRACKED, Checklist, ChecklistProduct
from .restoring import EMPTY_ROW_VALUES
from .states import WorkflowError, cleaned, required

UNDOABLE = (Checklist, ChecklistProduct, Answer)


@dataclass(frozen=True)
class UndoRow:
    """What undoing makes of one change of a bulk change.

    target: the values that the row gets, by column; None where it is deleted. newest: its newest
    history row. outcome: "back"; "already" where it says so already; "stays" for the reason `why`:
    somebody changed it since, or it would be refused.
    """

    model: type
    change: Change
    newest: Any
    target: dict[str, Any] | None
    outcome: Literal["back", "already", "stays"]
    why: str = ""


class Undoing:
    """What undoing this bulk change would do to each of its rows, in the order of saving."""

    def __init__(self, bulk_change):
        self.rows = [row for model in UNDOABLE for row in _rows(model, bulk_change)]

    @property
    def is_empty(self):
        """Whether nothing would be written."""
        return all(row.outcome != "back" for row in self.rows)

    @property
    def digest(self):
        """What a page shows of it; a row that changes afterwards changes the digest."""
        parts = [
            [row.model._meta.label, row.change.record.pk, row.newest.pk, row.outcome]
            for row in self.rows
        ]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()

    def stays(self):
        """The rows that do not come back although they should."""
        return [row for row in self.rows if row.outcome == "stays"]

    def write(self, signature):
        """Save the rows that come back; the list of those that could not, each with why.

        What was saved last is undone first. A row that is refused is tried once more after the
        others, because it may depend on one of them, as 同上 does.
        """
        waiting = [row for row in reversed(self.rows) if row.outcome == "back"]
        stored = _stored(waiting)
        while waiting:
            refused = [(row, why) for row in waiting if (why := _refusal(row, stored, signature))]
            if len(refused) == len(waiting):
                return refused
            waiting = [row for row, _why in refused]
        return []


@transaction.atomic
def undo(bulk_change, *, by, reason, seen):
    """Undo a bulk change as far as its rows are still as it left them; that is one, too.

    seen: the digest of the `Undoing` that `by` looked at. Returns the new `BulkChange`, how many
    rows came back, and those that stay, each with why. Raises `WorkflowError` where it cannot be
    undone as one, where a row is not what they saw, and where nothing comes back.
    """
    if bulk_change.kind not in UNDO:
        raise WorkflowError(_("Items and products that came in are not undone as one."))
    lock_tables(TRACKED, and_write=True)
    undoing = Undoing(bulk_change)
    if seen != undoing.digest:
        raise WorkflowError(
            _("A row was changed since you looked. Nothing was undone; please read it again.")
        )
    if undoing.is_empty:
        raise WorkflowError(_("There is nothing to undo."))
    why = cleaned(_("Undo: %(reason)s") % {"reason": required(reason)})
    begun = BulkChange.objects.begin(bulk_change.kind, by=by, reason=why, undoes=bulk_change)
    refused = undoing.write(begun.signature)
    count = sum(row.outcome == "back" for row in undoing.rows) - len(refused)
    if not count:
        raise WorkflowError(
            _("Nothing could be undone: %(problems)s")
            % {"problems": " ".join(dict.fromkeys(why for _row, why in refused))}
        )
    return begun, count, [*((row, row.why) for row in undoing.stays()), *refused]


def reason_limit():
    """How many characters the reason of an undo may have beside what is put before it."""
    return MAX_LENGTH - len(_("Undo: %(reason)s") % {"reason": ""})


def _rows(model, bulk_change):
    """An `UndoRow` for each row of this model in the bulk change."""
    found = changes_of(model, bulk_change)
    newest = _newest(model, bulk_change) if found else {}
    return [_row(model, change, newest[change.record.id]) for change in found]


def _newest(model, bulk_change):
    """The newest history row of each object in the bulk change, by the object's key."""
    touched = model.history.filter(bulk_change=bulk_change).values("id")
    numbers = model.history.order_by().filter(id__in=touched).values("id")
    newest = numbers.annotate(newest=Max("history_id")).values("newest")
    rows = model.history.filter(pk__in=newest).select_related("history_user")
    return {row.id: row for row in rows}


def _row(model, change, newest):
    target = _target(model, change)
    if _values(newest) == target:
        return UndoRow(model, change, newest, target, "already")
    why = _objection(model, change, newest, target)
    return UndoRow(model, change, newest, target, "stays" if why else "back", why)


def _target(model, change):
    """What the row said before; nobody deletes an answer, so a new one says nothing instead."""
    if change.kind != "created":
        return _values(change.before)
    return {**_values(change.record), **EMPTY_ROW_VALUES} if model is Answer else None


def _values(record):
    """The values of the object as of this history row, by column; None where that deleted it."""
    if record.history_type == "-":
        return None
    fields = record.instance_type._meta.concrete_fields
    return {field.attname: getattr(record, field.attname) for field in fields}


def _objection(model, change, newest, target):
    """Why the row stays, as far as that is known without saving; "" where nothing is."""
    if _values(newest) != _values(change.record):
        words = _("%(user)s changed this since, on %(moment)s.")
        return words % {"user": newest.history_user, "moment": moment(newest.history_date)}
    if model is Answer and (change.record.item is None or change.record.item.retired_on):
        return _("This item is no longer asked.")
    try:
        if target:
            model(**target).clean_values()
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def _stored(rows):
    """The stored objects of these rows, by model and key, with what their checks ask for."""
    keys = {}
    for row in rows:
        keys.setdefault(row.model, []).append(row.change.record.id)
    related = {Answer: ("checklist", "item", "same_as"), ChecklistProduct: ("checklist",)}
    return {
        model: model.objects.select_related(*related.get(model, ())).in_bulk(keys[model])
        for model in keys
    }


def _refusal(row, stored, signature):
    """Save the row as it was; why that is refused, "" where it is not."""
    try:
        with transaction.atomic():
            _save(row, stored[row.model].get(row.change.record.id), signature)
    except ValidationError as error:
        return " ".join(error.messages)
    except (ObjectDoesNotExist, ProtectedError):
        return _("What it belongs to no longer exists, or something else needs it.")
    except (IntegrityError, DataError) as error:
        return " ".join(error_messages(error))
    return ""


def _save(row, stored, signature):
    if row.target is None:
        stored.delete(**signature)
        return
    if stored is None:
        stored = row.model(**row.target)
        stored.full_clean()  # what it belongs to may be gone by now
    for name, value in row.target.items():
        setattr(stored, name, value)
    stored.save(**signature)
