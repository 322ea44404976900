"""Signals of allauth and Django: sign-ins, and changes of passwords and second factors."""

from allauth.account import signals as account_signals
from allauth.mfa import signals as factor_signals
from allauth.mfa.models import Authenticator
from django.contrib.auth.signals import user_logged_in

from audit.security_event import SecurityEvent, record
from audit.sign_in import note_refusal

from . import session_age
from .account_mail import tell_owner
from .authentication_records import record_first_factor
from .recovery_code import RecoveryCode
from .user_sessions import end_sessions, renew_key


def listen():
    """Hear of every sign-in, and of each change of a password or a second factor."""
    factor_signals.authenticator_added.connect(_factor_changed)
    factor_signals.authenticator_removed.connect(_factor_changed)
    factor_signals.authentication_failed.connect(_code_refused)
    account_signals.password_changed.connect(_password_changed)
    user_logged_in.connect(_signed_in)
    account_signals.authentication_step_completed.connect(_confirmed)


def _signed_in(sender, request, user, **kwargs):
    session_age.begin(request.session)


def _factor_changed(sender, request, user, authenticator, signal, **kwargs):
    how = "added" if signal is factor_signals.authenticator_added else "removed"
    if how == "added" and Authenticator.objects.filter(user=user).count() == 1:
        # Codes from before the first factor were made by whoever had the password alone.
        RecoveryCode.objects.filter(user=user).delete()
        record_first_factor(request, authenticator)
    changed = [f"{authenticator.type} {how}"]
    record(SecurityEvent.Kind.FACTOR, by=user, about=user.get_username(), changed=changed)
    tell_owner(user, f"factor_{how}")
    end_sessions(user, but=request.session.session_key)


def _code_refused(sender, request, **kwargs):
    note_refusal(request)


def _password_changed(sender, request, user, **kwargs):
    record(SecurityEvent.Kind.USER, by=user, about=user.get_username(), changed=["password"])
    tell_owner(user, "password")
    end_sessions(user, but=request.session.session_key)


def _confirmed(sender, request, reauthenticated=False, **kwargs):
    if reauthenticated:
        renew_key(request)
