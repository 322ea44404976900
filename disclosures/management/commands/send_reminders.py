"""Mail each person what waits for them: answers to review, submissions that were sent back."""

from django.core.mail import get_connection
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone, translation

from disclosures.mailing import LANGUAGE, UNSENT, mail, unset
from disclosures.models import Reminder
from disclosures.reminders import digests


class Command(BaseCommand):
    help = (
        "Mails each member of staff one digest a day: their answers that are due for review, and"
        " their submissions that were sent back. Run it daily; twice a day is once."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="print the mails, send nothing")

    def handle(self, *, dry_run, **options):
        _refuse_unset()
        today = timezone.localdate()
        with translation.override(LANGUAGE):
            everybody = digests(today)
            self._name_unreachable(everybody)
            to_mail = _to_mail(everybody, today)
            if dry_run:
                self._print(to_mail, today)
            else:
                self._send_all(to_mail, today)

    def _name_unreachable(self, everybody):
        """Say on stderr what waits and reaches nobody by mail."""
        for digest in everybody:
            if not digest.email and (digest.own or digest.sent_back):
                self.stderr.write(f"{digest.username}: no mail address, so no reminder.")
        editors = [digest for digest in everybody if digest.without_owner]
        if editors and not any(digest.email for digest in editors):
            self.stderr.write("Answers without an owner are due, and no editor has an address.")

    def _print(self, to_mail, today):
        for digest in to_mail:
            mail = _mail(digest, today)
            self.stdout.write(f"To: {digest.email}\nSubject: {mail.subject}\n\n{mail.body}")
        self.stdout.write(f"{len(to_mail)} reminder(s) would be sent.")

    def _send_all(self, to_mail, today):
        sent = unsent = 0
        for digest in to_mail:
            mail = _mail(digest, today)
            try:
                sent += _is_sent(mail, digest.user_id, today)
            except UNSENT as error:
                unsent += 1
                self.stderr.write(f"{digest.username} <{digest.email}>: {error}")
        self.stdout.write(f"{sent} reminder(s) sent.")
        if unsent:
            raise CommandError(f"{unsent} reminder(s) could not be sent; the next run tries again.")


def _to_mail(everybody, today):
    """The digests of people with an address who were sent none today."""
    done = set(Reminder.objects.filter(on=today).values_list("user_id", flat=True))
    return [digest for digest in everybody if digest.email and digest.user_id not in done]


def _refuse_unset():
    """Raise `CommandError` where the settings cannot make a mail with links."""
    if problems := unset():
        raise CommandError(f"Set {', '.join(problems)}.")


def _mail(digest, today):
    return mail("reminder", digest.email, digest=digest, today=today)


def _is_sent(mail, user_id, today):
    """Record the mail and send it, both or neither; False where it was recorded already.

    Whoever else runs at the same moment waits here for the row. The server is reached before,
    so that one that is slow or down keeps nobody from saving.
    """
    with get_connection() as mail.connection, transaction.atomic():
        _, is_new = Reminder.objects.get_or_create(user_id=user_id, on=today)
        if is_new:
            mail.send()
    return is_new
