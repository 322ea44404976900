"""Load a bundled guideline as a named user."""

from django.core.management.base import BaseCommand

from disclosures.bundled.loading import guideline_names, load_guideline
from disclosures.permissions import ADD_GUIDELINE

from ._user import add_user_argument, get_user, refuse_unguarded


class Command(BaseCommand):
    help = "Loads a guideline that ships with the program; loading it twice changes nothing."

    def add_arguments(self, parser):
        parser.add_argument("name", choices=guideline_names())
        add_user_argument(parser, ADD_GUIDELINE)

    def handle(self, *, name, user, **options):
        refuse_unguarded()
        by = get_user(user, ADD_GUIDELINE)
        guideline = load_guideline(name, by=by, reason=f"load_guideline {name}")
        self.stdout.write(f"{guideline}: {guideline.items.count()} items")
