"""For everybody who is signed in: a second factor first, and no session for ever."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from . import session_age
from .authentication_records import has_proved_two_factors
from .second_factor import has_factor

# Whoever proved one factor needs these to prove the other one, or to go.
OPEN = {
    *("account_login", "account_logout", "account_inactive", "account_set_password"),
    *("mfa_authenticate", "mfa_login_webauthn", "admin:logout", "admin:jsi18n"),
}
OF_ACCOUNTS = "admin/account/"
OVER = _("Your session has ended. Please sign in again.")
ENROL = _("Please set up a second factor: from now on, each sign-in needs one.")


class SessionLimits:
    """Ends a session that is too old, or in which nobody did anything for too long."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated and not session_age.is_alive(request.session):
            logout(request)
            messages.warning(request, OVER)
        return self.get_response(request)


class SecondFactor:
    """Lets nobody on to the admin who proved one factor alone."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """None where the view may answer; else the way to the page where a factor is set up."""
        if not settings.KAIJI_SECOND_FACTOR or not request.user.is_authenticated:
            return None
        if has_proved_two_factors(request) or request.resolver_match.view_name in OPEN:
            return None
        if has_factor(request.user):  # enrolled since, or the session is from before it
            logout(request)
            return redirect_to_login(request.get_full_path())
        if OF_ACCOUNTS in request.resolver_match.route:
            return None
        messages.info(request, ENROL)
        return HttpResponseRedirect(reverse("mfa_index"))
