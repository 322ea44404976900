"""Say that an account is as it should be, though it was not the program that changed it."""

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from accounts.credential_seal import seal
from audit.security_event import SecurityEvent, record

from ._user import refuse_unguarded


class Command(BaseCommand):
    help = (
        "Accepts an account that was made or changed past the program, by createsuperuser or"
        " changepassword for example; until then its owner approves nothing. It is recorded."
    )

    def add_arguments(self, parser):
        parser.add_argument("name", help="of the user")
        parser.add_argument("--reason", required=True, help="kept in the security record")

    def handle(self, *, name, reason, **options):
        refuse_unguarded()
        user = get_user_model().objects.filter(username=name).first()
        if user is None:
            raise CommandError(f"There is no user {name}.")
        seal(user)
        record(SecurityEvent.Kind.USER, by=None, about=name, changed=["accepted"], reason=reason)
        self.stdout.write(f"The account of {name} is accepted as it is now.")
