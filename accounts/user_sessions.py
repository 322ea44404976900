"""The sessions of a user: ended when what they may do, or how they sign in, is changed."""

from allauth.usersessions.models import UserSession


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
