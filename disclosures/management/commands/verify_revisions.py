"""Check that nobody changed what was frozen."""

from django.core.management.base import BaseCommand, CommandError

from disclosures.integrity.verification import problems
from disclosures.models import Revision


class Command(BaseCommand):
    help = "Recomputes every hash, follows the chain of versions and looks for the guards."

    def handle(self, **options):
        found = problems()
        for problem in found:
            self.stderr.write(str(problem))
        if found:
            raise CommandError(f"{len(found)} problem(s); the first: {found[0]}")
        self.stdout.write(f"{Revision.objects.count()} version(s) verified, guards in place.")
