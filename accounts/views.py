"""The pages of accounts that allauth does not have, or not as we need them."""

from allauth.account.views import LoginView
from allauth.mfa.base.views import IndexView
from allauth.mfa.webauthn.views import login_webauthn
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse

from audit.security_event import SecurityEvent, record

from . import recovery_code, sign_in_try
from .account_mail import tell_owner
from .identity_provider import is_set_up
from .provided_account import is_managed_there, subject_of
from .second_factor import has_factor
from .user_sessions import running

LONGEST_KEY = 18  # digits, of a key that every database can hold
CHALLENGE_LASTS = 5 * 60  # seconds, for the session of somebody who is not signed in


class SignIn(LoginView):
    """By password, passkey or the identity provider."""

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"provider": _provider()}


class Factors(IndexView):
    """The factors of whoever is signed in, and whether the identity provider knows them."""

    def get_context_data(self, **kwargs):
        provider = _provider()
        user = self.request.user
        connection = {
            "provider": provider,
            "is_connected": subject_of(user) != "",
            "is_managed_there": is_managed_there(user),
        }
        return super().get_context_data(**kwargs) | (connection if provider else {})


def _provider():
    return settings.KAIJI_OIDC_NAME if is_set_up() else ""


def sign_in_by_passkey(request):
    """GET by script gives a challenge, POST takes the answer; both are counted."""
    try:
        sign_in_try.register_try(*sign_in_try.limits_of_address(sign_in_try.OF_CHALLENGE, request))
    except sign_in_try.TooManyTries:
        return HttpResponse(status=429)
    response = login_webauthn(request)
    if not request.user.is_authenticated and request.session.session_key:
        request.session.set_expiry(CHALLENGE_LASTS)
    return response


def recovery_codes(request):
    """GET says how many are left; POST makes new ones and shows them, once."""
    if not has_factor(request.user):  # they stand for a device that was lost
        return redirect("mfa_index")
    codes = None
    if request.method == "POST":
        codes = recovery_code.renew(request.user)
        told = {"about": request.user.get_username(), "changed": ["recovery codes made"]}
        record(SecurityEvent.Kind.FACTOR, by=request.user, **told)
        tell_owner(request.user, "recovery_codes")
    left = recovery_code.left(request.user)
    context = {"codes": codes, "left": left}
    return TemplateResponse(request, "accounts/recovery_codes.html", context)


def sessions(request):
    """GET lists the user's sessions; POST ends the one of the primary key `session`."""
    own = UserSession.objects.filter(user=request.user)
    if request.method == "POST":
        key = request.POST.get("session", "")
        is_key = key.isascii() and key.isdecimal() and len(key) <= LONGEST_KEY
        get_object_or_404(own, pk=key if is_key else None).end()
        return HttpResponseRedirect(request.path)
    context = {"sessions": running(request.user)}
    return TemplateResponse(request, "accounts/sessions.html", context)
