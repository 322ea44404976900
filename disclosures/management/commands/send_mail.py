"""Send the mails that wait: of processes that ended, or while the mail server was down."""

from django.core.management.base import BaseCommand

from disclosures.notifications.sending import send_due

from ._sending import refuse_unset, report
from ._user import refuse_unguarded


class Command(BaseCommand):
    help = (
        "Sends the mails that are due, and names those that it could not send. Run it every few"
        " minutes; whoever else sends at the same moment sends others."
    )

    def handle(self, **options):
        refuse_unset()
        refuse_unguarded()
        report(self, send_due(), "mail(s)")
