"""The database file of SQLite, which nobody but the program may read."""

from pathlib import Path

from django.db import connections

PRIVATE = 0o600


def make_private(app_config, using, **kwargs):
    """Before a migration: take everybody else's rights to the file.

    SQLite gives the files beside it, such as the write-ahead log, the same mode.
    """
    connection = connections[using]
    if connection.vendor == "sqlite" and not connection.is_in_memory_db():
        connection.ensure_connection()  # makes the file
        Path(connection.settings_dict["NAME"]).chmod(PRIVATE)
