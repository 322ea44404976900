"""How old a session may get, and for how long nobody may do anything in it."""

import time

from django.conf import settings

BEGUN, SEEN = "kaiji_begun", "kaiji_seen"  # keys of a session; seconds since 1970
SEEN_EVERY = 60  # seconds, so that not each request writes the session


def begin(session):
    """Count the age of this session from now."""
    session[BEGUN] = session[SEEN] = time.time()


def is_alive(session):
    """Whether it is within both limits; if so, this moment counts as its last use."""
    if BEGUN not in session:  # nobody signed in by it
        return False
    age, idle = time.time() - session[BEGUN], time.time() - session[SEEN]
    if age > settings.KAIJI_SESSION_SECONDS or idle > settings.KAIJI_IDLE_SECONDS:
        return False
    if idle > SEEN_EVERY:
        session[SEEN] = time.time()
    return True
