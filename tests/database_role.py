"""On PostgreSQL the tests have the role of the program; what changes guards or tables, the owner's.

SQLite knows no roles, and none of this does anything there.
"""

from contextlib import contextmanager
from functools import wraps

from django.db import connection

from disclosures.integrity import triggers
from disclosures.integrity.privileges import statements

APP = "kaiji_test_app"
MAKE_ROLE = f"""
    DO $$ BEGIN CREATE ROLE {APP}; EXCEPTION WHEN duplicate_object OR unique_violation THEN END $$
"""


def become_app():
    """Give the program's role what `database_roles` prints, and let every connection begin so."""
    triggers.install = install_by_owner(triggers.install)
    triggers.drop = drop_by_owner(triggers.drop)
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(MAKE_ROLE)
        cursor.execute("SELECT current_user")
        [owner] = cursor.fetchone()
        for statement in statements(connection.settings_dict["NAME"], owner, APP):
            cursor.execute(statement)
    connection.settings_dict["OPTIONS"]["assume_role"] = APP
    connection.close()


def become_owner():
    """Let connections begin as who may drop the database."""
    connection.settings_dict["OPTIONS"].pop("assume_role", None)
    connection.close()


def lift_guards():
    """Drop the guards as the owner, before a flush: it closes the connection, and the next one is
    the program's again."""
    triggers.drop(connection)
    _before_drop.clear()


def reset():
    """Be the owner until the connection closes or the transaction is rolled back."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


@contextmanager
def app():
    """Be the program for what stands below it, in a test of the owner."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {APP}")
    yield
    reset()


def drop_by_owner(drop):
    """`triggers.drop` as the owner, who goes on: what follows is written past the guards."""

    @wraps(drop)
    def dropped(*args, **kwargs):
        _before_drop[:] = [_current()]
        reset()
        return drop(*args, **kwargs)

    return dropped


def install_by_owner(install):
    """`triggers.install` as the owner; afterwards the test is who it was before the drop."""

    @wraps(install)
    def installed(*args, **kwargs):
        role = _before_drop.pop() if _before_drop else _current()
        reset()
        done = install(*args, **kwargs)
        _before_drop.clear()  # the installation drops first
        if role:
            with connection.cursor() as cursor:
                cursor.execute(f"SET ROLE {connection.ops.quote_name(role)}")
        return done

    return installed


_before_drop = []


def _current():
    """The role that is taken now; "" where there are none."""
    if connection.vendor != "postgresql":
        return ""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        return cursor.fetchone()[0]
