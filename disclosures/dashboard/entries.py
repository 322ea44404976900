"""What waits for whom: how each checklist stands, imports in the making, mails not arrived."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from django.utils.functional import cached_property

from disclosures.models import Checklist, Intake, Mail, State
from disclosures.permissions import READ_ANSWERS, RESEND_MAIL

from .worksheet import LINE_FILTERS, Worksheet, worksheets

MAILS_SHOWN = 10
MAILS_SHOWN_FOR = timedelta(days=14)


@dataclass(frozen=True)
class DashboardEntry:
    """The state of one checklist, for one user."""

    sheet: Worksheet
    user: object

    @cached_property
    def counts(self):
        """How many lines pass each filter of the worksheet."""
        lines = self.sheet.lines
        return {
            name: sum(passes(line, self.user) for line in lines)
            for name, passes in LINE_FILTERS.items()
        }

    @property
    def days_public(self):
        """Since how many days the public version is public."""
        return (timezone.localdate() - timezone.localdate(self.sheet.public.effective_at)).days

    @property
    def awaits_decision(self):
        """The version that somebody has to decide about, or None."""
        waiting = self.sheet.pending_revision
        return waiting if waiting and waiting.state == State.SUBMITTED else None

    @property
    def scheduled(self):
        """The version that is approved and waits for its time, or None."""
        waiting = self.sheet.pending_revision
        return waiting if waiting and waiting.state == State.APPROVED else None


def dashboard_entries(user):
    """The entry of every checklist; none for users who may not read them."""
    if not user.has_perms(READ_ANSWERS):
        return []
    checklists = list(Checklist.objects.select_related("guideline"))
    return [DashboardEntry(sheet, user) for sheet in worksheets(checklists)]


def imports_in_the_making(user):
    """The imports that this user brought in and can still confirm, the newest first."""
    return Intake.objects.in_the_making().filter(by=user.pk)


def unsent_mails(user):
    """The newest mails about decisions that failed or perhaps failed.

    Users who may send mails again see all of them, others those of their own decisions.
    """
    since = timezone.now() - MAILS_SHOWN_FOR
    mails = Mail.objects.in_trouble().filter(event__isnull=False, written_at__gte=since)
    if not user.has_perm(RESEND_MAIL):
        mails = mails.filter(event__actor_id=user.pk)
    return mails.select_related("recipient", "event").defer("text")[:MAILS_SHOWN]
