"""The sessions of a user: ended when what they may do, or how they sign in, is changed."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

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
    """Forget where people were signed in whose session is no more: address and browser."""
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()


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
