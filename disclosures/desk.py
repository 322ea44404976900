"""The start page: how each checklist stands, and what waits for whom."""

from dataclasses import dataclass

from django.contrib import admin
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from .models import Checklist, State
from .worksheet import KINDS, Worksheet


@dataclass(frozen=True)
class Standing:
    """How one checklist stands, for one user."""

    sheet: Worksheet
    user: object

    @cached_property
    def counts(self):
        """How many lines the worksheet shows of each kind."""
        lines = self.sheet.lines
        return {name: sum(fits(line, self.user) for line in lines) for name, fits in KINDS.items()}

    @property
    def days_public(self):
        """Since how many days the public version is public."""
        return (timezone.localdate() - timezone.localdate(self.sheet.public.effective_at)).days

    @property
    def awaits_decision(self):
        """The version that somebody has to decide about, or None."""
        waiting = self.sheet.in_review
        return waiting if waiting and waiting.state == State.SUBMITTED else None

    @property
    def scheduled(self):
        """The version that is approved and waits for its time, or None."""
        waiting = self.sheet.in_review
        return waiting if waiting and waiting.state == State.APPROVED else None


def standings(user):
    """Every checklist as this user finds it; none for who may not read them."""
    if not user.has_perms(["disclosures.view_checklist", "disclosures.view_answer"]):
        return []
    checklists = Checklist.objects.select_related("guideline")
    return [Standing(Worksheet(checklist), user) for checklist in checklists]


class DeskSite(admin.AdminSite):
    """The stock admin, beginning with the desk."""

    index_title = gettext_lazy("How the sheets stand")

    def index(self, request, extra_context=None):
        desk = {"standings": standings(request.user)}
        return super().index(request, {**desk, **(extra_context or {})})
