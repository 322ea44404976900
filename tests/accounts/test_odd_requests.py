"""What strangers may send: it is refused, costs little, and leaves nothing behind."""

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.urls import reverse

from accounts.account_urls import urlpatterns
from audit.models import RefusalCount
from tests.accounts.signing_in import CODE, LOGIN, code_at, give_password, make_staff, sign_in

pytestmark = pytest.mark.django_db

BY_PASSKEY = "/admin/account/factors/passkeys/login/"
HOSTILE = {
    "a number for bytes": '{"rawId":"AA","id":"AA","type":"public-key",'
    '"response":{"clientDataJSON":2000000000}}',
    "a number for the key": '{"rawId":2000000000,"id":"AA","response":{}}',
    "no key": '{"id":"x"}',
    "a list": "[]",
    "nothing": "",
    "null": "null",
    "a large number": '{"rawId":1e400}',
    "a long number": '{"rawId":' + "9" * 5_000 + "}",
    "a deep one": "[" * 30_000,
    "a long one": '{"id":"' + "x" * 40_000 + '"}',
    "no JSON": "\0<script>",
    "no base64": '{"id":"é","rawId":"é","type":"public-key","response":{"clientDataJSON":"é",'
    '"authenticatorData":"é","signature":"é","userHandle":"é"}}',
    "an empty answer": '{"id":"AA","rawId":"AA","type":"public-key","response":'
    '{"clientDataJSON":"","authenticatorData":"","signature":"","userHandle":""}}',
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_an_answer_of_no_passkey_is_refused(client, kind):
    response = client.post(BY_PASSKEY, {"credential": HOSTILE[kind]})

    assert (response.status_code, response.url) == (302, LOGIN)


@pytest.mark.parametrize("kind", HOSTILE)
def test_nor_does_it_add_one(kind):
    make_staff()
    client = sign_in()

    response = client.post("/admin/account/factors/passkeys/add/", {"credential": HOSTILE[kind]})

    assert response.status_code == 200


@pytest.mark.parametrize("pattern", urlpatterns, ids=lambda one: one.name)
def test_no_cache_keeps_a_page_of_accounts(client, pattern):
    make_staff()
    args = {"mfa_edit_webauthn": [1], "mfa_remove_webauthn": [1]}.get(pattern.name, [])
    args = ["reset", "x"] if pattern.name == "account_set_password" else args
    address = reverse(pattern.name, args=args)

    for asking in (client, sign_in()):
        response = asking.get(address)
        assert response.status_code in (200, 302, 404, 410)
        if response.status_code != 404:
            assert "no-store" in response["Cache-Control"]


CHANGING = [
    one for one in urlpatterns if one.name.startswith("mfa_") or one.name == "recovery_codes"
]


@pytest.mark.parametrize("pattern", CHANGING, ids=lambda one: one.name)
def test_what_a_stranger_sends_is_kept_nowhere(client, pattern):
    args = [1] if "<int:pk>" in str(pattern.pattern) else []

    client.post(reverse(pattern.name, args=args), {"large": "x" * 10_000})

    assert not [one for one in Session.objects.all() if "large" in str(one.get_decoded())]


def test_challenges_for_strangers_are_counted_and_end_soon(client):
    asked = {"headers": {"accept": "application/json", "x-requested-with": "XMLHttpRequest"}}

    answers = [client.get(BY_PASSKEY, **asked).status_code for _ in range(102)]

    assert answers == [200] * 100 + [429] * 2
    assert client.session.get_expiry_age() <= 300


@pytest.mark.parametrize("key", ["abc", "", "9" * 30, "１"])
def test_no_session_of_an_odd_key_is_ended(key):
    make_staff()

    assert sign_in().post("/admin/account/sessions/", {"session": key}).status_code == 404


def test_a_null_character_is_no_name(client):
    make_staff()

    assert give_password(client, "i\0to").status_code == 200


def test_a_wrong_code_and_too_many_tries_are_counted(client):
    make_staff()
    give_password(client)
    for _time in range(6):
        client.post(CODE, {"code": "000000"})

    assert RefusalCount.objects.get(kind="sign_in").count == 6


def test_whose_password_changed_meanwhile_comes_no_further(client):
    user = make_staff()
    give_password(client)
    user.set_password("another long password")
    user.save()

    assert client.post(CODE, {"code": code_at()}).url.startswith(LOGIN)
    assert "_auth_user_id" not in client.session


def test_who_was_disabled_meanwhile_neither(client):
    make_staff()
    give_password(client)
    User.objects.update(is_active=False)

    client.post(CODE, {"code": code_at()})

    assert "_auth_user_id" not in client.session


def test_the_old_password_is_guessed_five_times_at_most():
    user = make_staff()
    client = sign_in()
    new = "another long password"
    for number in range(8):
        old = f"wrong {number}"
        form = {"oldpassword": old, "password1": new, "password2": new}
        client.post("/admin/account/password/change/", form)

    page = client.post(
        "/admin/account/password/change/",
        {"oldpassword": "a long password for the tests", "password1": new, "password2": new},
    )

    user.refresh_from_db()
    assert "分" in page.content.decode()
    assert not user.check_password(new)


def test_who_has_no_password_changes_none(client):
    user = make_staff(factor=False)
    user.set_unusable_password()
    user.save()
    client.force_login(user)

    response = client.get("/admin/account/password/change/")

    assert (response.status_code, response["Location"]) == (302, "/admin/account/factors/")
