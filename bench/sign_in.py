"""Whether time tells who has an account: signing in, and asking for a new password.

Each name is asked for in turn, with the hasher of production; what counts is the median of the
time of one kind of name over that of a user who can sign in.
"""

import time
from statistics import median

from django.db import transaction
from django.test import Client, override_settings

from accounts.credential_seal import seal
from accounts.models import SignInTry
from tests.factory import make_user

ROUNDS = 25
LIMIT = 1.1  # times as long, or as short
HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
PAGES = {
    "sign-in": ("/admin/account/login/", {"password": "a wrong password"}),
    "new password": ("/admin/account/password/forgotten/", {}),
}
NAMES = ("known", "disabled", "unknown")


def report():
    """Print how long each kind of name takes beside a known one, and if the limit is kept."""
    print(f"Accounts: medians of {ROUNDS} requests")
    with transaction.atomic(), override_settings(PASSWORD_HASHERS=HASHERS):
        for name in NAMES[:2]:
            user = make_user(name, email=f"{name}@example.com", is_active=name == "known")
            user.set_password("the right password")
            user.save()
            seal(user)
        for page in PAGES:
            _report_page(page)
        transaction.set_rollback(True)


def _report_page(page):
    taken = {name: [] for name in NAMES}
    for _round in range(ROUNDS):
        for name in NAMES:
            taken[name].append(_seconds(page, name))
    usual = median(taken["known"])
    for name in NAMES[1:]:
        ratio = median(taken[name]) / usual
        kept = "kept" if 1 / LIMIT <= ratio <= LIMIT else "BROKEN"
        print(f"  {page}, {name}: {ratio:.2f} × known, {usual * 1000:.0f} ms ({LIMIT}) {kept}")


def _seconds(page, name):
    path, form = PAGES[page]
    SignInTry.objects.all().delete()
    client = Client()
    begun = time.perf_counter()
    client.post(path, {"login": name, **form})
    return time.perf_counter() - begun
