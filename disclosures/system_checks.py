"""What `manage.py check` says about the machine that the program runs on, and its settings."""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.checks import Error, Info, Warning
from django.db import connections
from django.http.request import validate_host

from disclosures.exports import sheet_pdf
from disclosures.integrity.readiness import unapplied
from disclosures.notifications.message import missing_settings
from disclosures.permissions import ROLES

HTTP = re.compile(r"https?://[^/\s]+(?:/\S*)?")
CONTACT = re.compile(r"https://[^/\s]+(?:/\S*)?|mailto:[^\s@]+@[^\s@]+")
HOST = re.compile(r"\.?[\w-]+(\.[\w-]+)*|\[[0-9A-Fa-f:.]+\]|\*")


def check_pdf(app_configs, **kwargs):
    """System check: versions get a PDF, or it is said why not. All else works without."""
    if not sheet_pdf.MISSING:
        return []
    return [
        Info(
            f"No PDF is made of a version, and none is offered: {sheet_pdf.MISSING}.",
            hint=(
                "Install requirements.txt, and Pango with it: on Debian and Ubuntu"
                " apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-cjk."
            ),
            id="disclosures.I001",
        )
    ]


def check_address(app_configs, **kwargs):
    """System check (`--deploy`): the installation knows the address under which it is read."""
    if settings.KAIJI_URL:
        return []
    return [
        Warning(
            "KAIJI_URL names no address: pages follow the host of each request, files name none.",
            hint="Set it to scheme and host as readers know them, https://kaiji.example.com.",
            id="disclosures.W002",
        )
    ]


def check_second_factor(app_configs, **kwargs):
    """System check (`--deploy`): a password alone lets nobody in."""
    if settings.KAIJI_SECOND_FACTOR:
        return []
    return [
        Warning(
            "KAIJI_SECOND_FACTOR is 0: whoever knows a password signs in, and may approve.",
            hint="Take it out of the environment, unless nobody else reaches this installation.",
            id="disclosures.W009",
        )
    ]


def check_identity_provider(app_configs, **kwargs):
    """System check: the settings of the identity provider are whole, and name roles."""
    if not settings.KAIJI_OIDC_ISSUER:
        return []
    missing = [
        name
        for name in ("KAIJI_OIDC_CLIENT_ID", "KAIJI_OIDC_CLIENT_SECRET")
        if not getattr(settings, name)
    ]
    unknown = sorted(set(settings.KAIJI_OIDC_ROLES.values()) - set(ROLES))
    is_address = settings.KAIJI_OIDC_ISSUER.startswith("https://") or settings.DEBUG
    problems = [f"{name} is empty" for name in missing]
    problems += [
        f"KAIJI_OIDC_ROLES names {role!r}, which is none of {', '.join(ROLES)}" for role in unknown
    ]
    problems += [] if is_address else ["KAIJI_OIDC_ISSUER does not begin with https://"]
    if not problems:
        return []
    return [
        Error(
            f"Nobody can sign in by the identity provider: {', '.join(problems)}.",
            id="disclosures.E005",
        )
    ]


def check_addresses(app_configs, **kwargs):
    """System check: each address that the environment names is a whole one."""
    return list(_wrong_addresses())


def _wrong_addresses():
    contact = settings.KAIJI_SECURITY_CONTACT
    for name in ("KAIJI_URL", "KAIJI_ADMIN_URL"):
        url = getattr(settings, name)
        if url and not HTTP.fullmatch(url):
            yield Error(
                f"{name} is no address: {url!r}.",
                hint="Begin with https://, as in https://kaiji.example.com.",
                id="disclosures.E001",
            )
    for origin in settings.CSRF_TRUSTED_ORIGINS:
        if not HTTP.fullmatch(origin):
            yield Error(
                f"KAIJI_TRUSTED_ORIGINS has what is no origin: {origin!r}.",
                hint="Begin each with https://, as in https://admin.example.com.",
                id="disclosures.E002",
            )
    if contact and not CONTACT.fullmatch(contact):
        yield Error(
            f"KAIJI_SECURITY_CONTACT is no address: {contact!r}.",
            hint="Begin with mailto: or https://, as in mailto:security@example.com.",
            id="disclosures.E003",
        )


def check_hosts(app_configs, **kwargs):
    """System check: the hosts are such, and those by which readers know this installation."""
    hosts = settings.ALLOWED_HOSTS
    of_addresses = [
        urlsplit(one).hostname for one in (settings.KAIJI_URL, settings.KAIJI_ADMIN_URL)
    ]
    unknown = [host for host in of_addresses if host and not validate_host(host, hosts)]
    if wrong := [host for host in hosts if not HOST.fullmatch(host)]:
        return [
            Error(
                f"KAIJI_ALLOWED_HOSTS has what is no host: {', '.join(wrong)}.",
                hint="Leave out scheme, port and path, as in kaiji.example.com.",
                id="disclosures.E004",
            )
        ]
    if not hosts:
        what, hint = "is empty: every request gets a 400", "as in kaiji.example.com"
    elif unknown:
        what = f"lacks the host of KAIJI_URL or KAIJI_ADMIN_URL, {unknown[0]}: it answers 400"
        hint = f"as in {unknown[0]}"
    else:
        return []
    return [
        Warning(
            f"KAIJI_ALLOWED_HOSTS {what}.",
            hint=f"Name each host under which Kaiji is asked, {hint}.",
            id="disclosures.W005",
        )
    ]


def check_mail(app_configs, **kwargs):
    """System check (`--deploy`): where the environment speaks of mail, mails can be sent."""
    is_meant = bool(settings.EMAIL_HOST or settings.DEFAULT_FROM_EMAIL or settings.EMAIL_HOST_USER)
    return [
        Warning(
            "No mail is sent: a setting is missing.",
            hint=f"Set {setting}.",
            id="disclosures.W008",
        )
        for setting in (missing_settings() if is_meant else ())
    ]


def check_static_files(app_configs, **kwargs):
    """System check (`--deploy`): the static files are collected; without them no page is made."""
    if not hasattr(staticfiles_storage, "read_manifest") or staticfiles_storage.read_manifest():
        return []
    return [
        Warning(
            "The static files are not collected: every page is a 500.",
            hint="Run manage.py collectstatic --noinput.",
            id="disclosures.W006",
        )
    ]


def check_migrations(app_configs, databases=None, **kwargs):
    """System check (`--deploy --database default`): the database is migrated."""
    return [
        Warning(
            f"The database is not migrated: {', '.join(names)}.",
            hint="Run manage.py migrate.",
            id="disclosures.W007",
        )
        for alias in databases or []
        if (names := unapplied(connections[alias]))
    ]
