"""What a process that serves says of itself when it starts."""

import logging

from django.conf import settings
from django.db import DatabaseError, connection

from audit.security_event import SecurityEvent, record

logger = logging.getLogger(__name__)

# What decides about security and is no secret.
SETTINGS = (
    "ALLOWED_HOSTS",
    "CSRF_TRUSTED_ORIGINS",
    "DEBUG",
    "EMAIL_HOST",
    "KAIJI_ADMIN_URL",
    "KAIJI_BEHIND_PROXY",
    "KAIJI_HOLD_DAYS",
    "KAIJI_IDLE_SECONDS",
    "KAIJI_SECOND_FACTOR",
    "KAIJI_SESSION_SECONDS",
    "KAIJI_URL",
    "SECURE_HSTS_SECONDS",
    "SESSION_COOKIE_SECURE",
)


def record_start():
    """Put the settings into the security record.

    The program serves without it: readers get what is known while the database does not answer.
    """
    values = {name: getattr(settings, name, None) for name in SETTINGS}
    try:
        record(SecurityEvent.Kind.START, by=None, database=connection.vendor, settings=values)
    except DatabaseError:
        logger.warning("The start is not in the security record: the database failed.")
    finally:
        connection.close()
