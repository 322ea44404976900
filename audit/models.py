"""What every tracked model shares: no write without a history row that names who and why."""

from django.db import connection, models, transaction
from simple_history.models import HistoricalRecords

from texts.fields import clean_text


class UntrackedWrite(Exception):
    """A write that would leave no trace: without a user, without a reason, or past `save`."""


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
    history = HistoricalRecords(inherit=True)

    class Meta:
        abstract = True

    def save(self, *args, by=None, reason="", even_unchanged=False, **kwargs):
        """Save what changed, as `by`, for `reason`.

        An unchanged object writes nothing, unless that is what shall be recorded.
        Raises `UntrackedWrite` where user or reason is missing, `ValidationError` for what
        a form would refuse too.
        """
        with self._signed(by, reason), transaction.atomic():
            self.clean_fields(exclude=[f.name for f in self._meta.fields if f.is_relation])
            if even_unchanged or self._state.adding or self.changed_fields():
                self.clean()
                super().save(*args, **kwargs)

    def delete(self, *args, by=None, reason="", **kwargs):
        """Delete as `by`, for `reason`; the history stays."""
        with self._signed(by, reason), transaction.atomic():
            return super().delete(*args, **kwargs)

    def changed_fields(self):
        """The names of the fields whose values differ from the stored row."""
        stored = type(self).objects.get(pk=self.pk)
        return [
            field.name
            for field in self._meta.concrete_fields
            if getattr(self, field.attname) != getattr(stored, field.attname)
        ]

    def _signed(self, by, reason):
        return _Signature(self, by, clean_text(reason))


class _Signature:
    """While it lasts, the object carries what simple-history writes into the history row."""

    def __init__(self, instance, by, reason):
        if by is None or not by.pk or not reason:
            raise UntrackedWrite(
                f"{type(instance).__name__} is saved with by=a user and reason=a text."
            )
        if hasattr(instance, "skip_history_when_saving"):
            raise UntrackedWrite("History is never skipped.")
        self.instance, self.by, self.reason = instance, by, reason

    def __enter__(self):
        self.instance._history_user = self.by
        self.instance._change_reason = self.reason

    def __exit__(self, *exception):
        del self.instance._history_user
        del self.instance._change_reason


def lock_table_for_write(model):
    """Take the table lock of a writer, before any row lock.

    A submission waits for the writers of the tracked tables and then takes its checklist's row.
    Who took that row first and then wanted to write would wait for the submission, and it for
    them. SQLite's one write lock needs none of this.
    """
    if connection.vendor == "postgresql":
        table = connection.ops.quote_name(model._meta.db_table)
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {table} IN ROW EXCLUSIVE MODE")


def lock_tables(models, *, and_write=False):
    """Let every open save of these models end, and no other begin until the transaction ends.

    models: in the order in which forms write them, so that waiting cannot deadlock. and_write:
    whether the caller writes them then; only one at a time may. On SQLite the transaction's
    write lock does all this already.
    """
    if connection.vendor == "postgresql":
        tables = ", ".join(connection.ops.quote_name(model._meta.db_table) for model in models)
        mode = "SHARE ROW EXCLUSIVE" if and_write else "SHARE"
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {tables} IN {mode} MODE")


def lock_row(model, key):
    """Let nobody else change this row until the transaction ends; the row, or None."""
    lock_table_for_write(model)
    return model.objects.select_for_update(of=["self"]).filter(pk=key).first()


def lock_unchanged(rows, seen):
    """Hold these rows until the transaction ends: those still as seen, and those that moved.

    rows: a queryset of one tracked model. seen: primary keys, each with the `last_change` that
    the person saw. Returns two lists. A row that is gone is in neither.
    """
    lock_table_for_write(rows.model)
    held = rows.order_by("pk").select_for_update(of=["self"]).in_bulk(seen)
    # Asked anew: a lock that had to wait still answers with the history of before.
    newest = rows.model.objects.with_last_change().filter(pk__in=held)
    last_change = dict(newest.values_list("pk", "last_change"))
    still = [row for key, row in held.items() if last_change[key] == seen[key]]
    return still, [row for row in held.values() if row not in still]
