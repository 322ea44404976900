"""The changes that history rows record, as plain data for the pages that show them."""

from dataclasses import dataclass
from typing import Any, Literal

from django.contrib.admin.utils import display_for_field
from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.text import capfirst
from django.utils.translation import gettext

from .models import BulkChange

CHANGE_KINDS: dict[str, Literal["created", "changed", "deleted"]] = {
    "+": "created",
    "~": "changed",
    "-": "deleted",
}


@dataclass(frozen=True)
class Difference:
    """The old and new value of a changed field (`name`), as shown to users; "" for no value."""

    name: str
    label: str
    old: str
    new: str
    is_text: bool


@dataclass(frozen=True)
class Change:
    """One history row (`record`) with its differences from the row `before`, if there is one.

    Its relations and user are loaded. `is_there`: whether the object still exists.
    """

    record: Any
    before: Any
    kind: Literal["created", "changed", "deleted"]
    differences: tuple[Difference, ...]
    is_there: bool


def changes(model, keys):
    """The `Change` of each of these history rows, by their primary keys.

    model: a tracked model. One query, however many rows and relations.
    """
    keys = set(keys)
    found = _changes(model, Q(pk__in=keys), lambda record: record.pk in keys)
    return {change.record.pk: change for change in found}


def changes_of(model, bulk_change):
    """The list of `Change` of the rows of this model in a bulk change, in the order of saving."""
    own = Q(bulk_change=bulk_change)
    return list(_changes(model, own, lambda record: record.bulk_change_id == bulk_change.pk))


def recorded_in(histories, *columns, **conditions):
    """Columns of the rows of these histories (querysets), each combination once.

    Beside the columns that all histories have there is `kind`, the label of the model; and
    `of_kind` and `key`, the label and the primary key of the row, or of the bulk change that it
    is a part of. conditions: filters of the columns that all have.
    """
    first, *others = [
        history.filter(**conditions)
        .order_by()
        .annotate(**_names_of(history.model.instance_type._meta.label))
        .values_list(*columns)
        for history in histories
    ]
    return first.distinct().union(*others)  # a union of one drops no repetitions


def _names_of(label):
    label, bulk = (Value(one, models.CharField()) for one in (label, BulkChange._meta.label))
    return {
        "kind": label,
        "of_kind": Case(When(bulk_change=None, then=label), default=bulk),
        "key": Coalesce("bulk_change_id", "history_id", output_field=models.BigIntegerField()),
    }


def name_of(record, name):
    """The object that this foreign key of a history row names, in words; "" where none."""
    key = getattr(record, f"{name}_id")
    if key is None:
        return ""
    related = getattr(record, name)
    return str(related) if related else gettext("deleted (%(key)s)") % {"key": key}


def _changes(model, condition, is_wanted):
    """The `Change` of each history row of this condition, oldest first."""
    latest = {}
    for record in _with_predecessors(model, condition):
        if is_wanted(record):
            yield _change(model, latest.get(record.id), record)
        latest[record.id] = record


def _with_predecessors(model, condition):
    """These rows and of each the one before, oldest first, with all that their words need."""
    history = model.history.order_by()
    earlier = history.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
    newest = Subquery(earlier.order_by("-history_id").values("history_id")[:1])
    before = history.filter(condition).annotate(before=newest).values("before")
    relations = [field.name for field in model._meta.concrete_fields if field.is_relation]
    return (
        history.filter(condition | Q(pk__in=before))
        .select_related("history_user", *relations)
        .annotate(is_there=Exists(model.objects.filter(pk=OuterRef("id"))))
        .order_by("history_id")
    )


def _change(model, before, record):
    kind = CHANGE_KINDS[record.history_type]
    differences = ()
    if kind == "changed" and before:
        differences = _differences(model._meta.concrete_fields, before, record)
    elif kind == "created":
        differences = _differences(_stated_at_first(model), model(), record)
    return Change(record, before, kind, differences, record.is_there)


def _stated_at_first(model):
    """Without the required foreign keys, which say what the new object belongs to."""
    fields = model._meta.concrete_fields
    return [field for field in fields if field.null or not (field.is_relation or field.primary_key)]


def _differences(fields, before, after):
    return tuple(
        Difference(
            field.name,
            capfirst(str(field.verbose_name)),
            _words(before, field),
            _words(after, field),
            isinstance(field, (models.CharField, models.TextField)) and not field.choices,
        )
        for field in fields
        if getattr(before, field.attname) != getattr(after, field.attname)
    )


def _words(record, field):
    value = getattr(record, field.attname)
    if field.is_relation:
        return name_of(record, field.name)
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    return "" if value is None else display_for_field(value, field, "")
