"""The dashboard, which is the start page: the state of each checklist, and what waits for whom."""

from functools import update_wrapper

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy

from disclosures.permissions import ACTIONS

from .entries import dashboard_entries, imports_in_the_making, unsent_mails
from .form_redirect import back_to

NOT_LOGGED_IN = gettext_lazy(
    "Nothing was done, because you are no longer logged in. Log in to come back to the page where "
    "you were, and send it again."
)


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
        """With `may`, by which templates ask for permissions (see `ACTIONS`), and `readers_site`.

        That is what the public addresses begin with where the admin has a host of its own.
        """
        context = {**super().each_context(request), "may": PermittedActions(request.user)}
        readers_site = settings.KAIJI_URL if settings.KAIJI_ADMIN_URL else ""
        return {**context, "readers_site": readers_site, "site_url": f"{readers_site}/"}

    def index(self, request, extra_context=None):
        dashboard = {
            "dashboard_entries": dashboard_entries(request.user),
            "imports": imports_in_the_making(request.user),
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

    def login(self, request, extra_context=None):
        """The page of accounts, which asks for a second factor; here only the way to it."""
        return redirect_to_login(request.GET.get("next") or reverse("admin:index"))

    def password_change(self, request, extra_context=None):
        """The page of accounts likewise."""
        return HttpResponseRedirect(reverse("account_change_password"))

    def logout(self, request, extra_context=None):
        """By POST alone, as in Django."""
        if request.method != "POST":
            return back_to(request, reverse("admin:index", current_app=self.name))
        return super().logout(request, extra_context)
