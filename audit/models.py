"""What every tracked model shares: no write without a history row that names who and why."""

import logging

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext

from .bulk_change import BulkChange, TrackedRecords, UntrackedWrite, required_reason
from .refusal_count import RefusalCount
from .security_event import SecurityEvent

__all__ = [
    "BulkChange",
    "RefusalCount",
    "SecurityEvent",
    "Tracked",
    "TrackedQuerySet",
    "UntrackedWrite",
    "error_messages",
]

logger = logging.getLogger(__name__)


def error_messages(error):
    """What people are told of an error that only the save found out."""
    if isinstance(error, ValidationError):
        return error.messages
    logger.error("The database refused what the form accepted", exc_info=error)
    return [gettext("This contradicts what others saved at the same moment. Please look again.")]


class TrackedQuerySet(models.QuerySet):
    """Refuses the calls that change rows without writing history."""

    def _refuse(self, *args, **kwargs):
        raise UntrackedWrite("This call writes no history; save each object with by and reason.")

    update = bulk_create = bulk_update = delete = _refuse
    aupdate = abulk_create = abulk_update = adelete = _refuse

    def with_last_change(self):
        """Each with `last_change`, the number of its newest history row.

        Whoever shows a row and later writes it compares the two: see `lock_unchanged`.
        """
        newest = self.model.history.filter(id=models.OuterRef("pk")).order_by("-history_id")
        return self.annotate(last_change=models.Subquery(newest.values("history_id")[:1]))


class Tracked(models.Model):
    """A row of the working copy."""

    objects = TrackedQuerySet.as_manager()
    history = TrackedRecords()

    class Meta:
        abstract = True

    def save(self, *args, by=None, reason="", bulk_change=None, even_unchanged=False, **kwargs):
        """Save what changed, as `by`, for `reason`; as a part of the `BulkChange`, if one is given.

        An unchanged object writes nothing, unless that is what shall be recorded.
        Raises `UntrackedWrite` where user or reason is missing, `ValidationError` for what
        a form would refuse too.
        """
        with _Signature(self, by, reason, bulk_change), transaction.atomic():
            self.clean_values()
            if even_unchanged or self._state.adding or self.changed_fields():
                self.clean()
                super().save(*args, **kwargs)

    def clean_values(self):
        """Clean the values of the fields, without a query.

        Raises `ValidationError`. Relations are left out: Django would look each of them up.
        """
        self.clean_fields(exclude=[f.name for f in self._meta.fields if f.is_relation])

    def delete(self, *args, by=None, reason="", bulk_change=None, **kwargs):
        """Delete as `by`, for `reason`; the history stays."""
        with _Signature(self, by, reason, bulk_change), transaction.atomic():
            return super().delete(*args, **kwargs)

    def changed_fields(self):
        """The names of the fields whose values differ from the stored row."""
        stored = type(self).objects.get(pk=self.pk)
        return [
            field.name
            for field in self._meta.concrete_fields
            if getattr(self, field.attname) != getattr(stored, field.attname)
        ]


class _Signature:
    """While it lasts, the object carries what is written into the history row."""

    def __init__(self, instance, by, reason, bulk_change):
        if hasattr(instance, "skip_history_when_saving"):
            raise UntrackedWrite("History is never skipped.")
        self.instance, self.by, self.bulk_change = instance, by, bulk_change
        self.reason = required_reason(by, reason)

    def __enter__(self):
        self.instance._history_user = self.by
        self.instance._change_reason = self.reason
        self.instance._bulk_change = self.bulk_change

    def __exit__(self, *exception):
        del self.instance._history_user
        del self.instance._change_reason
        del self.instance._bulk_change
