"""The clock that decides: PostgreSQL's own, which all processes share; else this machine's.

What was submitted, approved or withdrawn when must not depend on which process was asked. SQLite is
used by the processes of one machine, and their clock is its clock.
"""

from datetime import datetime

from django.db import connection
from django.db.models import DateTimeField, Expression, Value
from django.db.models.functions import Now
from django.utils import timezone


def now() -> datetime:
    """The moment by the clock that decides (aware); on PostgreSQL one query."""
    if not is_shared():
        return timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]


def sql_now() -> Expression:
    """The same as a part of another query."""
    return Now() if is_shared() else Value(timezone.now(), DateTimeField())


def is_shared() -> bool:
    """Whether the database has a clock of its own."""
    return connection.vendor == "postgresql"
