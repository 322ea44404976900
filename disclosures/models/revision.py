"""A revision freezes a checklist; its verbs take it from submission to the public and back.

Every verb locks the checklist first, checks, writes and appends its event. Database guards
(disclosures.integrity.triggers) stand behind every rule that matters.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.credential_hold import hold_of
from accounts.credential_seal import is_broken
from disclosures.exports.registry import FORMATS
from disclosures.permissions import (
    COMMENT_REVISION,
    DECIDE_REVISION,
    SUBMIT_REVISION,
    codename,
)
from disclosures.sheet.canonical import sheet_from_text
from texts.fields import DisclosureText, at_most_4000

from .checklist import Checklist
from .revision_queryset import LABEL_IN_USE, RevisionQuerySet
from .revision_verbs import RevisionVerbs
from .states import State


class Revision(RevisionVerbs, models.Model):
    """One frozen sheet and what was decided about it."""

    checklist = models.ForeignKey(
        Checklist, models.PROTECT, related_name="revisions", verbose_name=gettext_lazy("checklist")
    )
    number = models.PositiveIntegerField(gettext_lazy("serial number"))
    version = models.CharField(gettext_lazy("version"), max_length=20)
    state = models.CharField(
        gettext_lazy("state"), max_length=20, choices=State, default=State.SUBMITTED
    )
    sheet = models.TextField(gettext_lazy("frozen sheet"))
    sha256 = models.CharField("SHA-256", max_length=64)
    updated_on = models.DateField(gettext_lazy("updated on"))
    summary = DisclosureText(gettext_lazy("summary of changes"))
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=gettext_lazy("submitted by"),
    )
    submitted_at = models.DateTimeField(gettext_lazy("submitted at"))
    # How far each history went then: what `Checklist.watermark` said under the submission's locks.
    watermark = models.JSONField(default=dict, editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        verbose_name=gettext_lazy("approved by"),
    )
    approved_at = models.DateTimeField(gettext_lazy("approved at"), null=True)
    effective_at = models.DateTimeField(gettext_lazy("public from"), null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        verbose_name=gettext_lazy("withdrawn by"),
    )
    withdrawn_at = models.DateTimeField(gettext_lazy("withdrawn at"), null=True)
    public_notice = DisclosureText(gettext_lazy("public notice"), blank=True)
    # Until a second person approves the notice, readers are only told of the withdrawal.
    notice_waits = models.BooleanField(default=False, editable=False)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("version")
        verbose_name_plural = gettext_lazy("versions")
        ordering = ["checklist_id", "-number"]  # not by title: the public never reads that
        default_permissions = ["view"]
        permissions = [
            (codename(SUBMIT_REVISION), "Can submit and recall"),
            (codename(DECIDE_REVISION), "Can approve, send back, cancel and withdraw"),
            (codename(COMMENT_REVISION), "Can comment on a submission and reply"),
        ]
        indexes = [
            models.Index(fields=["checklist", "effective_at"], name="revisions_by_their_moment"),
            models.Index(
                fields=["checklist"],
                condition=Q(withdrawn_at__isnull=False),
                name="revisions_taken_down",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["checklist", "number"], name="one_revision_per_number"),
            models.UniqueConstraint(
                fields=["checklist", "version"],
                condition=LABEL_IN_USE,
                name="one_revision_per_version_label",
            ),
            models.UniqueConstraint(
                fields=["checklist"],
                condition=Q(state=State.SUBMITTED),
                name="one_submission_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("submitted_by")),
                name="approver_is_not_the_submitter",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=[State.SUBMITTED, State.SENT_BACK, State.RECALLED],
                    approved_by=None,
                    approved_at=None,
                    effective_at=None,
                )
                | Q(
                    state__in=[State.APPROVED, State.WITHDRAWN],
                    approved_by__isnull=False,
                    approved_at__isnull=False,
                    effective_at__isnull=False,
                ),
                name="approved_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=State.WITHDRAWN, withdrawn_by__isnull=False, withdrawn_at__isnull=False
                )
                | (
                    ~Q(state=State.WITHDRAWN)
                    & Q(withdrawn_by=None, withdrawn_at=None, public_notice="", notice_waits=False)
                ),
                name="withdrawn_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(effective_at=None) | Q(effective_at__gte=F("approved_at")),
                name="public_only_after_approval",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("approved_at")),
                name="withdrawn_only_after_approval",
            ),
            *at_most_4000("revision", "summary", "public_notice"),
        ]

    def __str__(self):
        return self.version

    @property
    def content(self):
        """The frozen `Sheet`; raises `BrokenSheet` where the stored text is none."""
        return sheet_from_text(self.sheet)

    def condition(self, at):
        """Its state in words, with what the stored moments add: waiting, public, cancelled."""
        if self.state == State.APPROVED:
            waits = self.effective_at > at
            return gettext_lazy("waiting for its time") if waits else self.get_state_display()
        if self.state == State.WITHDRAWN and not self.was_public:
            return gettext_lazy("schedule cancelled")
        return self.get_state_display()

    @property
    def formats(self):
        """The names of the formats in which it has a file, of one that came `with_files`."""
        return [name for name in FORMATS if getattr(self, f"has_{name}")]

    def file_content(self, format):
        """The bytes of its file in a format of `file_formats`, or None where it has none."""
        if format == "json":
            return self.sheet.encode()
        rendition = self.renditions.filter(format=format).first()
        return rendition and bytes(rendition.content)

    @property
    def was_public(self):
        """Whether readers could see a withdrawn version before.

        Both moments are one where a repair of the clock corrected both.
        """
        return self.withdrawn_at is not None and self.withdrawn_at >= self.effective_at

    @property
    def is_gone(self):
        """Whether it was withdrawn, so that nothing it said is told any more."""
        return self.withdrawn_at is not None

    @property
    def shown_notice(self):
        """What readers find in place of a withdrawn version; "" where nothing but that it is."""
        return "" if self.notice_waits else self.public_notice

    @property
    def was_approved(self):
        """Whether a second person approved it, whatever became of it."""
        return self.approved_at is not None

    def before(self):
        """The version that readers had seen last when this one was submitted, or None."""
        return self.siblings().seen_last(self.submitted_at)

    def objection_to(self, user):
        """Four eyes: why this user cannot approve this version, or None.

        The database refuses the submitter (`approver_is_not_the_submitter`) and contributors (the
        trigger `revision_four_eyes`) too. Holds and seals are asked here alone.
        """
        if user.pk == self.submitted_by_id:
            return _("Nobody approves what they submitted themselves.")
        worked = {self.submitted_by_id, *(one.user_id for one in self.contributors.all())}
        if user.pk in worked:
            return _("Nobody approves a version that holds a change of theirs.")
        return self._objection_of_accounts(user, worked)

    def objection_to_notice(self, user):
        """Four eyes: why this user cannot approve the notice of the withdrawal, or None.

        The database refuses the author of the notice too (the trigger `revision_notice_of_two`).
        Holds and seals are asked here alone.
        """
        if user.pk == self.withdrawn_by_id:
            return _("Nobody approves a notice that they wrote themselves.")
        return self._objection_of_accounts(user, {self.withdrawn_by_id})

    @staticmethod
    def holds_apply():
        """Whether holds and seals are asked for: since the installation's first public version."""
        return Revision.objects.once_public().exists()

    def _objection_of_accounts(self, user, worked):
        """Why it may be another person who acts by this account, or None."""
        if not self.holds_apply():
            return None
        held = hold_of(user, by=worked)
        if held and not held.by:
            words = _(
                "The identity provider gave you this account or role (%(kind)s). You can approve"
                " once %(days)d days have passed."
            )
            return words % {"kind": held.get_kind_display(), "days": settings.KAIJI_HOLD_DAYS}
        if held:
            words = _(
                "%(by)s changed how you sign in or what you may do (%(kind)s), and worked on this"
                " version or is held by somebody who did. Somebody else has to approve it, or you"
                " once %(days)d days have passed."
            )
            said = {"by": held.by, "kind": held.get_kind_display()}
            return words % {**said, "days": settings.KAIJI_HOLD_DAYS}
        if is_broken(user):
            return _(
                "Your account was changed past this program. Please tell whoever manages the users."
            )
        return None

    def open_verbs(self, at):
        """What can be decided about this version at that moment: names of its verbs."""
        if self.state == State.SUBMITTED:
            return ["approve", "send_back", "recall"]
        if self.state == State.APPROVED:
            return ["cancel"] if self.effective_at > at else ["withdraw"]
        return ["approve_notice"] if self.notice_waits else []

    def falls_with_it(self, at):
        """What goes too if this version is withdrawn: all that was reviewed against it."""
        if self.siblings().current(at) != self:
            return Revision.objects.none()
        return self.siblings().on_its_way(at)

    def siblings(self):
        """All revisions of the same checklist."""
        return Revision.objects.filter(checklist=self.checklist_id)
