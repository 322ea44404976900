"""What a revision leaves behind for ever: who worked on it, and what was decided about it."""

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from audit import clock
from audit.security_event import SecurityEvent, record
from disclosures.notifications.steps import notify
from disclosures.sheet.moments import moment
from texts.fields import DisclosureText, at_most_4000

from .event_chain import ChainStart, event_sha256
from .states import WorkflowError


class RevisionEvent(models.Model):
    """One arrow of the workflow. The actor's id and name are copies, kept whatever happens."""

    class Action(models.TextChoices):
        SUBMIT = "submit", _("submission")
        APPROVE = "approve", _("approval")
        SEND_BACK = "send_back", _("sending back")
        RECALL = "recall", _("recall")
        CANCEL = "cancel", _("schedule cancelled")
        WITHDRAW = "withdraw", _("withdrawal")
        APPROVE_NOTICE = "approve_notice", _("approval of the notice")
        REPAIR_CLOCK = "repair_clock", _("moment corrected")

    revision = models.ForeignKey(
        "Revision", models.PROTECT, related_name="events", verbose_name=_("version")
    )
    action = models.CharField(_("action"), max_length=20, choices=Action)
    actor_id = models.BigIntegerField(_("user number"))
    actor_name = models.CharField(_("user"), max_length=150)
    at = models.DateTimeField(_("at"))
    note = DisclosureText(_("note"), blank=True)
    sheet_sha256 = models.CharField("SHA-256", max_length=64)
    # What an approval and a withdrawal decide beside that; copies, as of that step
    effective_at = models.DateTimeField(_("public from"), null=True)
    public_notice = DisclosureText(_("public notice"), blank=True)
    # Of the event itself and of the one before; "" from before events were chained.
    previous_sha256 = models.CharField(_("SHA-256 of the event before"), max_length=64, default="")
    sha256 = models.CharField(_("SHA-256 of the event"), max_length=64, default="")

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["at", "id"]
        default_permissions = ["view"]
        constraints = at_most_4000("event", "note", "public_notice")

    def __str__(self):
        return f"{self.get_action_display()} {self.at:%Y-%m-%d %H:%M}"

    @classmethod
    def append(cls, revision, action, by, at, note, **details):
        """Record that `by` did this at that moment, and write to those whom it concerns.

        details: what the security record says beside it.
        The checklist's lock is held, so that no other event comes between it and the one before.
        """
        event = cls(
            revision=revision,
            action=action,
            actor_id=by.pk,
            actor_name=by.get_username(),
            at=at,
            note=note,
            sheet_sha256=revision.sha256,
            effective_at=revision.effective_at if action == cls.Action.APPROVE else None,
            public_notice=revision.public_notice,
            previous_sha256=cls.head_of(revision.checklist_id),
        )
        event.sha256 = event.computed_sha256()
        event.save(force_insert=True)
        notify(event)
        record(SecurityEvent.Kind.DECISION, by=by, about=event.step, action=str(action), **details)
        return event

    @property
    def step(self):
        """Which step of which version it is, in a few words."""
        return f"{self.revision.checklist.slug} {self.revision.version} {self.action}"

    @classmethod
    def head_of(cls, checklist_id):
        """The hash of the newest event of a checklist, which the next one has to follow."""
        events = cls.objects.filter(revision__checklist=checklist_id).exclude(sha256="")
        newest = events.order_by("-pk").values_list("sha256", flat=True).first()
        start = ChainStart.objects.filter(checklist=checklist_id).values_list("sha256", flat=True)
        return newest or start.first() or ""

    def computed_sha256(self):
        """Its hash, computed from what it says now and from the hash that it follows."""
        made = {}
        if self.action == self.Action.SUBMIT:
            files = dict(self.revision.renditions.values_list("format", "sha256"))
            made = {"files": files, "watermark": self.revision.watermark}
        return event_sha256(self, self.revision, self.previous_sha256, made)


def moment_after_events(checklist):
    """The moment of a verb by the clock that decides; the checklist's lock is held.

    checklist: itself or its key. Raises `WorkflowError` where its newest event is later than that:
    the clock is behind now, or it was ahead then, which `repair_clock` sets right.
    """
    now = clock.now()
    events = RevisionEvent.objects.filter(revision__checklist=checklist)
    newest = events.order_by("-pk").values_list("at", flat=True).first()
    if newest is not None and newest > now:
        words = gettext(
            "The clock is behind: it says %(now)s, and the last step of this sheet was at"
            " %(newest)s. Nothing was done. Please tell whoever runs this system."
        )
        raise WorkflowError(words % {"now": moment(now), "newest": moment(newest)})
    return now
