"""What a revision leaves behind for ever: who worked on it, and what was decided about it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from disclosures.notifications.steps import notify
from texts.fields import DisclosureText, at_most_4000


class RevisionEvent(models.Model):
    """One arrow of the workflow. The actor's id and name are copies, kept whatever happens."""

    class Action(models.TextChoices):
        SUBMIT = "submit", _("submission")
        APPROVE = "approve", _("approval")
        SEND_BACK = "send_back", _("sending back")
        RECALL = "recall", _("recall")
        CANCEL = "cancel", _("schedule cancelled")
        WITHDRAW = "withdraw", _("withdrawal")

    revision = models.ForeignKey(
        "Revision", models.PROTECT, related_name="events", verbose_name=_("version")
    )
    action = models.CharField(_("action"), max_length=20, choices=Action)
    actor_id = models.BigIntegerField(_("user number"))
    actor_name = models.CharField(_("user"), max_length=150)
    at = models.DateTimeField(_("at"))
    note = DisclosureText(_("note"), blank=True)
    sheet_sha256 = models.CharField("SHA-256", max_length=64)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["at", "id"]
        default_permissions = ["view"]
        constraints = at_most_4000("event", "note")

    def __str__(self):
        return f"{self.get_action_display()} {self.at:%Y-%m-%d %H:%M}"

    @classmethod
    def append(cls, revision, action, by, at, note):
        """Record that `by` did this at that moment, and write to those whom it concerns."""
        event = cls.objects.create(
            revision=revision,
            action=action,
            actor_id=by.pk,
            actor_name=by.get_username(),
            at=at,
            note=note,
            sheet_sha256=revision.sha256,
        )
        notify(event)
        return event
