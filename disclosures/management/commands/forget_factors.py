"""Take away the second factor of somebody who lost it, where nobody can do so in the admin."""

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.second_factor import forget_factors
from accounts.user_sessions import end_sessions
from audit.security_event import SecurityEvent, record

from ._user import refuse_unguarded


class Command(BaseCommand):
    help = (
        "Takes away every second factor and recovery code of a user, who sets up another when"
        " signing in next. It is recorded, and its owner approves nothing until accept_account."
    )

    def add_arguments(self, parser):
        parser.add_argument("name", help="of the user")
        parser.add_argument("--reason", required=True, help="kept in the security record")

    def handle(self, *, name, reason, **options):
        refuse_unguarded()
        user = get_user_model().objects.filter(username=name).first()
        if user is None:
            raise CommandError(f"There is no user {name}.")
        with transaction.atomic():
            forget_factors(user)
            end_sessions(user)
            record(SecurityEvent.Kind.FACTOR, by=None, about=f"{name} all removed", reason=reason)
        self.stdout.write(f"{name} has no second factor now, and sets one up when signing in next.")
