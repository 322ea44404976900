"""Every routed address × everybody × how far they came with signing in × GET and POST.

The addresses of accounts are left to `test_sign_in`.

Who has proved both factors finds what `urls_matrix.txt` says. Who has not finds the pages of
readers and those on which a factor is set up or asked for, and nothing else.
"""

import copy

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.urls import get_resolver

from tests.accounts.signing_in import PASSWORD, SECRET, sign_in
from tests.end_to_end.urls_matrix import EVERYBODY, World, routes, table

pytestmark = pytest.mark.django_db

STAFF = [who for who in EVERYBODY if who != "anonymous"]
OF_ACCOUNTS = "admin/account/"
# These say themselves whether somebody is signed in, or only lead on.
OPEN = {"admin/login/", "admin/logout/", "admin/jsi18n/"}


def begin_sessions(client, world, sign):
    for who in STAFF:
        client.cookies.clear()
        sign(client, world.people[who])
        world.sessions[who] = copy.deepcopy(client.cookies)


def prove_both(client, user):
    user.set_password(PASSWORD)
    user.save()
    TOTP.activate(user, SECRET)
    sign_in(user.username, client=client)


def found(client, world):
    return {
        (route, method, who): world.status(client, route, method, who)
        for route in routes(get_resolver().url_patterns)
        for method in ("GET", "POST")
        for who in STAFF
    }


def expected():
    return {(*key, who): row[who] for key, row in table().items() for who in STAFF}


def of_staff(route):
    return route.startswith("admin/") and not route.startswith(OF_ACCOUNTS) and route not in OPEN


def test_who_proved_both_factors_may_do_what_the_table_says(client):
    world = World()
    begin_sessions(client, world, prove_both)

    differences = {
        key: status
        for key, status in found(client, world).items()
        if not key[0].startswith(OF_ACCOUNTS) and status != expected()[key]
    }

    assert differences == {}


@pytest.mark.parametrize(("has_factor", "leads_to"), [(False, "302"), (True, "login")])
def test_who_proved_one_factor_alone_finds_nothing_of_staff(client, has_factor, leads_to):
    world = World()
    begin_sessions(client, world, Client.force_login)
    if has_factor:
        for who in STAFF:
            TOTP.activate(world.people[who], SECRET)

    answers = found(client, world)

    assert {status for key, status in answers.items() if of_staff(key[0])} == {leads_to}
    of_readers = {key for key in answers if not key[0].startswith("admin/")}
    assert {key for key in of_readers if answers[key] != expected()[key]} == set()
