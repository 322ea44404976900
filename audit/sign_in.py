"""What Django tells of people who come and go, put into the security record."""

import logging

from django.contrib.auth import signals

from .client_address import client_address
from .refusal_count import RefusalCount, count_refusal
from .request_ids import current_request
from .security_event import SecurityEvent, record

logger = logging.getLogger("django.security.sign_in")


def listen():
    """Hear of every sign-in, whichever page or backend it comes by."""
    signals.user_logged_in.connect(_signed_in)
    signals.user_logged_out.connect(_signed_out)
    signals.user_login_failed.connect(_failed)


def _signed_in(sender, user, **kwargs):
    record(SecurityEvent.Kind.SIGN_IN, by=user)


def _signed_out(sender, user, **kwargs):
    if user is not None:  # the session had ended before
        record(SecurityEvent.Kind.SIGN_OUT, by=user)


def note_refusal(request=None):
    """Count a sign-in that was refused, and leave a line; without the name, for people type their
    password there, too.
    """
    request = request or current_request.get()
    address = client_address(request) if request else ""
    logger.warning("A sign-in from %s was refused.", address or "?", extra={"request": request})
    count_refusal(RefusalCount.Kind.SIGN_IN)


def _failed(sender, credentials, request=None, **kwargs):
    note_refusal(request)
