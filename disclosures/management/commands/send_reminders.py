"""Mail each person what waits for them: answers to review, submissions that were sent back."""

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from disclosures.models import Intake, Mail, Reminder
from disclosures.notifications.digests import digests
from disclosures.notifications.message import render_mail
from disclosures.notifications.sending import send_due

from ._sending import refuse_unset, report
from ._user import refuse_unguarded

OUTDATED = gettext_noop("The reminder of a later day took its place.")


class Command(BaseCommand):
    help = (
        "Mails each member of staff one digest a day: their answers that are due for review, and"
        " their submissions that were sent back. Forgets the files of imports that nobody"
        " confirmed in time. Run it daily; twice a day is once."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="print the mails, send nothing")

    def handle(self, *, dry_run, **options):
        refuse_unset()
        today = timezone.localdate()
        everybody = digests(today)
        self._name_unreachable(everybody)
        to_mail = _to_mail(everybody, today)
        if dry_run:
            self._print(to_mail, today)
        else:
            refuse_unguarded()
            Intake.objects.forget_expired()
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
            subject, text = render_mail("reminder", digest=digest, today=today)
            self.stdout.write(f"To: {digest.email}\nSubject: {subject}\n\n{text}")
        self.stdout.write(f"{len(to_mail)} reminder(s) would be sent.")

    def _send_all(self, to_mail, today):
        Mail.objects.filter(reminder__on__lt=today).drop(OUTDATED)
        for digest in to_mail:
            _keep(digest, today)
        report(self, send_due(Mail.objects.filter(reminder__on=today)), "reminder(s)")


def _to_mail(everybody, today):
    """The digests of people with an address who have none of today."""
    done = set(Reminder.objects.filter(on=today).values_list("user_id", flat=True))
    return [digest for digest in everybody if digest.email and digest.user_id not in done]


def _keep(digest, today):
    """Put the digest into the outbox, unless whoever runs at the same moment did."""
    with transaction.atomic():
        reminder, is_new = Reminder.objects.get_or_create(user_id=digest.user_id, on=today)
        if is_new:
            user = get_user_model().objects.get(pk=digest.user_id)
            Mail.to(user, "reminder", reminder=reminder, digest=digest, today=today).save()
