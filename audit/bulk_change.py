"""Bulk changes: many rows that one person changed at once, recorded as one in the history."""

from functools import cache

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.manager import HistoryManager
from simple_history.models import HistoricalRecords

from texts.validation import clean_text


class UntrackedWrite(Exception):
    """A write that would leave no trace: without a user, without a reason, or past `save`."""


def required_reason(by, reason):
    """The reason as it is stored. Raises `UntrackedWrite` where user or reason is missing."""
    reason = clean_text(reason)
    if by is None or not by.pk or not reason:
        raise UntrackedWrite("What is tracked is written with by=a user and reason=a text.")
    return reason


class BulkChangeManager(models.Manager):
    def begin(self, kind, *, by, reason, undoes=None):
        """Record a bulk change that begins now; its saves are signed with its `signature`.

        kind: what the verb calls it. undoes: the bulk change that this one takes back. Call it
        once the locks are held, so that no submission lies between its moment and its commit.
        Raises `UntrackedWrite` as a save does.
        """
        reason = required_reason(by, reason)
        return self.create(kind=kind, by=by, at=timezone.now(), reason=reason, undoes=undoes)


class BulkChange(models.Model):
    """Changes that one person made at once, for one reason. Its rows are history rows."""

    kind = models.CharField(_("kind"), max_length=30)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("user")
    )
    at = models.DateTimeField(_("Date/time"))
    reason = models.TextField(_("Change reason"))
    undoes = models.ForeignKey(
        "self", models.PROTECT, related_name="undone_by", null=True, verbose_name=_("undoes")
    )

    objects = BulkChangeManager()

    class Meta:
        verbose_name = _("bulk change")
        verbose_name_plural = _("bulk changes")
        ordering = ["-at", "-id"]
        default_permissions = ["view"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="bulk_change_has_a_reason")
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def signature(self):
        """The arguments of `Tracked.save` and `delete` that make their history rows part of it."""
        return {"by": self.by, "reason": self.reason, "bulk_change": self}


class HistoryRow(models.Model):
    """What every history row has beside the library's fields."""

    bulk_change = models.ForeignKey(
        BulkChange, models.PROTECT, related_name="+", null=True, verbose_name=_("bulk change")
    )

    class Meta:
        abstract = True


class RecordManager(HistoryManager):
    """The library's, whose class is made once and not each time that a history is asked for."""

    from_queryset = classmethod(cache(HistoryManager.from_queryset.__func__))


class TrackedRecords(HistoricalRecords):
    """The history of a tracked model, whose rows say of which bulk change they are a part."""

    def __init__(self):
        super().__init__(inherit=True, bases=[HistoryRow], history_manager=RecordManager)

    def create_historical_record(self, instance, history_type, using=None):
        # The library leaves fields of one's own to a signal; here they are written in sight.
        bulk_change = getattr(instance, "_bulk_change", None)
        fields = self.fields_included(instance)
        type(instance).history.create(
            **{field.attname: getattr(instance, field.attname) for field in fields},
            # All rows of a bulk change have its moment, so that they are found as one.
            history_date=bulk_change.at if bulk_change else timezone.now(),
            history_type=history_type,
            history_user=self.get_history_user(instance),
            history_change_reason=self.get_change_reason_for_object(instance, history_type, using),
            bulk_change=bulk_change,
        )
