"""Send the mails that wait: of processes that ended, or while the mail server was down."""

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from accounts import account_mail
from accounts.user_sessions import forget_ended
from disclosures.notifications.sending import send_due

from ._sending import refuse_unset, report
from ._user import refuse_unguarded


class Command(BaseCommand):
    help = (
        "Sends the mails that are due, and names those that it could not send. Run it every few"
        " minutes; whoever else sends at the same moment sends others. Sessions that ended are"
        " deleted, too."
    )

    def handle(self, **options):
        call_command("clearsessions")  # also where no mail is set up
        forget_ended()
        refuse_unset()
        refuse_unguarded()
        unsent = [mail for mail in account_mail.send_due() if mail.sent_at is None]
        for mail in unsent:
            self.stderr.write(f"{mail.user.get_username()} <{mail.address}>: {mail} was not sent")
        report(self, send_due(), "mail(s)")
        if unsent:
            raise CommandError(f"{len(unsent)} mail(s) about accounts could not be sent.")
