"""Whether the database is as this program needs it, as this process knows it: for a second."""

import logging
from enum import StrEnum
from functools import cache
from threading import Lock
from time import monotonic

from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from . import triggers

logger = logging.getLogger(__name__)

KNOWN_FOR = 1.0  # seconds, until the database is asked again


class Problem(StrEnum):
    """What `/readyz` says of it."""

    NO_DATABASE = "no database"
    NOT_MIGRATED = "not migrated"
    NO_GUARDS = "no guards"


def unapplied(connection):
    """The names of the newest migrations that this database has not seen, as `app.name`."""
    newest = _newest_migrations() - MigrationRecorder(connection).applied_migrations().keys()
    return sorted(f"{app}.{name}" for app, name in newest)


@cache
def _newest_migrations():
    return set(MigrationLoader(None).graph.leaf_nodes())


def _problem():
    """The `Problem` or None, and for the log what exactly is wrong."""
    try:
        if missing := unapplied(connection):
            return Problem.NOT_MIGRATED, ", ".join(missing)
        missing = triggers.missing(connection)
        return (Problem.NO_GUARDS, ", ".join(missing)) if missing else (None, "")
    except (DatabaseError, InterfaceError) as error:
        return Problem.NO_DATABASE, str(error).strip()


class Readiness:
    """The `Problem`, found anew once it is a second old.

    One thread asks; the others get what was known before, so that a database that hangs holds none.
    """

    def __init__(self):
        self._asking = Lock()
        self.forget()

    def forget(self):
        """Know nothing, as a new process does."""
        self._known = None
        self._until = 0.0

    def problem(self):
        """What is wrong with the database, or None."""
        knows_nothing = not self._until
        if self._is_over() and self._asking.acquire(blocking=knows_nothing):
            try:
                if self._is_over():  # nobody else asked while this one waited
                    self._learn(*_problem())
                    self._until = monotonic() + KNOWN_FOR
            finally:
                self._asking.release()
        return self._known

    def _learn(self, problem, details):
        if problem and problem != self._known:  # a line when it begins, not one a second
            logger.warning("Not ready: %s (%s)", problem, details)
        self._known = problem

    def _is_over(self):
        return monotonic() >= self._until


readiness = Readiness()
