"""The pages of accounts: those of allauth that we want, by the names it knows them by."""

from functools import wraps

from allauth.account import views as account
from allauth.mfa.base import views as factors
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.contrib.admin import site
from django.contrib.auth.decorators import login_required
from django.urls import path
from django.views.decorators.cache import never_cache

from . import password_views, single_sign_on, views
from .credential_seal import sealing
from .recently_confirmed import confirmed


def _open(route, view, name):
    """A page that nobody has to be signed in for; like all of them, no cache keeps it."""
    return path(route, never_cache(view), name=name)


def _own(route, view, name):
    """A page for whoever is signed in, in the frame of the admin."""
    return _open(route, login_required(_framed(view)), name)


def _framed(view):
    @wraps(view)
    def framed(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        if getattr(response, "context_data", None) is not None:  # it is rendered later
            frame = {**site.each_context(request), "is_nav_sidebar_enabled": False}
            response.context_data = {**frame, **response.context_data}
        return response

    return framed


def _credential(route, view, name):
    """A page that changes how somebody signs in: it asks again who that is.

    allauth would ask as well, and keep all that was sent in the session meanwhile.
    """
    return _own(route, confirmed(sealing(view)), name)


urlpatterns = [
    _open("login/", views.SignIn.as_view(), "account_login"),
    _open("logout/", account.logout, "account_logout"),
    _open("inactive/", account.account_inactive, "account_inactive"),
    _own("reauthenticate/", account.reauthenticate, "account_reauthenticate"),
    _own("password/change/", sealing(password_views.change_password), "account_change_password"),
    _open("password/forgotten/", password_views.forgotten, "account_reset_password"),
    _open(
        "password/<slug:kind>/<path:token>/", password_views.set_password, "account_set_password"
    ),
    _own("factors/", views.Factors.as_view(), "mfa_index"),
    _open("factors/authenticate/", factors.authenticate, "mfa_authenticate"),
    _own("factors/reauthenticate/", factors.reauthenticate, "mfa_reauthenticate"),
    _credential("factors/app/activate/", totp.activate_totp, "mfa_activate_totp"),
    _credential("factors/app/deactivate/", totp.deactivate_totp, "mfa_deactivate_totp"),
    _credential("factors/recovery-codes/", views.recovery_codes, "recovery_codes"),
    _own("factors/passkeys/", passkeys.list_webauthn, "mfa_list_webauthn"),
    _credential("factors/passkeys/add/", passkeys.add_webauthn, "mfa_add_webauthn"),
    _open("factors/passkeys/login/", views.sign_in_by_passkey, "mfa_login_webauthn"),
    _own(
        "factors/passkeys/reauthenticate/",
        passkeys.reauthenticate_webauthn,
        "mfa_reauthenticate_webauthn",
    ),
    _credential("factors/passkeys/<int:pk>/edit/", passkeys.edit_webauthn, "mfa_edit_webauthn"),
    _credential(
        "factors/passkeys/<int:pk>/remove/", passkeys.remove_webauthn, "mfa_remove_webauthn"
    ),
    _open("provider/", single_sign_on.provider_page(single_sign_on.SIGN_IN), "provider_sign_in"),
    _open("provider/callback/", single_sign_on.callback, "provider_callback"),
    _own(
        "provider/confirm/",
        single_sign_on.provider_page(single_sign_on.CONFIRM),
        "provider_confirm",
    ),
    _own(
        "provider/connect/",
        confirmed(single_sign_on.provider_page(single_sign_on.CONNECT)),
        "provider_connect",
    ),
    _credential("provider/disconnect/", single_sign_on.disconnect, "provider_disconnect"),
    _own("sessions/", views.sessions, "usersessions_list"),
]
