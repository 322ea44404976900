"""End the connection of an account with the identity provider, where nobody can in the admin."""

from django.core.management.base import BaseCommand
from django.db import transaction

from accounts.provided_account import disconnect
from accounts.user_sessions import end_sessions
from audit.security_event import SecurityEvent, record

from ._user import account_of, add_account_arguments, refuse_unguarded


class Command(BaseCommand):
    help = (
        "Ends the connection of a user with the identity provider, so that password and passkey"
        " count again. It is recorded; the user approves nothing until accept_account is run."
    )

    def add_arguments(self, parser):
        add_account_arguments(parser)

    def handle(self, *, name, reason, **options):
        refuse_unguarded()
        user = account_of(name)
        with transaction.atomic():
            disconnect(user)
            end_sessions(user)
            record(
                SecurityEvent.Kind.FACTOR,
                by=None,
                about=name,
                changed=["identity removed"],
                reason=reason,
            )
        self.stdout.write(f"{name} is not connected with the identity provider now.")
