"""What we decide in the place of allauth: who may come in, from where, and how often they try."""

from base64 import urlsafe_b64encode
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.messages import ERROR
from django.http import HttpResponseRedirect
from django.urls import Resolver404, resolve, reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext

from audit.client_address import client_address
from audit.sign_in import note_refusal

from . import known_browser, sign_in_try
from .authentication_records import forget_proofs
from .identity_provider import is_set_up
from .provided_account import is_managed_there, subject_of
from .recently_confirmed import is_recent

# In the session between two steps: which password was right, whom the provider identified.
PROVED, PROVIDED = "kaiji_proved", "kaiji_provided"


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up; tries are counted in the database."""

    def is_open_for_signup(self, request):
        return False

    def get_client_ip(self, request):
        """As we believe it, see `client_address`; allauth needs some address."""
        return client_address(request) or "0.0.0.0"  # noqa: S104 stands for none

    def authenticate(self, request, **credentials):
        """As Django compares names: normalized as they are stored, and case matters."""
        name = get_user_model().normalize_username(credentials.get("username") or "")
        user = super().authenticate(request, **{**credentials, "username": name})
        if user:
            request.session[PROVED] = [user.pk, user.get_session_auth_hash()]
        return user

    def pre_login(self, request, user, *, signal_kwargs, **kwargs):
        """Refuse password and passkey of whom the identity provider alone lets in."""
        subject = (signal_kwargs or {}).get(PROVIDED, "")
        request.session[PROVIDED] = subject
        if not _is_let_in(user, subject):
            note_refusal(request)
            forget_proofs(request)
            words = gettext("Please sign in with %(provider)s.")
            messages.error(request, words % {"provider": settings.KAIJI_OIDC_NAME})
            return HttpResponseRedirect(reverse("account_login"))
        return super().pre_login(request, user, signal_kwargs=signal_kwargs, **kwargs)

    def login(self, request, user):
        """Refuse whom the step before would not let in now, such as who was disabled since."""
        key, password = request.session.pop(PROVED, (None, None))
        subject = request.session.pop(PROVIDED, "")
        is_another = key == user.pk and password != user.get_session_auth_hash()
        if is_another or not user.is_active or not _is_let_in(user, subject):
            raise ImmediateHttpResponse(HttpResponseRedirect(reverse("account_login")))
        super().login(request, user)
        request.session.set_expiry(0)  # not that of the challenge for a passkey

    def pre_authenticate(self, request, **credentials):
        """Count this try, whether or not there is such an account: both look the same."""
        self._tries = sign_in_try.register_try(*_limits(request, credentials["username"]))

    def _rollback_login_failed_rl_usage(self):
        sign_in_try.take_back(self._tries)

    def is_safe_url(self, url):
        """Only a page of the admin here; what leads nowhere leads to the start page instead."""
        try:
            if not url or not super().is_safe_url(url):
                return False
            parts = urlsplit(url)
            if parts.scheme or parts.netloc:  # allauth lets every host of the settings pass
                return False
            match = resolve(parts.path)
        except (Resolver404, ValueError):  # ValueError: it is no address at all
            return False
        return "admin/" in match.route and match.url_name is not None  # not the admin's catch-all

    def get_reauthentication_methods(self, user):
        """Also by the identity provider; by it alone for whom it manages."""
        methods = super().get_reauthentication_methods(user)
        if not user.is_authenticated or not is_set_up() or not subject_of(user):
            return methods
        if is_managed_there(user):
            methods = []
        words = {"provider": settings.KAIJI_OIDC_NAME}
        description = gettext("Confirm by %(provider)s") % words
        url = reverse("provider_confirm")
        return [*methods, {"id": "provider", "description": description, "url": url}]

    def is_reauthentication_required(self, *, app, **kwargs):
        """Not right after signing in, which allauth does not count."""
        return not is_recent(context.request)

    def get_login_redirect_url(self, request):
        return reverse("admin:index")

    def post_login(self, request, user, **kwargs):
        response = super().post_login(request, user, **kwargs)
        known_browser.remember(response, request, user)
        return response

    def add_message(self, request, level, *args, **kwargs):
        """Only what went wrong; else the pages say what happened."""
        if level >= ERROR:
            super().add_message(request, level, *args, **kwargs)


def _is_let_in(user, subject):
    """Whether this way to sign in counts for the user; subject: "" for password and passkey."""
    return subject == subject_of(user) if subject else not is_managed_there(user)


def _limits(request, username):
    user = get_user_model().objects.filter(username=username).first()
    name, address = sign_in_try.folded(username), sign_in_try.network(client_address(request))
    if user and known_browser.knows(request, user):
        return [(sign_in_try.OF_KNOWN_BROWSER, str(user.pk))]
    limits = [(sign_in_try.OF_ACCOUNT_AND_ADDRESS, name, address), (sign_in_try.OF_ACCOUNT, name)]
    return [*limits, *sign_in_try.limits_of_address(sign_in_try.OF_ADDRESS, request)]


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets are stored encrypted, and passkeys belong to the host of the admin."""

    def encrypt(self, text):
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def get_totp_issuer(self):
        return f"Kaiji {_host() or ''}".strip()

    def get_public_key_credential_rp_entity(self):
        entity = super().get_public_key_credential_rp_entity()
        return {**entity, "id": _host() or entity["id"], "name": "Kaiji"}


def _host():
    return urlsplit(settings.KAIJI_ADMIN_URL or settings.KAIJI_URL).hostname


def _cipher():
    """Keyed by the secret key: who has only the database cannot read the secrets."""
    key = salted_hmac("kaiji.second_factor", "cipher", algorithm="sha256").digest()
    return Fernet(urlsafe_b64encode(key))
