"""A seal that was broken past the program stays broken, whatever the program changes after it."""

import json

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from accounts import recovery_code
from accounts.credential_seal import CredentialSeal, is_broken, seal
from accounts.recovery_code import RecoveryCode
from tests.accounts.signing_in import (
    PASSWORD,
    code_at,
    give_password,
    make_staff,
    sign_in,
)
from tests.factory import make_user

pytestmark = pytest.mark.django_db

NEW = "another long password"


def change_past_the_program(user):
    User.objects.filter(pk=user.pk).update(first_name="Other", email="other@example.com")


def change_password(client):
    form = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    assert client.post("/admin/account/password/change/", form).status_code == 302


def make_codes(client):
    assert client.post("/admin/account/factors/recovery-codes/").status_code == 200


def remove_the_app(client):
    assert client.post("/admin/account/factors/app/deactivate/").status_code == 302


def test_a_seal_is_of_one_account_alone():
    user = make_staff(factor=False)
    kept = User.objects.filter(pk=user.pk).values().get()
    User.objects.filter(pk=user.pk).update(username="former")
    other = User(**kept | {"id": None})
    User.objects.bulk_create([other])
    CredentialSeal.objects.filter(user=user).update(user=other)

    assert is_broken(other)


@pytest.mark.parametrize("act", [change_password, make_codes, remove_the_app])
def test_what_people_change_about_themselves_keeps_an_intact_seal(act):
    user = make_staff()

    act(sign_in())

    assert not is_broken(user)


@pytest.mark.parametrize("act", [change_password, make_codes, remove_the_app])
def test_and_mends_no_broken_one(act):
    user = make_staff()
    change_past_the_program(user)

    act(sign_in())

    assert is_broken(user)


def test_nor_does_the_app_of_whoever_lost_theirs_on_the_server():
    user = make_staff()
    call_command("forget_factors", "ito", reason="Lost")
    client = Client()
    give_password(client)
    client.get("/admin/account/factors/app/activate/")
    secret = client.session["mfa.totp.secret"]

    client.post("/admin/account/factors/app/activate/", {"code": code_at(secret=secret)})

    assert Authenticator.objects.filter(user=user).exists()
    assert is_broken(user)


def swap_passkey(user):
    passkey = Authenticator.objects.get(user=user, type="webauthn")
    passkey.data["credential"] = {"id": "mine"}
    Authenticator.objects.filter(pk=passkey.pk).update(data=passkey.data)


def swap_secret(user):
    other = make_staff("other")
    secret = Authenticator.objects.get(user=other).data
    Authenticator.objects.filter(user=user, type="totp").update(data=json.loads(json.dumps(secret)))


def add_code(user):
    RecoveryCode.objects.create(user=user, hash=recovery_code.make_password("mine"))


def put_into_a_group(user):
    user.groups.through.objects.create(user=user, group=Group.objects.create(name="Mine"))


@pytest.mark.parametrize("act", [swap_passkey, swap_secret, add_code, put_into_a_group])
def test_whatever_lets_somebody_in_or_do_more_is_under_the_seal(act):
    user = make_user("ito")
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    Authenticator.objects.create(user=user, type="webauthn", data={"name": "Key", "credential": {}})
    seal(user)
    assert not is_broken(user)

    act(user)

    assert is_broken(user)


def test_a_group_that_is_deleted_breaks_no_seal_of_its_members():
    make_staff("root", is_superuser=True)
    group, user = Group.objects.create(name="Helpers"), make_user("ito")
    user.groups.add(group)
    seal(user)

    address = reverse("admin:auth_group_delete", args=[group.pk])
    assert sign_in("root").post(address, {"post": "yes"}).status_code == 302

    assert not Group.objects.filter(pk=group.pk).exists()
    assert not is_broken(user)
