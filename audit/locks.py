"""Locks on tables and rows while tracked rows are written."""

from django.db import connection


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
