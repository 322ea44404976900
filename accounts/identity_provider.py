"""Speaking with the identity provider: OpenID Connect Core 1.0, authorization code with PKCE.

What a provider says of a person is believed only from an ID token whose signature, issuer,
audience, nonce and time Authlib has checked; nothing else is asked from the provider.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.django_client import DjangoOAuth2App, OAuth
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from joserfc.errors import JoseError
from requests import RequestException

TIMEOUT = 3, 5  # seconds, to connect and to wait for each answer
METADATA_MAX_AGE, FAILURE_MAX_AGE = 5 * 60, 10  # seconds, for each process
REQUEST_MAX_AGE = 10 * 60  # seconds, from here to the provider and back
CLOCK_SKEW = 60  # seconds at most, between our clock and the provider's
SIGNING_ALGORITHMS = [
    *("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA"),
]
REQUEST_KEY, AUTHLIB_KEYS = "kaiji_provider", "_state_provider_"  # keys of a session
LONGEST_LINE = 200  # characters of an error, in the log
_FAILURES = (AuthlibBaseError, JoseError, RequestException, RuntimeError)
# What Authlib raises where the provider sends something of another form than the standard's.
_ILL_FORMED = (ValueError, TypeError, AttributeError, LookupError)


class ProviderFailed(Exception):
    """The provider did not identify the user; the text is for the log."""


@dataclass(frozen=True)
class AuthorizationRequest:
    """What somebody was sent to the provider for, kept in their session."""

    purpose: str
    next: str  # the address to go on to afterwards; "" for the start page
    language: str | None  # of the page that they left
    sent_at: float  # seconds since 1970
    state: str  # the `state` of OAuth, by which the answer names this request


@dataclass(frozen=True)
class ProvidedIdentity:
    """Whom the provider identified, by the claims of the ID token."""

    claims: dict[str, Any]
    requested_at: float  # seconds since 1970

    @property
    def subject(self) -> str:
        return self.claims["sub"]

    @property
    def has_two_factors(self) -> bool:
        """Whether the provider says that it asked for several (RFC 8176); silence is none."""
        return "mfa" in (self.claims.get("amr") or [])

    @property
    def signed_in_at(self) -> float:
        """When they signed in there (seconds since 1970); 0 where the provider does not say."""
        at = self.claims.get("auth_time")
        if not isinstance(at, int | float) or isinstance(at, bool):
            return 0
        now = time.time()
        return min(at, now) if at <= now + CLOCK_SKEW else 0

    @property
    def is_fresh(self) -> bool:
        """Whether they signed in there after our request, give or take a minute."""
        return self.signed_in_at >= self.requested_at - CLOCK_SKEW


def is_set_up() -> bool:
    """Whether this installation has a provider."""
    return bool(settings.KAIJI_OIDC_ISSUER)


def authorization_url(request: HttpRequest, purpose: str, next: str, *, force_login: bool) -> str:
    """The address at the provider to go to; the session of `request` keeps what for.

    force_login: the provider shall ask for the credentials, whoever it knows already. Raises
    `ProviderFailed`.
    """
    # With an age it has to say when they signed in there (OpenID Connect Core 1.0, section 2).
    max_age = 0 if force_login else settings.KAIJI_SESSION_SECONDS
    asked = {"max_age": max_age} | ({"prompt": "login"} if force_login else {})
    redirect_uri = _redirect_uri(request)
    client = _client()
    with _failures_named("the provider cannot be asked"):
        made = client.create_authorization_url(redirect_uri, **asked)
    for key in list(request.session.keys()):
        if key.startswith(AUTHLIB_KEYS):  # one request at a time, so that no session grows
            del request.session[key]
    client.save_authorize_data(request, redirect_uri=redirect_uri, **made)
    language = translation.get_language()
    kept = AuthorizationRequest(purpose, next, language, time.time(), made["state"])
    request.session[REQUEST_KEY] = asdict(kept)
    if not request.user.is_authenticated:
        request.session.set_expiry(REQUEST_MAX_AGE)
    return made["url"]


def take_request(request: HttpRequest) -> AuthorizationRequest:
    """What whoever comes back was sent for; the session forgets it. Raises `ProviderFailed`."""
    kept = request.session.get(REQUEST_KEY)
    if not kept or kept["state"] != request.GET.get("state"):
        raise ProviderFailed("nobody was sent there from this browser")
    del request.session[REQUEST_KEY]
    return AuthorizationRequest(**kept)


def exchange_code(request: HttpRequest, sent: AuthorizationRequest) -> ProvidedIdentity:
    """Whom the provider identified to whoever comes back. Raises `ProviderFailed`."""
    if time.time() - sent.sent_at > REQUEST_MAX_AGE:
        raise ProviderFailed("it took too long")
    options = {
        "iss": {"essential": True, "value": settings.KAIJI_OIDC_ISSUER},
        "aud": {"essential": True, "value": settings.KAIJI_OIDC_CLIENT_ID},
    }
    client = _client()
    keys = client.server_metadata["jwks"]
    with _failures_named("the answer is not the provider's"):
        try:
            token = client.authorize_access_token(
                request, claims_options=options, leeway=CLOCK_SKEW
            )
        except JoseError:  # perhaps it has another key under the same name
            cache.delete(_cache_key())
            raise
        claims = dict(token["userinfo"])
        subject = claims["sub"]
    if client.server_metadata["jwks"] != keys:  # fetched anew, for a key of another name
        cache.delete(_cache_key())
    # OpenID Connect Core 1.0, section 2
    if not isinstance(subject, str) or not subject.isascii() or not 0 < len(subject) <= 255:
        raise ProviderFailed("the subject has another form than the standard's")
    if not subject.isprintable():
        raise ProviderFailed("the subject holds control characters")
    return ProvidedIdentity(claims, sent.sent_at)


@contextmanager
def _failures_named(what: str) -> Iterator[None]:
    """Raise `ProviderFailed` for whatever a provider can cause.

    An error about what it sent may quote a token: of those only the type is named.
    """
    try:
        yield
    except _FAILURES as error:
        raise ProviderFailed(f"{what}: {error!r}"[:LONGEST_LINE]) from error
    except _ILL_FORMED as error:
        raise ProviderFailed(f"{what}: {type(error).__name__}") from error


def _client() -> DjangoOAuth2App:
    """A client for one request, with the metadata of the provider. Raises `ProviderFailed`."""
    return OAuth().register(
        "provider",
        client_id=settings.KAIJI_OIDC_CLIENT_ID,
        client_secret=settings.KAIJI_OIDC_CLIENT_SECRET,
        client_kwargs={
            "scope": settings.KAIJI_OIDC_SCOPE,
            "code_challenge_method": "S256",
            "default_timeout": TIMEOUT,
        },
        **_metadata(),
    )


def _metadata() -> dict[str, Any]:
    """The metadata of the provider, with its keys. Raises `ProviderFailed`.

    Kept for some minutes, and a failure for some seconds: else any stranger on the page to sign in
    could have it asked each time, and wait with a process of ours for one that does not answer.
    """
    kept = cache.get(_cache_key())
    if kept is None:
        try:
            with _failures_named("the provider cannot be asked"):
                kept = _fetch_metadata()
            cache.set(_cache_key(), kept, METADATA_MAX_AGE)
        except ProviderFailed as error:
            cache.add(_cache_key(), str(error), FAILURE_MAX_AGE)  # unless another one was answered
            raise
    if isinstance(kept, str):
        raise ProviderFailed(kept)
    return kept


def _cache_key() -> str:
    return f"identity_provider:{settings.KAIJI_OIDC_ISSUER}"


def _fetch_metadata() -> dict[str, Any]:
    issuer = settings.KAIJI_OIDC_ISSUER
    address = f"{issuer.rstrip('/')}/.well-known/openid-configuration"
    times = {"default_timeout": TIMEOUT}
    client = OAuth().register("provider", server_metadata_url=address, client_kwargs=times)
    metadata = client.load_server_metadata()
    if metadata.get("issuer") != issuer:
        raise ProviderFailed(f"the provider calls itself {metadata.get('issuer')!r}"[:LONGEST_LINE])
    # A signature by a secret, or by none, would prove nothing about the provider.
    offered = metadata.get("id_token_signing_alg_values_supported") or SIGNING_ALGORITHMS
    usable = [name for name in offered if name in SIGNING_ALGORITHMS]
    if not usable:
        raise ProviderFailed(f"the provider signs by {offered!r} alone"[:LONGEST_LINE])
    client.fetch_jwk_set()
    return {**metadata, "id_token_signing_alg_values_supported": usable}


def _redirect_uri(request: HttpRequest) -> str:
    """Where the provider sends people back to, one address for both languages.

    By the settings, where they name a host, for a request may name any.
    """
    with translation.override(settings.LANGUAGE_CODE):
        path = reverse("provider_callback")
    site = settings.KAIJI_ADMIN_URL or settings.KAIJI_URL
    return f"{site}{path}" if site else request.build_absolute_uri(path)
