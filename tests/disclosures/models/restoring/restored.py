"""What the tests of restoring share: restoring itself, and what differs afterwards."""

from disclosures.models import Checklist
from disclosures.models.freezing import draft
from disclosures.sheet.diff import changes
from tests.factory import editor


def restore(checklist, revision, **kwargs):
    seen = checklist.change_count()
    arguments = {"by": editor(), "reason": "Back to it", "seen": seen, **kwargs}
    return checklist.restore(revision, **arguments)


def item(checklist, number):
    return checklist.guideline.items.get(number=number)


def difference(checklist, revision):
    """What readers would find different from that version now."""
    return changes(revision.content, draft(Checklist.objects.get(pk=checklist.pk)))
