"""Which account here is that of an identity of the provider, and with which roles.

Without `KAIJI_OIDC_ROLES` roles are given here, and only accounts that their owners connected are
known. With it, whoever has one of the roles gets an account, and each sign-in sets these roles as
the provider says; who has none of them any more is refused.
"""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from audit.security_event import SecurityEvent, record

from .account_mail import tell_of_change
from .credential_hold import CredentialHold, hold
from .credential_seal import is_broken, seal
from .identity import Identity
from .identity_provider import ProviderFailed
from .sign_in_try import folded
from .user_sessions import end_sessions


class SignInRefused(Exception):
    """Whoever the provider identified is not let in; the text is for them."""


def synchronize_user(provided):
    """The user of this identity.

    With `KAIJI_OIDC_ROLES` the account is made first, if there is none, and has the roles that the
    provider gives. Raises `SignInRefused`, and `ProviderFailed` where it does not say which.
    """
    roles = _roles(provided.claims)
    try:
        user = _synchronize(provided, roles)
    except IntegrityError:  # somebody came in twice at once, and the other made the account
        user = _synchronize(provided, roles)
    _refuse_without_role(roles)  # now, for that the roles were taken away has to last
    return user


def connect(user, provided):
    """Let the user sign in by this identity.

    Raises `SignInRefused` where it is somebody else's, where the user has another one, and where it
    has no role: the user could not sign in any more.
    """
    _refuse_without_role(_roles(provided.claims))
    subject = subject_of(user)
    connected = _("Your account is connected with another identity already.")
    if subject not in ("", provided.subject):
        raise SignInRefused(connected)
    try:
        identity, _is_new = _identities().get_or_create(
            subject=provided.subject,
            defaults={"user": user, "issuer": settings.KAIJI_OIDC_ISSUER},
        )
    except IntegrityError as error:  # with another one, at the same moment
        raise SignInRefused(connected) from error
    if identity.user_id != user.pk:
        raise SignInRefused(_("This identity belongs to another account here."))


def disconnect(user):
    """Let the user sign in by no identity of the provider any more."""
    _identities().filter(user=user).delete()


def subject_of(user):
    """By what the provider knows the user (`sub`); "" where it does not."""
    return _identities().filter(user=user).values_list("subject", flat=True).first() or ""


def is_managed_there(user):
    """Whether the user signs in by the provider alone, and by no password or passkey of ours.

    So where roles come from the provider, and where the user has no password here: whoever is
    turned off there has to be turned off here, too.
    """
    is_provided = bool(settings.KAIJI_OIDC_ROLES) or not user.has_usable_password()
    return is_provided and subject_of(user) != ""


def _identities():
    return Identity.objects.filter(issuer=settings.KAIJI_OIDC_ISSUER)


def _roles(claims):
    """The names of the roles that the claims give; None where roles are given here.

    Raises `ProviderFailed` without the claim: that is no statement that somebody lost every role.
    """
    if not settings.KAIJI_OIDC_ROLES:
        return None
    name = settings.KAIJI_OIDC_ROLE_CLAIM
    if name not in claims:
        raise ProviderFailed(f"the ID token has no claim {name!r}")
    values = claims[name] if isinstance(claims[name], list) else [claims[name]]
    roles = {role for value, role in settings.KAIJI_OIDC_ROLES.items() if value in values}
    return set(Group.objects.filter(name__in=roles).values_list("name", flat=True))


def _refuse_without_role(roles):
    if roles == set():
        raise SignInRefused(_("You have no role here. Please contact whoever manages the users."))


@transaction.atomic
def _synchronize(provided, roles):
    identity = _identities().filter(subject=provided.subject).select_related("user").first()
    if identity:
        if roles is not None and identity.user.is_active:
            _set_roles(identity.user, roles)
        return identity.user
    if not roles:
        raise SignInRefused(
            _("There is no account for you here. Please contact whoever manages the users.")
        )
    return _make(provided, roles)


def _make(provided, roles):
    users, claims = get_user_model(), provided.claims
    email = _text(claims, "email") if claims.get("email_verified") is True else ""
    name = users.normalize_username(_text(claims, "preferred_username") or email)
    names = users.objects.values_list("username", flat=True)
    if folded(name) in map(folded, names) or (
        email and users.objects.filter(email__iexact=email).exists()
    ):
        raise SignInRefused(
            _(
                "An account with the name “%(name)s” or your mail address exists already. Please"
                " sign in to it and connect it."
            )
            % {"name": name}
        )
    user = users(
        username=name,
        email=email,
        first_name=_text(claims, "given_name"),
        last_name=_text(claims, "family_name"),
        is_staff=True,
    )
    user.set_unusable_password()
    try:
        user.full_clean()
    except ValidationError as error:
        raise SignInRefused(" ".join(error.messages)) from error
    user.save()
    connect(user, provided)
    user.groups.set(Group.objects.filter(name__in=roles))
    seal(user)
    _changed(user, CredentialHold.Kind.ACCOUNT, ["added"])
    return user


def _text(claims, name):
    """The claim, if it is a text that can be stored and shown; else ""."""
    value = claims.get(name)
    return value if isinstance(value, str) and value.isprintable() else ""


def _set_roles(user, roles):
    """Set those roles that the provider can give; others stay."""
    before = set(user.groups.values_list("name", flat=True))
    after = before - set(settings.KAIJI_OIDC_ROLES.values()) | roles
    if before == after:
        return
    was_sealed = not is_broken(user)
    user.groups.set(Group.objects.filter(name__in=after))
    if was_sealed:
        seal(user)
    end_sessions(user)
    _changed(user, CredentialHold.Kind.ROLE, ["groups"])


def _changed(user, kind, changed):
    hold(user, by=None, kind=kind)
    tell_of_change(user, by=None, kinds=[kind])
    record(
        SecurityEvent.Kind.USER,
        by=None,
        about=user.get_username(),
        changed=changed,
        roles=sorted(user.groups.values_list("name", flat=True)),
        issuer=settings.KAIJI_OIDC_ISSUER,
    )
