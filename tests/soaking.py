"""How often tests with chance in them try: few times in `make test`, all in `make soak`."""

import os

from django.db import connection

SOAKS = os.environ.get("KAIJI_SOAK") == "1"


def times(usual, soak):
    """The number of random inputs of this run.

    On PostgreSQL `make test` tries a fifth: what differs there is what a column may hold.
    """
    if SOAKS:
        return soak
    return max(1, usual // 5) if connection.vendor == "postgresql" else usual


def rounds(soak):
    """The number of rounds of a race, on either engine: the locks differ most there."""
    return soak if SOAKS else 5
