"""How often somebody tried to sign in, counted in the database: processes share it.

A try writes a row for each key that limits it, before the password is checked. If a key then has
more rows than its limit, the try is refused and its rows are deleted: whoever is refused does not
wait longer for trying again. Names are compared as people would: NFKC and case-folded.
"""

import unicodedata
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import ip_address, ip_network

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from audit.client_address import client_address
from audit.sign_in import note_refusal

FORGOTTEN_AFTER = timedelta(hours=1)


class SignInTry(models.Model):
    """One try under one key; the key is a keyed hash, so that no name or address is stored."""

    key = models.CharField(_("key"), max_length=64)
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("try to sign in")
        verbose_name_plural = _("tries to sign in")
        default_permissions = ()
        indexes = [
            models.Index(fields=["key", "at"], name="tries_under_a_key"),
            models.Index(fields=["at"], name="tries_by_their_moment"),
        ]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M}"


@dataclass(frozen=True)
class Limit:
    """So many tries within that time under a key that begins with `name`."""

    name: str
    tries: int
    within: timedelta


QUARTER = timedelta(minutes=15)
OF_ACCOUNT_AND_ADDRESS = Limit("account and address", 5, QUARTER)
OF_ADDRESS = Limit("address", 50, QUARTER)
OF_ACCOUNT = Limit("account", 50, timedelta(hours=1))
OF_KNOWN_BROWSER = Limit("known browser", 5, QUARTER)
OF_RESET = Limit("new password", 5, timedelta(hours=1))  # mails to one person
OF_CODE = Limit("code", 5, QUARTER)  # a second factor, after the password was right
OF_OLD_PASSWORD = Limit("old password", 5, QUARTER)  # of whoever is signed in and changes it
OF_PROVIDER = Limit("provider", 300, QUARTER)  # ways to the identity provider, from one address
OF_CHALLENGE = Limit("challenge", 100, QUARTER)  # for passkeys, and answers, from one address


class TooManyTries(ValidationError):
    """No further try is possible now; says for how long."""

    def __init__(self, limit):
        words = _("Too many tries. Please wait %(minutes)d minutes, then try again.")
        minutes = limit.within // timedelta(minutes=1)
        super().__init__(words, code="too_many", params={"minutes": minutes})


def register_try(*limited):
    """Count a try under each of these pairs of a `Limit` and what it limits (texts).

    Returns the rows, for `take_back`. Raises `TooManyTries` where one of the limits is reached.
    """
    now = timezone.now()
    SignInTry.objects.filter(at__lt=now - FORGOTTEN_AFTER).delete()
    # Written first and counted then: of two at the same moment neither overlooks the other.
    rows = [SignInTry.objects.create(key=_key(limit, values), at=now) for limit, *values in limited]
    for row, (limit, *_values) in zip(rows, limited, strict=True):
        recent = SignInTry.objects.filter(key=row.key, at__gt=now - limit.within)
        if recent.count() > limit.tries:
            take_back(rows)
            note_refusal()
            raise TooManyTries(limit)
    return rows


def take_back(rows):
    """Forget these tries: the password was right, or they were refused."""
    SignInTry.objects.filter(pk__in=[row.pk for row in rows]).delete()


def folded(name):
    """The name as it is compared: look-alikes of width and case are one account."""
    return unicodedata.normalize("NFKC", name).casefold().strip()


def limits_of_address(limit, request):
    """The limit for the address of this request, for `register_try`: a list of one pair.

    Where no address is known the list is empty: one limit for all would lock everybody out.
    """
    address = network(client_address(request))
    return [(limit, address)] if address else []


def network(address):
    """The address of IPv4, or the /64 of IPv6, which one customer of a provider has.

    "" where none is known. IPv4 may come written as IPv6.
    """
    if not address:
        return ""
    whole = ip_address(address)
    whole = getattr(whole, "ipv4_mapped", None) or whole
    return str(whole) if whole.version == 4 else str(ip_network(f"{whole}/64", strict=False))


def _key(limit, values):
    return salted_hmac(
        f"kaiji.sign_in_try.{limit.name}", "\0".join(values), algorithm="sha256"
    ).hexdigest()
