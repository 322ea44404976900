"""The way out where the clock was ahead: what was done then counts from now on."""

from django.db import transaction

from audit import clock

from .checklist import Checklist
from .event import RevisionEvent
from .states import required

MOMENTS = ("submitted_at", "approved_at", "effective_at", "withdrawn_at")


def repair_clock(checklist, *, by, reason):
    """Let every step of this checklist that is dated in the future count as of now.

    The events stay as they were written; one is appended for each version, and its moments become
    that event's. A version that waits for a time that somebody chose goes on waiting. Returns the
    versions. Raises `WorkflowError` without a reason.
    """
    with transaction.atomic():
        reason = required(reason)
        Checklist.objects.select_for_update().get(pk=checklist.pk)
        now = clock.now()
        ahead = checklist.revisions.filter(events__at__gt=now).distinct().order_by("number")
        repaired = [one for one in ahead if _not_yet_repaired(one, now)]
        for revision in repaired:
            _repair(revision, by, now, reason)
    return repaired


def _not_yet_repaired(revision, now):
    """Whether its newest event is in the future; a repair stands behind what it repaired."""
    return revision.events.order_by("pk").last().at > now


def _repair(revision, by, now, reason):
    RevisionEvent.append(revision, RevisionEvent.Action.REPAIR_CLOCK, by, now, reason)
    for name, value in repaired_moments(revision, now).items():
        setattr(revision, name, value)
    revision.save(update_fields=MOMENTS)


def repaired_moments(revision, at):
    """What the moments of a version are after a repair at that moment, by the columns' names."""
    moments = {name: getattr(revision, name) for name in MOMENTS}
    was_immediate = moments["effective_at"] == moments["approved_at"]
    for name, value in moments.items():
        is_chosen = name == "effective_at" and not was_immediate
        if value is not None and value > at and not is_chosen:
            moments[name] = at
    return moments
