"""How often tests with random input try: some in `make test`, all of them in `make soak`."""

import os


def times(usual, soak):
    """The number of tries of this run."""
    return soak if os.environ.get("KAIJI_SOAK") == "1" else usual
