"""The dashboard, which is the start page: the state of each checklist, and what waits for whom."""

from dataclasses import dataclass
from datetime import timedelta
from functools import update_wrapper

from django.contrib import admin, messages
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from disclosures.models import Checklist, Mail, State
from disclosures.permissions import ACTIONS, READ_ANSWERS, RESEND_MAIL

from .form_redirect import back_to
from .worksheet import LINE_FILTERS, Worksheet, worksheets

NOT_LOGGED_IN = gettext_lazy(
    "Nothing was done, because you are no longer logged in. Log in to come back to the page where "
    "you were, and send it again."
)
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
        waiting = self.sheet.in_review
        return waiting if waiting and waiting.state == State.SUBMITTED else None

    @property
    def scheduled(self):
        """The version that is approved and waits for its time, or None."""
        waiting = self.sheet.in_review
        return waiting if waiting and waiting.state == State.APPROVED else None


def dashboard_entries(user):
    """The entry of every checklist; none for users who may not read them."""
    if not user.has_perms(READ_ANSWERS):
        return []
    checklists = list(Checklist.objects.select_related("guideline"))
    return [DashboardEntry(sheet, user) for sheet in worksheets(checklists)]


def unsent_mails(user):
    """The newest mails about decisions that failed or perhaps failed.

    Users who may send mails again see all of them, others those of their own decisions.
    """
    since = timezone.now() - MAILS_SHOWN_FOR
    mails = Mail.objects.in_trouble().filter(event__isnull=False, written_at__gte=since)
    if not user.has_perm(RESEND_MAIL):
        mails = mails.filter(event__actor_id=user.pk)
    return mails.select_related("recipient", "event").defer("text")[:MAILS_SHOWN]


class PermittedActions:
    """Which of the `ACTIONS` a user may do, as a template asks: `may.<action>`."""

    def __init__(self, user):
        self.user = user

    def __getitem__(self, action):
        return self.user.has_perms(ACTIONS[action])


class DashboardSite(admin.AdminSite):
    """The stock admin with the dashboard as its start page."""

    index_title = gettext_lazy("How the sheets stand")

    def each_context(self, request):
        """With `may`, by which templates ask for permissions; see `ACTIONS`."""
        return {**super().each_context(request), "may": PermittedActions(request.user)}

    def index(self, request, extra_context=None):
        dashboard = {
            "dashboard_entries": dashboard_entries(request.user),
            "unsent_mails": unsent_mails(request.user),
        }
        return super().index(request, {**dashboard, **(extra_context or {})})

    def admin_view(self, view, cacheable=False):
        """As Django's; whoever sends something after their session ended is told so."""
        guarded = super().admin_view(view, cacheable)

        def telling(request, *args, **kwargs):
            if request.method == "POST" and not request.user.is_authenticated:
                messages.warning(request, NOT_LOGGED_IN)
            return guarded(request, *args, **kwargs)

        return update_wrapper(telling, guarded)

    def logout(self, request, extra_context=None):
        """By POST alone, as in Django."""
        if request.method != "POST":
            return back_to(request, reverse("admin:index", current_app=self.name))
        return super().logout(request, extra_context)
