"""What somebody proved in this session, as allauth records it; no other module reads that."""

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.account.internal.stagekit import clear_login


def has_proved_two_factors(request):
    """Whether a second factor was proved in this session, by a passkey or beside a password."""
    return any(record["method"] == "mfa" for record in _records(request))


def proved_at(request):
    """When something was proved last (seconds since 1970); 0 where nothing was."""
    return max((record["at"] for record in _records(request)), default=0)


def forget_proofs(request):
    """Forget what was proved in this session by somebody who was not let in, or not yet."""
    clear_login(request)


def record_first_factor(request, authenticator):
    """Record that whoever just set up their first factor showed that they have it."""
    about = {"type": authenticator.type, "id": authenticator.pk}
    record_authentication(request, authenticator.user, "mfa", **about)


def record_recovery_code(request, user, *, is_again):
    """Record a recovery code, which allauth does not know, as the second factor.

    is_again: whether the user was signed in before, and only had to confirm who it is.
    """
    details = {"reauthenticated": True} if is_again else {}
    record_authentication(request, user, "mfa", type="recovery_code", **details)


def record_provider(request, user, provided, *, is_again):
    """Record that the provider identified the user, when, and whether by two factors.

    provided: a `ProvidedIdentity`. is_again: whether the user was signed in before, and only had to
    confirm who it is.
    """
    details = {"reauthenticated": True} if is_again else {}
    details["at"] = provided.signed_in_at
    record_authentication(request, user, "provider", **details)
    if provided.has_two_factors:
        record_authentication(request, user, "mfa", type="provider", **details)


def _records(request):
    return get_authentication_records(request, request.user)
