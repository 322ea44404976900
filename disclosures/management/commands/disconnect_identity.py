"""End the connection of an account with the identity provider, where nobody can in the admin."""

from django.core.management.base import BaseCommand

from accounts.provided_account import disconnect

from ._user import add_account_arguments, take_away


class Command(BaseCommand):
    help = (
        "Ends the connection of a user with the identity provider, so that password and passkey"
        " count again. It is recorded; the user approves nothing until accept_account is run."
    )

    def add_arguments(self, parser):
        add_account_arguments(parser)

    def handle(self, *, name, reason, **options):
        take_away(name, reason, disconnect, "identity removed")
        self.stdout.write(f"{name} is not connected with the identity provider now.")
