"""How often somebody may try, whatever they vary."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from accounts.models import SignInTry
from accounts.sign_in_try import network
from tests.accounts.signing_in import (
    CODE,
    PASSWORD,
    give_password,
    is_in,
    make_staff,
    sign_in,
)

pytestmark = pytest.mark.django_db


def guesses(count, name="ito", headers=lambda number: {}, address=lambda number: "127.0.0.1"):
    """So many wrong passwords for that name, each by a browser of its own."""
    for number in range(count):
        named = name(number) if callable(name) else name
        client = Client(REMOTE_ADDR=address(number))
        give_password(client, named, f"wrong {number}", **headers(number))


@pytest.fixture
def hashed(monkeypatch):
    """A list that grows by one whenever a password is hashed."""
    found = []
    for name in ("check_password", "set_password"):
        before = getattr(User, name)
        monkeypatch.setattr(User, name, _counting(before, found))
    return found


def _counting(before, found):
    return lambda self, raw: found.append(raw) or before(self, raw)


def try_often(hashed, count, **kwargs):
    make_staff()
    hashed.clear()
    guesses(count, **kwargs)
    return len(hashed)


def test_five_for_an_account_from_an_address(hashed):
    assert try_often(hashed, 20) == 5


def test_names_that_look_alike_are_one_account(hashed):
    names = ["ito", "ITO", "Ｉｔｏ", " ito ", "ｉｔｏ"]

    assert try_often(hashed, 20, name=lambda number: names[number % 5]) == 5


def test_fifty_from_an_address_whatever_the_names(hashed):
    assert try_often(hashed, 60, name=lambda number: f"name{number}") == 50


def test_fifty_for_an_account_whatever_the_addresses(hashed):
    assert try_often(hashed, 60, address=lambda number: f"10.0.0.{number}") == 50


def test_a_forged_header_is_no_other_address(hashed):
    def forged(number):
        return {"x-forwarded-for": f"10.0.0.{number}", "host": f"localhost:{8000 + number}"}

    assert try_often(hashed, 20, headers=forged) == 5


def test_behind_a_proxy_its_own_word_counts(hashed, settings):
    settings.KAIJI_BEHIND_PROXY = True

    def forged(number):
        return {"x-forwarded-for": f"10.0.0.{number}, 192.0.2.1"}

    assert try_often(hashed, 20, headers=forged) == 5


def test_the_addresses_of_one_network_of_ipv6_are_one(hashed):
    assert try_often(hashed, 20, address=lambda number: f"2001:db8::{number:x}") == 5


def test_who_is_refused_waits_no_longer_for_trying_on(clock):
    make_staff()
    guesses(5)
    clock.forward(minutes=14)
    guesses(30)
    clock.forward(minutes=1, seconds=1)

    assert give_password(Client()).status_code == 302


def test_the_owner_gets_in_from_a_known_browser_meanwhile(clock):
    make_staff()
    known = sign_in()
    known.post("/admin/account/logout/")
    for number in range(60):
        give_password(Client(REMOTE_ADDR=f"10.0.0.{number}"), password="wrong")
    assert give_password(Client(REMOTE_ADDR="10.0.0.99")).status_code == 200

    clock.forward(seconds=31)
    assert give_password(known).status_code == 302


def test_a_browser_in_which_the_password_was_changed_stays_known():
    make_staff()
    known, new = sign_in(), "another long password"
    form = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    known.post("/admin/account/password/change/", form)
    known.post("/admin/account/logout/")
    for number in range(60):
        give_password(Client(REMOTE_ADDR=f"10.0.0.{number}"), password="wrong")

    assert give_password(known, password=new).status_code == 302


def test_without_any_address_nobody_shares_a_limit(hashed):
    assert try_often(hashed, 60, name=lambda number: f"name{number}", address=lambda _: "") == 60


def test_an_address_of_ipv4_in_ipv6_is_that_of_ipv4():
    assert network("::ffff:192.0.2.1") == "192.0.2.1"
    assert network("2001:db8::1") == "2001:db8::/64"


def test_a_right_password_is_no_try():
    make_staff()

    for _time in range(7):
        assert give_password(Client()).status_code == 302
    assert SignInTry.objects.count() == 0


def test_no_name_and_no_address_is_stored():
    make_staff()
    guesses(1)

    stored = str(list(SignInTry.objects.values()))
    assert "ito" not in stored
    assert "127.0.0.1" not in stored


def test_five_codes_for_whoever_knows_the_password(client):
    make_staff()
    give_password(client)
    answers = [client.post(CODE, {"code": "000000"}) for _ in range(7)]

    assert ["待" in answer.content.decode() for answer in answers] == [False] * 5 + [True] * 2
    assert not is_in(client)
