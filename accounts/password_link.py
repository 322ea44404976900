"""Links by which somebody sets their password: after an invitation, or because they forgot it.

A link ends with the next password, sign-in or change of address of its user, and by its time. It
lets nobody in: who has a second factor is asked for it afterwards, as always.
"""

from django.contrib.auth import get_user_model
from django.core import signing
from django.urls import reverse

MAX_AGE = {"invitation": 7 * 24 * 60 * 60, "reset": 60 * 60}  # seconds
SALT = "kaiji.password_link."


def link_for(user, kind):
    """The path by which this user sets a password; kind: one of `MAX_AGE`."""
    token = signing.dumps([user.pk, _state(user)], salt=SALT + kind)
    return reverse("account_set_password", args=[kind, token])


def user_of(kind, token):
    """The active user whose link this is, or None where it has ended or never was one."""
    try:
        key, state = signing.loads(token, salt=SALT + kind, max_age=MAX_AGE[kind])
    except (KeyError, ValueError, TypeError, signing.BadSignature):
        return None
    user = get_user_model().objects.filter(pk=key, is_active=True).first()
    return user if user and state == _state(user) else None


def _state(user):
    """What changes with a password, a sign-in and an address."""
    signed_in = user.last_login.isoformat() if user.last_login else ""
    return [user.get_session_auth_hash()[:16], signed_in, user.email]
