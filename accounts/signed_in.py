"""The middleware for users who are signed in: limits of their session, and the second factor."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.db import Error
from django.http import HttpResponseRedirect
from django.urls import get_resolver, reverse
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


class SignedIn:
    """Ends a session that is too old, and lets nobody on to the admin who proved one factor alone.

    Where the database fails it answers 503 itself: Django calls no `process_exception` for what a
    middleware raises.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """None where the view may answer; else the way to where somebody signs in or enrols."""
        try:
            _end_what_is_over(request)
            return _way_to_second_factor(request)
        except Error as error:
            response = get_resolver().resolve_error_handler(503)(request, error)
            if response is None:
                raise
            return response


def _end_what_is_over(request):
    if request.user.is_authenticated and not session_age.is_alive(request.session):
        logout(request)
        messages.warning(request, OVER)


def _way_to_second_factor(request):
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
