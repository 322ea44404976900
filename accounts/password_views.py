"""Asking for a new password, and setting it by the link that was sent."""

from http import HTTPStatus

from allauth.account import views as account
from allauth.account.forms import ChangePasswordForm
from django import forms
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.forms import SetPasswordForm, UsernameField
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from audit.security_event import SecurityEvent, record

from . import known_browser, sign_in_try
from .account_mail import AccountMail, enqueue, tell_owner
from .credential_seal import is_broken, seal
from .password_link import user_of
from .provided_account import is_managed_there
from .user_sessions import end_sessions


class ChangeForm(ChangePasswordForm):
    """As allauth's; guesses of the old password are counted like those of a sign-in."""

    def clean_oldpassword(self):
        tries = sign_in_try.register_try((sign_in_try.OF_OLD_PASSWORD, str(self.user.pk)))
        password = super().clean_oldpassword()
        sign_in_try.take_back(tries)
        return password


class ResetForm(forms.Form):
    """The name of an account, whether or not there is one."""

    login = UsernameField(label=_("User name"), max_length=150)

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.request = request

    def clean(self):
        name = sign_in_try.folded(self.cleaned_data.get("login", ""))
        of_address = sign_in_try.limits_of_address(sign_in_try.OF_ADDRESS, self.request)
        sign_in_try.register_try((sign_in_try.OF_RESET, name), *of_address)


def change_password(request):
    """The page of allauth; the browser of whoever changed it stays known."""
    if not request.user.has_usable_password():  # allauth leads to a page that is not here
        return redirect("mfa_index")
    response = account.password_change(request)
    if response.status_code == HTTPStatus.FOUND:
        known_browser.remember(response, request, request.user)
    return response


def forgotten(request):
    """GET asks for the name; POST has a link sent to its owner.

    It says and does the same for a name of nobody: a row is written, and no mail is sent.
    """
    form = ResetForm(request.POST or None, request=request)
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["login"]
        known = get_user_model().objects.filter(username=name, is_active=True)
        owner = known.exclude(email="").first()
        is_local = owner is not None and not is_managed_there(owner)
        enqueue(owner if is_local else None, AccountMail.Kind.RESET)
        form = None
    return render(request, "accounts/forgotten.html", {"form": form})


def set_password(request, kind, token):
    """GET asks for a new password, POST sets it; a link that has ended says so."""
    user = user_of(kind, token)
    if user is None:
        return render(request, "accounts/link_ended.html", status=410)
    form = SetPasswordForm(user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        is_sealed = not is_broken(user)
        form.save()
        if is_sealed:
            seal(user)
        end_sessions(user)
        name = user.get_username()
        record(SecurityEvent.Kind.USER, by=user, about=name, changed=["password"], link=kind)
        tell_owner(user, "password")
        messages.success(request, _("The password is set. Please sign in."))
        response = HttpResponseRedirect(reverse("account_login"))
        known_browser.remember(response, request, user)
        return response
    return render(request, "accounts/set_password.html", {"form": form, "owner": user})
