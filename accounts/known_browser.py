"""The cookie of a browser from which somebody signed in: its tries are counted apart.

Strangers who guess somebody's password use up the tries of that account. Whoever signed in from
this browser before has tries of their own.
"""

from django.conf import settings
from django.core import signing

COOKIE = "kaiji_known" if settings.DEBUG else "__Host-kaiji_known"
SALT = "kaiji.known_browser"
MAX_AGE = 180 * 24 * 60 * 60  # seconds


def remember(response, request, user):
    """Mark this browser as one from which the user signed in, until the password changes."""
    value = signing.dumps([user.pk, _mark(user)], salt=SALT)
    response.set_cookie(
        COOKIE,
        value,
        max_age=MAX_AGE,
        secure=not settings.DEBUG,
        httponly=True,
        samesite="Lax",
    )


def knows(request, user):
    """Whether this browser is marked for this user."""
    try:
        key, mark = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=MAX_AGE)
    except (signing.BadSignature, ValueError, TypeError):
        return False
    return key == user.pk and mark == _mark(user)


def _mark(user):
    """Changes with the password."""
    return user.get_session_auth_hash()[:16]
