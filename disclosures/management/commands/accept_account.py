"""Say that an account is as it should be, though it was not the program that changed it."""

from django.core.management.base import BaseCommand

from accounts.credential_seal import seal
from audit.security_event import SecurityEvent, record

from ._user import account_of, add_account_arguments, refuse_unguarded


class Command(BaseCommand):
    help = (
        "Accepts an account that was made or changed past the program, by createsuperuser or"
        " changepassword for example; until then its owner approves nothing. It is recorded."
    )

    def add_arguments(self, parser):
        add_account_arguments(parser)

    def handle(self, *, name, reason, **options):
        refuse_unguarded()
        user = account_of(name)
        seal(user)
        record(SecurityEvent.Kind.USER, by=None, about=name, changed=["accepted"], reason=reason)
        self.stdout.write(f"The account of {name} is accepted as it is now.")
