"""The record of a file that was brought in: by whom, into what, and what became of it."""

import hashlib
import json
from dataclasses import replace

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.locks import lock_tables
from audit.models import BulkChange
from audit.security_event import SecurityEvent, record
from products.models import Product
from texts.fields import DisclosureLine, DisclosureText, at_most_4000
from texts.validation import MAX_LENGTH

from .bulk_kinds import IMPORT_KINDS
from .checklist import TRACKED, Checklist
from .guideline import Guideline
from .import_decision import Decisions
from .import_run_queryset import LIFETIME, ImportState, IntakeQuerySet
from .states import WorkflowError, cleaned

NOTHING = (None, [], {})  # nothing chosen is as good as not there


class ImportClosed(WorkflowError):
    """An import that this person can no longer, or never could, decide about."""


class Intake(models.Model):
    """One file: answers for a checklist, items for a guideline, or products.

    Its content and the decisions about its rows are kept until it is confirmed, discarded or
    expired. The verbs lock the row, check and write; database guards
    (disclosures.integrity.triggers) stand behind them.
    """

    State = ImportState

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
    decisions = models.JSONField(gettext_lazy("decisions in the making"), default=dict)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=gettext_lazy("brought in by"),
    )
    # Of `import_sheet`: the account of the operating system, and the user who has that name.
    operator = models.CharField(gettext_lazy("account of the system"), max_length=150, blank=True)
    operated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        verbose_name=gettext_lazy("command run by"),
    )
    received_at = models.DateTimeField(gettext_lazy("received at"))
    state = models.CharField(gettext_lazy("state"), max_length=20, choices=State)
    finished_at = models.DateTimeField(gettext_lazy("finished at"), null=True)
    problem = models.TextField(gettext_lazy("why it was refused"), blank=True)
    change_reason = DisclosureText(gettext_lazy("change reason"), blank=True, default="")
    report = models.JSONField(gettext_lazy("what became of each item"), default=dict)
    bulk_change = models.ForeignKey(
        BulkChange,
        models.PROTECT,
        related_name="import_runs",
        null=True,
        verbose_name=BulkChange._meta.verbose_name,
    )

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
                    Q(
                        state__in=["taken", "refused", "discarded", "expired"],
                        content=b"",
                        decisions={},
                    )
                    & Q(finished_at__isnull=False)
                ),
                name="intake_keeps_no_file_once_finished",
            ),
            *at_most_4000("intake", "change_reason"),
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def kind(self):
        """What the file holds: "answers", "items" or "products"."""
        return "answers" if self.checklist_id else "items" if self.guideline_id else "products"

    @property
    def reason(self):
        """What the history says of each change: the reason that was given, and the file."""
        return f"{self.change_reason} ({self._file})" if self.change_reason else self._file

    @property
    def reason_limit(self):
        """How many characters the reason may have that is given, so that the file has its place."""
        return MAX_LENGTH - len(f" ({self._file})")

    @property
    def _file(self):
        return f"import: {self.file_name} ({self.sha256[:12]})"

    @property
    def decided(self):
        """The decisions about its rows, as `Decisions`."""
        return Decisions.from_json(self.decisions)

    @property
    def decision_count(self):
        """How many of its rows somebody decided so far."""
        return len(self.decisions.get("rows", ()))

    @property
    def ends_at(self):
        """Until when it can be confirmed; then its file is forgotten."""
        return self.received_at + LIFETIME

    @property
    def signature(self):
        """The arguments of a save for this import; part of its bulk change, once that began."""
        return {"by": self.by, "reason": self.reason, "bulk_change": self.bulk_change}

    def begin_bulk_change(self):
        """Make what this import saves from here on one bulk change."""
        kind = IMPORT_KINDS[self.kind]
        self.bulk_change = BulkChange.objects.begin(kind, by=self.by, reason=self.reason)

    @property
    def is_open(self):
        """Whether it can still be confirmed."""
        return self.state == Intake.State.PREVIEWED and timezone.now() < self.ends_at

    @property
    def condition(self):
        """Its state in words: expired from the minute it is, though the next import sweeps it."""
        waits = self.state == Intake.State.PREVIEWED
        return (
            Intake.State.EXPIRED.label if waits and not self.is_open else self.get_state_display()
        )

    def digest(self):
        """What a preview was made of: this file, read and decided so, and the working copy.

        What the rules find in an answer depends on more: the version that readers saw last, the
        names of all products, and the day.
        """
        parts = [self.pk, self.sha256, self.choice, self.decisions, self._change_count()]
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
        """Raise `ImportClosed` where this person can no longer, or never could, decide."""
        if self.state == Intake.State.REFUSED:
            raise ImportClosed(self.problem)
        if by.pk != self.by_id:
            raise ImportClosed(_("Only the person who brought the file in can confirm it."))
        if self.state == Intake.State.TAKEN:
            raise ImportClosed(_("This import was confirmed already; it is done once."))
        if not self.is_open:
            raise ImportClosed(_("This preview is over. Please bring the file in again."))

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
        """Keep what a person says about pages, columns and words.

        Items that were chosen for rows are forgotten where pages or columns are others than
        before: other rows have these numbers then.
        """
        self._lock()
        self.refuse_unless_open(by)
        if _rows_read_by(choice) != _rows_read_by(self.choice):
            self.decisions = replace(self.decided, items={}).to_json()
        self.choice = choice
        self.save(update_fields=["choice", "decisions"])

    @transaction.atomic
    def decide(self, change, *, by):
        """Keep what `change` makes of the `Decisions` so far, which it gets as they are now."""
        self._lock()
        self.refuse_unless_open(by)
        self.decisions = change(self.decided).to_json()
        self.save(update_fields=["decisions"])

    @transaction.atomic
    def confirm(self, write, *, by, seen, reason=""):
        """Call `write` if its preview still is what `by` saw; what it returns stays on record.

        Nobody else writes to the working copy meanwhile. reason: why, for each row of history.
        """
        lock_tables(TRACKED, and_write=True)
        self._lock()
        self.refuse_unless_seen(by, seen)
        self.change_reason = self._kept(reason)
        self._finish(Intake.State.TAKEN, report=write(), change_reason=self.change_reason)
        told = {"sha256": self.sha256, "operator": self.operator}
        record(SecurityEvent.Kind.IMPORT, by=by, about=self.file_name, **told)

    @transaction.atomic
    def discard(self, *, by):
        """End the preview; nothing was taken in."""
        self._lock()
        self.refuse_unless_open(by)
        self._finish(Intake.State.DISCARDED)

    def _kept(self, reason):
        reason = cleaned(reason)
        if len(reason) > self.reason_limit:
            words = _(
                "The reason has %(length)d characters; beside the name of the file, %(limit)d are"
                " possible."
            )
            raise WorkflowError(words % {"length": len(reason), "limit": self.reason_limit})
        return reason

    def _lock(self):
        """Let nobody else decide until the transaction ends; this is the import as it is now."""
        self.refresh_from_db(from_queryset=Intake.objects.select_for_update(of=["self"]))

    def _finish(self, state, **values):
        """Keep what became of it; the content and what was in the making no longer."""
        values |= {"state": state, "finished_at": timezone.now(), "content": b"", "decisions": {}}
        for name, value in values.items():
            setattr(self, name, value)
        self.save(update_fields=["bulk_change", *values])


def _rows_read_by(choice):
    """The part of a choice that says which rows there are: all but what words mean."""
    return {name: one for name, one in choice.items() if name != "words" and one not in NOTHING}
