"""Mails that are due are sent: each once, with no transaction open meanwhile."""

import logging
from threading import main_thread

from django.utils import timezone
from django.utils.translation import gettext_noop

from disclosures.models.mail import Mail

from .smtp import PerhapsSent, Refused, Unreachable

log = logging.getLogger(__name__)

GONE = gettext_noop("The recipient may not read this any more.")


def send_due(mails=None):
    """Send what is due, of these mails or of all; those it tried, each as it stands then.

    No transaction is open while the mail server is asked. Whoever else sends at the same moment
    sends others. A process that ends finishes the mail in hand and leaves the rest.
    """
    mails = Mail.objects.all() if mails is None else mails
    tried, unreachable = mails.note_lost(), None
    while main_thread().is_alive() and (mail := mails.claim()):
        if unreachable:
            mail.fail(str(unreachable))
        else:
            unreachable = _send(mail)
        tried.append(mail)
    for mail in tried:
        if mail.state != Mail.State.SENT:
            log.warning("Mail %s to %s: %s. %s", mail.pk, mail.address, mail.state, mail.error)
    return tried


def _send(mail):
    """Try once and note how it ended; the error where the server cannot be reached at all."""
    error = _tried(mail)
    if error is None:
        mail.end(Mail.State.SENT, sent_at=timezone.now())
        return None
    words = str(error) or type(error).__name__
    if isinstance(error, PerhapsSent):
        mail.end(Mail.State.PERHAPS_SENT, error=words)
    elif isinstance(error, Refused | ValueError):  # a malformed address is a ValueError
        mail.end(Mail.State.GIVEN_UP, error=words)
    else:
        mail.fail(words)
    return error if isinstance(error, Unreachable) else None


def _tried(mail):
    """What went wrong, or None."""
    if not mail.is_wanted:
        return Refused(GONE)
    try:
        mail.message().send()
    except (OSError, ValueError) as error:
        return error
    except Exception as error:
        log.exception("Mail %s cannot be made.", mail.pk)
        return error
    return None
