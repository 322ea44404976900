"""The changes that history rows record, as plain data for the pages that show them."""

from dataclasses import dataclass
from typing import Any, Literal

from django.contrib.admin.utils import display_for_field
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils.text import capfirst
from django.utils.translation import gettext

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
    """One history row (`record`) with its differences from the row before.

    Its relations and user are loaded. `is_there`: whether the object still exists.
    """

    record: Any
    kind: Literal["created", "changed", "deleted"]
    differences: tuple[Difference, ...]
    is_there: bool


def changes(model, keys):
    """The `Change` of each of these history rows, by their primary keys.

    model: a tracked model. One query, however many rows and relations.
    """
    by_key, latest = {}, {}
    wanted = set(keys)
    for record in _with_predecessors(model, wanted):
        if record.pk in wanted:
            by_key[record.pk] = _change(model, latest.get(record.id), record)
        latest[record.id] = record
    return by_key


def name_of(record, name):
    """The object that this foreign key of a history row names, in words; "" where none."""
    key = getattr(record, f"{name}_id")
    if key is None:
        return ""
    related = getattr(record, name)
    return str(related) if related else gettext("deleted (%(key)s)") % {"key": key}


def _with_predecessors(model, keys):
    """These rows and of each the one before, oldest first, with all that their words need."""
    history = model.history.order_by()
    earlier = history.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
    newest = Subquery(earlier.order_by("-history_id").values("history_id")[:1])
    before = history.filter(pk__in=keys).annotate(before=newest).values("before")
    relations = [field.name for field in model._meta.concrete_fields if field.is_relation]
    return (
        history.filter(Q(pk__in=keys) | Q(pk__in=before))
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
    return Change(record, kind, differences, record.is_there)


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
