"""The record of a file that was brought in: by whom, into what, and what became of it."""

import hashlib
import json
from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.locks import lock_tables
from products.models import Product
from texts.fields import DisclosureLine

from .checklist import TRACKED, Checklist
from .guideline import Guideline
from .states import WorkflowError

LIFETIME = timedelta(hours=1)  # of a preview; what is older was made for another day


class IntakeQuerySet(models.QuerySet):
    def previewed(self):
        """Those that still wait for a decision."""
        return self.filter(state=Intake.State.PREVIEWED)

    def forget_expired(self):
        """Drop the contents of previews that nobody confirmed in time."""
        old = self.previewed().filter(received_at__lte=timezone.now() - LIFETIME)
        return old.update(state=Intake.State.EXPIRED, content=b"", finished_at=timezone.now())


class Intake(models.Model):
    """One file: answers for a checklist, items for a guideline, or products.

    Its content is kept only until the preview is decided. The verbs that decide lock the row,
    check and write; database guards (disclosures.integrity.triggers) stand behind them.
    """

    class State(models.TextChoices):
        PREVIEWED = "previewed", gettext_lazy("waits for confirmation")
        TAKEN = "taken", gettext_lazy("taken in")
        REFUSED = "refused", gettext_lazy("refused")
        DISCARDED = "discarded", gettext_lazy("discarded")
        EXPIRED = "expired", gettext_lazy("expired")

    checklist = models.ForeignKey(
        Checklist,
        models.PROTECT,
        related_name="intakes",
        null=True,
        verbose_name=gettext_lazy("checklist"),
    )
    guideline = models.ForeignKey(
        Guideline,
        models.PROTECT,
        related_name="intakes",
        null=True,
        verbose_name=gettext_lazy("guideline"),
    )
    file_name = DisclosureLine(gettext_lazy("file"), max_length=200)
    sha256 = models.CharField("SHA-256", max_length=64)
    size = models.PositiveIntegerField(gettext_lazy("size in bytes"))
    content = models.BinaryField(gettext_lazy("content"))
    choice = models.JSONField(gettext_lazy("page and columns"), default=dict)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=gettext_lazy("brought in by"),
    )
    received_at = models.DateTimeField(gettext_lazy("received at"))
    state = models.CharField(gettext_lazy("state"), max_length=20, choices=State)
    finished_at = models.DateTimeField(gettext_lazy("finished at"), null=True)
    problem = models.TextField(gettext_lazy("why it was refused"), blank=True)
    report = models.JSONField(gettext_lazy("what became of each item"), default=dict)

    objects = IntakeQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("import")
        verbose_name_plural = gettext_lazy("imports")
        ordering = ["-received_at", "-id"]
        default_permissions = ["view"]
        constraints = [
            models.CheckConstraint(
                condition=Q(checklist=None) | Q(guideline=None), name="intake_goes_into_one_thing"
            ),
            models.CheckConstraint(
                condition=Q(state="previewed", finished_at=None)
                | (
                    Q(state__in=["taken", "refused", "discarded", "expired"], content=b"")
                    & Q(finished_at__isnull=False)
                ),
                name="intake_keeps_no_file_once_finished",
            ),
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def kind(self):
        """What the file holds: "answers", "items" or "products"."""
        return "answers" if self.checklist_id else "items" if self.guideline_id else "products"

    @property
    def reason(self):
        """What the history says of each change."""
        return f"import: {self.file_name} ({self.sha256[:12]})"

    @property
    def is_open(self):
        """Whether it can still be confirmed."""
        age = timezone.now() - self.received_at
        return self.state == Intake.State.PREVIEWED and age < LIFETIME

    @property
    def condition(self):
        """Its state in words: expired from the minute it is, though the next import sweeps it."""
        waits = self.state == Intake.State.PREVIEWED
        return (
            Intake.State.EXPIRED.label if waits and not self.is_open else self.get_state_display()
        )

    def digest(self):
        """What a preview was made of: this file, read so, into the working copy as it stands.

        What the rules find in an answer depends on more: the version that readers saw last, the
        names of all products, and the day.
        """
        parts = [self.pk, self.sha256, self.choice, self._change_count()]
        parts += [self._seen_last(), Product.history.count(), timezone.localdate().isoformat()]
        return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()

    def _change_count(self):
        """How many history rows there are of what the file goes into."""
        into = self.checklist or self.guideline
        return into.change_count() if into else Product.history.count()

    def _seen_last(self):
        """The key of the version that readers of this checklist saw last, and if it is gone."""
        version = self.checklist and self.checklist.revisions.defer("sheet").seen_last()
        return version and [version.pk, version.is_gone]

    def refuse_unless_open(self, by):
        """Raise `WorkflowError` where this person can no longer, or never could, decide."""
        if self.state == Intake.State.REFUSED:
            raise WorkflowError(self.problem)
        if by.pk != self.by_id:
            raise WorkflowError(_("Only the person who brought the file in can confirm it."))
        if self.state == Intake.State.TAKEN:
            raise WorkflowError(_("This import was confirmed already; it is done once."))
        if not self.is_open:
            raise WorkflowError(_("This preview is over. Please bring the file in again."))

    def refuse_unless_seen(self, by, seen):
        """Raise `WorkflowError` where this person cannot confirm the preview of that digest."""
        self.refuse_unless_open(by)
        if seen != self.digest():
            raise WorkflowError(
                _(
                    "The working copy, the file or the public version is not what you saw: somebody"
                    " changed something since. Nothing was taken in; please read the preview again."
                )
            )

    @transaction.atomic
    def read_as(self, choice, *, by):
        """Keep what a person says about page and columns."""
        self._lock()
        self.refuse_unless_open(by)
        self.choice = choice
        self.save(update_fields=["choice"])

    @transaction.atomic
    def confirm(self, write, *, by, seen):
        """Call `write` if its preview still is what `by` saw; what it returns stays on record.

        Nobody else writes to the working copy meanwhile.
        """
        lock_tables(TRACKED, and_write=True)
        self._lock()
        self.refuse_unless_seen(by, seen)
        self._finish(Intake.State.TAKEN, report=write())

    @transaction.atomic
    def discard(self, *, by):
        """End the preview; nothing was taken in."""
        self._lock()
        self.refuse_unless_open(by)
        self._finish(Intake.State.DISCARDED)

    def _lock(self):
        """Let nobody else decide until the transaction ends; this is the import as it is now."""
        self.refresh_from_db(from_queryset=Intake.objects.select_for_update(of=["self"]))

    def _finish(self, state, **values):
        """Keep what became of it, and the content no longer."""
        self.state, self.finished_at, self.content = state, timezone.now(), b""
        for name, value in values.items():
            setattr(self, name, value)
        self.save(update_fields=["state", "finished_at", "content", *values])
