"""What follows when somebody changes the account of somebody else: seal, hold, mails, record."""

from accounts.account_mail import tell_of_change
from accounts.credential_hold import CredentialHold, hold
from accounts.credential_seal import seal
from accounts.user_sessions import end_sessions
from audit.security_event import SecurityEvent, record

Kind = CredentialHold.Kind
# What each field of a user decides about; whoever was signed in with other rights is no longer.
KINDS = {
    "is_active": Kind.ACCOUNT,
    **dict.fromkeys(("is_staff", "is_superuser", "groups", "user_permissions"), Kind.ROLE),
    "email": Kind.ADDRESS,
    "second_factor": Kind.FACTOR,
    "identity": Kind.IDENTITY,
}

OF_FACTORS = {Kind.FACTOR, Kind.IDENTITY}


def account_changed(request, user, changed, *, was_sealed, former=None):
    """Seal, hold, tell, end sessions and record what was changed about the user.

    changed: names of fields; "added" for a new account, "second_factor" or "identity" where that
    was taken away.
    was_sealed: whether the seal was intact before. former: the values of changed fields, by name.
    The record says what they may do now, and no value of a secret.
    """
    if was_sealed:
        seal(user)
    kinds = {KINDS[name] for name in changed if name in KINDS}
    kinds |= {Kind.ACCOUNT} if "added" in changed else set()
    held = [kind for kind in sorted(kinds) if hold(user, by=request.user, kind=kind)]
    if held:
        former_address = (former or {}).get("email")
        tell_of_change(user, by=request.user, kinds=held, former_address=former_address)
    if kinds:
        own = request.session.session_key if user == request.user else None
        end_sessions(user, but=own)
    details = {"former_name": former["username"]} if "username" in changed and former else {}
    record(
        SecurityEvent.Kind.FACTOR if kinds & OF_FACTORS else SecurityEvent.Kind.USER,
        by=request.user,
        about=user.get_username(),
        changed=changed,
        is_active=user.is_active,
        is_staff=user.is_staff,
        is_superuser=user.is_superuser,
        roles=sorted(user.groups.values_list("name", flat=True)),
        permissions=permission_names(user.user_permissions),
        **details,
    )


def permission_names(permissions):
    """`app.codename` of each, sorted; permissions: a queryset."""
    rows = permissions.values_list("content_type__app_label", "codename")
    return sorted(f"{app}.{codename}" for app, codename in rows)
