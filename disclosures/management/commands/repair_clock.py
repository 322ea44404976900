"""Set right what was done while the clock was ahead."""

from django.core.management.base import BaseCommand, CommandError

from disclosures.models import Checklist
from disclosures.models.clock_repair import repair_clock
from disclosures.models.states import WorkflowError
from disclosures.permissions import DECIDE_REVISION

from ._user import add_user_argument, get_user, refuse_unguarded


class Command(BaseCommand):
    help = (
        "Lets the steps of a checklist that are dated in the future count as of now. Set the clock"
        " right first. What was recorded stays; an event of its own says what counts from now on."
    )

    def add_arguments(self, parser):
        parser.add_argument("checklist", help="its slug")
        parser.add_argument("--reason", required=True, help="kept with the event")
        add_user_argument(parser, DECIDE_REVISION)

    def handle(self, *, checklist, user, reason, **options):
        refuse_unguarded()
        by = get_user(user, DECIDE_REVISION)
        found = Checklist.objects.filter(slug=checklist).first()
        if found is None:
            raise CommandError(f"There is no checklist {checklist}.")
        try:
            repaired = repair_clock(found, by=by, reason=reason)
        except WorkflowError as error:
            raise CommandError(str(error)) from error
        if not repaired:
            raise CommandError(f"Nothing of {checklist} is dated in the future.")
        labels = ", ".join(revision.version for revision in repaired)
        self.stdout.write(f"Version(s) {labels}: their steps count as of now.")
