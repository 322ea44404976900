"""Signing in: a password, then a second factor; each code once."""

import time

import pytest
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import Client

from accounts import recovery_code
from accounts.account_urls import urlpatterns
from audit.models import SecurityEvent
from tests.accounts.signing_in import (
    CODE,
    LOGIN,
    PASSWORD,
    SECRET,
    code_at,
    give_password,
    is_in,
    make_staff,
    sign_in,
)

pytestmark = pytest.mark.django_db


def test_a_password_alone_lets_nobody_in(client):
    make_staff()

    response = give_password(client)

    assert response.url == CODE
    assert not is_in(client)


def test_password_and_code_do():
    make_staff()

    assert is_in(sign_in())


def test_a_wrong_code_does_not(client):
    make_staff()
    give_password(client)

    client.post(CODE, {"code": "000000"})

    assert not is_in(client)


def test_a_code_counts_once():
    make_staff()
    code = code_at()
    assert is_in(sign_in(code=code))

    assert not is_in(sign_in(code=code))


def test_a_recovery_code_counts_once(client):
    [code, *_] = recovery_code.renew(make_staff())

    assert is_in(sign_in(code=code.upper().replace("-", " ")))
    assert not is_in(sign_in(code=code))


def test_recovery_codes_need_a_factor_and_go_with_the_first_one(
    client, django_capture_on_commit_callbacks
):
    user = make_staff(factor=False)
    recovery_code.renew(user)
    give_password(client)
    assert client.post("/admin/account/factors/recovery-codes/").url == "/admin/account/factors/"
    client.get("/admin/account/factors/app/activate/")
    secret = client.session["mfa.totp.secret"]

    with django_capture_on_commit_callbacks(execute=True):
        client.post("/admin/account/factors/app/activate/", {"code": code_at(secret=secret)})

    assert recovery_code.left(user) == 0
    event = SecurityEvent.objects.get(kind="factor")
    assert event.details == {"changed": ["totp added"]}
    assert secret not in str(event.details)


def test_the_code_that_set_up_an_app_is_used(client):
    make_staff(factor=False)
    give_password(client)
    client.get("/admin/account/factors/app/activate/")
    code = code_at(secret=client.session["mfa.totp.secret"])
    client.post("/admin/account/factors/app/activate/", {"code": code})

    assert not is_in(sign_in(code=code))


def test_with_another_secret_key_recovery_codes_go_on(settings, caplog):
    [code, *_] = recovery_code.renew(make_staff())
    settings.SECRET_KEY = "another"

    assert not is_in(sign_in())
    assert "was encrypted by another key" in caplog.text
    assert is_in(sign_in(code=code))


def test_the_pages_lead_to_recovery_codes_and_sessions():
    make_staff()
    client = sign_in()

    start = client.get("/admin/").content.decode()
    factors = client.get("/admin/account/factors/").content.decode()

    assert 'href="/admin/account/factors/"' in start
    assert 'href="/admin/account/sessions/"' in start
    assert 'href="/admin/account/factors/recovery-codes/"' in factors


def test_recovery_codes_and_secrets_are_not_stored_as_they_are():
    user = make_staff()
    codes = recovery_code.renew(user)

    stored = " ".join(recovery_code.RecoveryCode.objects.values_list("hash", flat=True))
    assert not [code for code in codes if code in stored or code.replace("-", "") in stored]
    assert SECRET not in str(Authenticator.objects.get(user=user).data)


def test_who_has_no_second_factor_comes_no_further_than_to_set_one_up(client):
    make_staff(factor=False)
    give_password(client)

    response = client.get("/admin/", follow=True)

    assert response.redirect_chain == [("/admin/account/factors/", 302)]
    assert "多要素認証を設定してください" in response.content.decode()
    assert client.get("/admin/disclosures/checklist/").status_code == 302


def test_a_session_from_before_does_not_stay_with_one_factor(client):
    client.force_login(make_staff())

    for address in ("/admin/", "/admin/account/sessions/", "/admin/account/reauthenticate/"):
        assert client.get(address).url.startswith(LOGIN)
        assert "_auth_user_id" not in client.session
        client.force_login(User.objects.get())


def test_the_old_page_of_the_admin_only_leads_to_the_new_one(client):
    root = make_staff("root", is_superuser=True)
    client.force_login(make_staff("ito"))

    sent = {"username": "root", "password": PASSWORD}
    for response in (client.get("/admin/login/"), client.post("/admin/login/", sent)):
        assert response.url.startswith(LOGIN)
    assert client.session.get("_auth_user_id") != str(root.pk)


@pytest.mark.parametrize(
    "nowhere",
    ["/nowhere/", "/admin/nowhere/", "https://evil.example.com/", "//evil.example.com", "http://["],
)
def test_a_way_on_that_leads_nowhere_leads_to_the_start_page(client, nowhere):
    make_staff()
    client.post(f"{LOGIN}?next={nowhere}", {"login": "ito", "password": PASSWORD, "next": nowhere})

    assert client.post(CODE, {"code": code_at()}).url == "/admin/"


def test_a_code_of_the_next_half_minute_counts_and_one_of_yesterday_does_not():
    make_staff()

    assert is_in(sign_in(code=code_at(time.time() + 29)))
    assert not is_in(sign_in(client=Client(), code=code_at(time.time() - 86_400)))


def test_these_are_all_pages_of_accounts():
    assert {pattern.name for pattern in urlpatterns} == {
        "account_login",
        "account_logout",
        "account_inactive",
        "account_reauthenticate",
        "account_change_password",
        "account_reset_password",
        "account_set_password",
        "mfa_index",
        "mfa_authenticate",
        "mfa_reauthenticate",
        "mfa_activate_totp",
        "mfa_deactivate_totp",
        "recovery_codes",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
        "mfa_login_webauthn",
        "mfa_reauthenticate_webauthn",
        "mfa_edit_webauthn",
        "mfa_remove_webauthn",
        "provider_sign_in",
        "provider_callback",
        "provider_confirm",
        "provider_connect",
        "provider_disconnect",
        "usersessions_list",
    }


def test_the_admin_shows_no_secret_of_accounts():
    of_accounts = [
        model._meta.label
        for model in admin.site._registry
        if model._meta.app_label in ("account", "mfa", "usersessions", "accounts", "socialaccount")
    ]

    assert of_accounts == []
