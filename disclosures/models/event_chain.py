"""The chain of a checklist's events: each holds the hash of the one before.

Whoever takes an event out of the middle, or changes one, would have to write all that follow anew.
"""

import hashlib
import json
from datetime import UTC

from django.db import models
from django.utils.translation import gettext_lazy as _


class ChainStart(models.Model):
    """The events of a checklist from before events were chained, under one hash.

    Made once, by the migration that brought the chain; the first chained event follows its hash.
    """

    checklist = models.OneToOneField("Checklist", models.PROTECT, related_name="chain_start")
    last_event_id = models.BigIntegerField(_("last event"))
    sha256 = models.CharField("SHA-256", max_length=64)

    class Meta:
        verbose_name = _("beginning of the chain of events")
        verbose_name_plural = _("beginnings of the chains of events")
        default_permissions = ()

    def __str__(self):
        return self.sha256


def event_sha256(event, revision, previous, made):
    """The hash of what an event says, and of the hash before it.

    event: anything with the columns of a `RevisionEvent`. revision: its version. previous: the
    hash of the event before, or of the `ChainStart`; "" for the first. made: what a submission
    made beside the sheet: the SHA-256 of each of its files by format, and its watermark.
    """
    return _sha256(
        {
            "checklist": revision.checklist_id,
            "number": revision.number,
            "version": revision.version,
            "action": str(event.action),
            "actor_id": event.actor_id,
            "actor_name": event.actor_name,
            "at": _moment(event.at),
            "note": event.note,
            "sheet_sha256": event.sheet_sha256,
            "effective_at": event.effective_at and _moment(event.effective_at),
            "public_notice": event.public_notice,
            "made": made,
            "previous": previous,
        }
    )


def start_sha256(hashes):
    """The hash of a `ChainStart`: of what each event before it says, in their order."""
    return _sha256(hashes)


def _moment(value):
    return value.astimezone(UTC).isoformat(timespec="microseconds")


def _sha256(content):
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
