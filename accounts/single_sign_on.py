"""The pages that lead to the identity provider and back: sign in, confirm, connect, disconnect."""

import logging
from dataclasses import dataclass
from http import HTTPStatus

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from audit.security_event import SecurityEvent, record
from audit.sign_in import note_refusal

from . import provided_account, sign_in_try
from .account_mail import tell_owner
from .adapter import PROVIDED
from .authentication_records import forget_proofs, record_provider
from .credential_seal import is_broken, seal
from .identity_provider import (
    ProviderFailed,
    authorization_url,
    exchange_code,
    is_set_up,
    take_request,
)
from .provided_account import SignInRefused
from .recently_confirmed import ask_again
from .user_sessions import end_sessions

logger = logging.getLogger(__name__)

SIGN_IN, CONFIRM, CONNECT = "sign in", "confirm", "connect"


@dataclass(frozen=True)
class Wording:
    """What the page of a purpose says, each with the name of the provider in it."""

    title: Promise
    failed: Promise


WORDINGS = {
    SIGN_IN: Wording(
        _("Sign in with %(provider)s"),
        _("You could not be signed in by %(provider)s. Please try again."),
    ),
    CONFIRM: Wording(
        _("Confirm by %(provider)s"),
        _("%(provider)s did not confirm that it is you. Please try again."),
    ),
    CONNECT: Wording(
        _("Connect with %(provider)s"),
        _("Your account was not connected with %(provider)s. Please try again."),
    ),
}
NOT_YOU = _("You are signed in to %(provider)s as another user. Please sign in there as yourself.")
CHANGED = _("Your roles were changed. Please sign in again.")


def provider_page(purpose):
    """A view: GET asks whether to go on to the provider, POST leads there.

    POST alone, for nobody shall be sent there by a link on another site. It answers with a page
    that leads on: the policy for forms of this site forbids a redirect to another one.
    """

    def view(request):
        if not is_set_up():
            raise Http404
        next = _safe(request.POST.get("next") or request.GET.get("next")) or ""
        context = {"provider": settings.KAIJI_OIDC_NAME, "next": next}
        context["heading"] = _named(WORDINGS[purpose].title)
        status = HTTPStatus.OK
        if request.method == "POST":
            try:
                _count_try(request)
                force_login = purpose != SIGN_IN
                url = authorization_url(request, purpose, next, force_login=force_login)
                context["authorization_url"] = url
            except sign_in_try.TooManyTries as error:
                context["refused"] = " ".join(error.messages)
                status = HTTPStatus.TOO_MANY_REQUESTS
            except ProviderFailed as error:
                return _failed(request, purpose, error)
        return TemplateResponse(request, "accounts/provider.html", context, status=status)

    return view


@require_GET
def callback(request):
    """Where the provider sends people back to."""
    if not is_set_up():
        raise Http404
    purpose = SIGN_IN
    try:
        sent = take_request(request)
        purpose = sent.purpose
        translation.activate(sent.language)
        return _FINISH[purpose](request, exchange_code(request, sent), sent.next)
    except ProviderFailed as error:
        return _failed(request, purpose, error)
    except SignInRefused as refused:
        note_refusal(request)
        return _to_sign_in(request, str(refused))


def disconnect(request):
    """GET asks whether the owner means it; POST disconnects the account from the provider."""
    user = request.user
    if not provided_account.subject_of(user) or provided_account.is_managed_there(user):
        return redirect("mfa_index")
    if request.method == "POST":
        provided_account.disconnect(user)
        _connection_changed(request, "removed")
        return redirect("mfa_index")
    context = {"provider": settings.KAIJI_OIDC_NAME}
    return TemplateResponse(request, "accounts/disconnect.html", context)


def _sign_in(request, provided, next):
    if request.user.is_authenticated:
        logout(request)
    forget_proofs(request)
    user = provided_account.synchronize_user(provided)
    record_provider(request, user, provided, is_again=False)
    login = Login(user=user, redirect_url=_safe(next), signal_kwargs={PROVIDED: provided.subject})
    return perform_login(request, login)


def _confirm(request, provided, next):
    _refuse_another(request, provided)
    if not provided.is_fresh:
        raise ProviderFailed("the provider did not ask for the credentials")
    provided_account.synchronize_user(provided)
    if _has_ended(request):
        return _to_sign_in(request, CHANGED)
    record_provider(request, request.user, provided, is_again=True)
    return HttpResponseRedirect(_safe(next) or reverse("admin:index"))


@transaction.atomic
def _connect(request, provided, next):
    if not request.user.is_authenticated or not provided.is_fresh:
        raise ProviderFailed("nobody signed in anew to connect an account")
    if asking := ask_again(request, reverse("provider_connect")):
        return asking
    was_sealed = not is_broken(request.user)
    provided_account.connect(request.user, provided)
    if was_sealed:
        seal(request.user)
    _connection_changed(request, "added")
    return redirect("mfa_index")


_FINISH = {SIGN_IN: _sign_in, CONFIRM: _confirm, CONNECT: _connect}


def _refuse_another(request, provided):
    if (
        not request.user.is_authenticated
        or provided_account.subject_of(request.user) != provided.subject
    ):
        raise SignInRefused(_named(NOT_YOU))


def _connection_changed(request, how):
    user = request.user
    changed = [f"identity {how}"]
    record(SecurityEvent.Kind.FACTOR, by=user, about=user.get_username(), changed=changed)
    tell_owner(user, f"identity_{how}")
    end_sessions(user, but=request.session.session_key)


def _has_ended(request):
    """Whether the session of this request was just ended, as a change of roles does."""
    return not request.session.exists(request.session.session_key)


def _to_sign_in(request, words):
    if request.user.is_authenticated and _has_ended(request):
        logout(request)
    messages.error(request, words)
    return redirect("account_login")


def _named(words):
    return words % {"provider": settings.KAIJI_OIDC_NAME}


def _safe(url):
    return url if get_adapter().is_safe_url(url) else None


def _count_try(request):
    """Each writes a row for the session of somebody who is not signed in."""
    if not request.user.is_authenticated:
        limits = sign_in_try.limits_of_address(sign_in_try.OF_PROVIDER, request)
        sign_in_try.register_try(*limits)


def _failed(request, purpose, error):
    note_refusal(request)
    logger.warning("Sign-in by the provider: %s", error, extra={"request": request})
    return _to_sign_in(request, _named(WORDINGS[purpose].failed))
