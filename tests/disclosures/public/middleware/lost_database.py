"""A database that is gone meanwhile."""

from contextlib import contextmanager

from django.db import OperationalError, connection


@contextmanager
def no_database():
    def fail(execute, *arguments):
        raise OperationalError("gone")

    with connection.execute_wrapper(fail):
        yield
