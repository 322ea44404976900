"""The second factors of a user: authenticator apps and passkeys."""

import logging

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.utils import decrypt
from cryptography.fernet import InvalidToken
from django.utils.crypto import constant_time_compare

from . import recovery_code, used_code

logger = logging.getLogger(__name__)

Type = Authenticator.Type
FACTORS = (Type.TOTP, Type.WEBAUTHN)


def has_factor(user):
    """Whether the user enrolled a second factor."""
    return Authenticator.objects.filter(user=user, type__in=FACTORS).exists()


def forget_factors(user):
    """Take away every factor and recovery code; the password alone leads to a new one only."""
    Authenticator.objects.filter(user=user).delete()
    recovery_code.RecoveryCode.objects.filter(user=user).delete()


def app_with_code(user, typed):
    """The authenticator app of the user that shows this code now, or None; a code counts once."""
    app = Authenticator.objects.filter(user=user, type=Type.TOTP).first()
    try:
        secret = app and decrypt(app.data["secret"])
    except InvalidToken:  # KAIJI_SECRET_KEY is another one; recovery codes go on
        logger.error("The secret of the app of %s was encrypted by another key.", user)
        return None
    return app if app and use_code(user, secret, typed) else None


def use_code(user, secret, typed):
    """Whether an app with this secret shows the code now, and it was not used; it is used now."""
    counter = _counter(secret, "".join(typed.split()))
    return counter is not None and used_code.use(user, counter)


def _counter(secret, typed):
    """The counter whose code this is, or None."""
    found = None
    for counter in yield_hotp_counters_from_time():
        if constant_time_compare(typed, format_hotp_value(hotp_value(secret, counter))):
            found = counter
    return found
