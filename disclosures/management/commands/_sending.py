"""What the commands that send mails share."""

from django.core.management.base import CommandError
from django.utils import translation

from disclosures.models import Mail
from disclosures.notifications.message import missing_settings
from disclosures.sheet.moments import moment


def refuse_unset():
    """Raise `CommandError` where the settings cannot make a mail with links."""
    if problems := missing_settings():
        raise CommandError(f"Set {', '.join(problems)}.")


def report(command, tried, noun):
    """Print how many of these mails were sent, and on stderr what becomes of each other one.

    Raises `CommandError` where there are others.
    """
    unsent = [mail for mail in tried if mail.state != Mail.State.SENT]
    for mail in unsent:
        person = f"{mail.recipient.get_username()} <{mail.address}>"
        command.stderr.write(f"{person}: {mail.error} ({_outlook(mail)})")
    command.stdout.write(f"{len(tried) - len(unsent)} {noun} sent.")
    if unsent:
        raise CommandError(f"{len(unsent)} {noun} could not be sent.")


def _outlook(mail):
    """What becomes of it, in English as all that commands print."""
    with translation.override("en"):
        return _in_words(mail)


def _in_words(mail):
    if mail.state == Mail.State.FAILED:
        return f"again from {moment(mail.due_at)}"
    return str(mail.State(mail.state).label)
