"""How often tests with random input try: some in `make test`, all of them in `make soak`."""

import os

from django.db import connection


def times(usual, soak):
    """The number of tries of this run.

    On PostgreSQL `make test` tries a fifth: what differs there is what a column may hold.
    """
    if os.environ.get("KAIJI_SOAK") == "1":
        return soak
    return usual // 5 if connection.vendor == "postgresql" else usual
