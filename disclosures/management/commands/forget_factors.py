"""Take away the second factor of somebody who lost it, where nobody can do so in the admin."""

from django.core.management.base import BaseCommand

from accounts.second_factor import forget_factors

from ._user import add_account_arguments, take_away


class Command(BaseCommand):
    help = (
        "Takes away every second factor and recovery code of a user, who sets up another when"
        " signing in next. It is recorded; the user approves nothing until accept_account is run."
    )

    def add_arguments(self, parser):
        add_account_arguments(parser)

    def handle(self, *, name, reason, **options):
        take_away(name, reason, forget_factors, "second_factor")
        self.stdout.write(f"{name} has no second factor now, and sets one up when signing in next.")
