"""Take away the second factor of somebody who lost it, where nobody can do so in the admin."""

from django.core.management.base import BaseCommand
from django.db import transaction

from accounts.second_factor import forget_factors
from accounts.user_sessions import end_sessions
from audit.security_event import SecurityEvent, record

from ._user import account_of, add_account_arguments, refuse_unguarded


class Command(BaseCommand):
    help = (
        "Takes away every second factor and recovery code of a user, who sets up another when"
        " signing in next. It is recorded; the user approves nothing until accept_account is run."
    )

    def add_arguments(self, parser):
        add_account_arguments(parser)

    def handle(self, *, name, reason, **options):
        refuse_unguarded()
        user = account_of(name)
        with transaction.atomic():
            forget_factors(user)
            end_sessions(user)
            record(
                SecurityEvent.Kind.FACTOR,
                by=None,
                about=name,
                changed=["second_factor"],
                reason=reason,
            )
        self.stdout.write(f"{name} has no second factor now, and sets one up when signing in next.")
