"""The sessions of a user: ended when what they may do, or how they sign in, is changed."""

from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

from . import session_age


def running(user):
    """The sessions by which the user is signed in now (`UserSession`), the oldest first."""
    rows = UserSession.objects.purge_and_list(user)
    stored = Session.objects.in_bulk([row.session_key for row in rows])
    alive = [
        row
        for row in rows
        if row.session_key in stored and session_age.is_alive(stored[row.session_key].get_decoded())
    ]
    return sorted(alive, key=lambda row: (row.created_at, row.pk))


def forget_ended():
    """Forget where people signed in so long ago that no session lasts: address and browser.

    By age alone: while a session gets another key, its row names none that is stored.
    """
    begun = timezone.now() - timedelta(seconds=settings.KAIJI_SESSION_SECONDS)
    UserSession.objects.filter(created_at__lt=begun).delete()


def end_sessions(user, *, but=None):
    """End every session of this user, but the one of that key."""
    for session in UserSession.objects.filter(user=user).exclude(session_key=but or ""):
        session.end()


def renew_key(request):
    """Give the session another key: whoever knew the former one cannot go on with it."""
    former = request.session.session_key
    request.session.cycle_key()
    sessions = UserSession.objects.filter(session_key=former)
    sessions.update(session_key=request.session.session_key)
