"""Colleagues are invited by mail, and who forgot a password sets another by mail."""

import re

import pytest
from django.contrib.auth.models import Group, User
from django.core import mail
from django.urls import reverse

from accounts import account_mail
from accounts.models import AccountMail
from disclosures.permissions import EDITOR
from tests.accounts.signing_in import CODE, code_at, give_password, is_in, make_staff, sign_in

pytestmark = pytest.mark.django_db

FORGOTTEN = "/admin/account/password/forgotten/"
NEW = "a new and long password"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')


@pytest.fixture(autouse=True)
def _mails(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.KAIJI_URL = "http://testserver"


def link():
    """That of the newest mail."""
    account_mail.send_due()
    return re.search(r"http://testserver(/\S+)", mail.outbox[-1].body)[1]


def set_password(client, address, password=NEW):
    return client.post(address, {"new_password1": password, "new_password2": password})


def test_an_invited_colleague_sets_a_password_and_comes_to_set_up_a_factor(client):
    make_staff("root", is_superuser=True)
    role = Group.objects.get(name=EDITOR)
    form = {"username": "ito", "email": "ito@example.com", "groups": [role.pk]}
    response = sign_in("root").post(reverse("admin:auth_user_add"), form)
    assert response.status_code == 302
    user = User.objects.get(username="ito")
    assert (user.is_staff, user.has_usable_password()) == (True, False)
    assert list(user.groups.all()) == [role]

    address = link()
    assert "編集者" in mail.outbox[-1].body
    assert client.get(address).status_code == 200
    set_password(client, address)

    assert give_password(client, "ito", NEW).status_code == 302
    assert client.get("/admin/").url == "/admin/account/factors/"


def test_an_invitation_needs_an_address(client):
    make_staff("root", is_superuser=True)

    response = sign_in("root").post(reverse("admin:auth_user_add"), {"username": "ito"})

    assert response.status_code == 200
    assert not User.objects.filter(username="ito").exists()


def test_a_forgotten_password_is_set_by_mail_and_the_second_factor_stays(client):
    make_staff(email="ito@example.com")
    there = sign_in()
    client.post(FORGOTTEN, {"login": "ito"})
    address = link()

    set_password(client, address)

    assert not is_in(there)
    assert give_password(client, "ito", NEW).url == CODE
    assert not is_in(client)


@pytest.mark.parametrize("name", ["nobody", "ito", "off"])
def test_whether_there_is_such_an_account_does_not_show(client, name):
    make_staff(email="ito@example.com")
    make_staff("off", email="off@example.com", is_active=False)

    response = client.post(FORGOTTEN, {"login": name})

    answer = TOKEN.sub("", response.content.decode())
    assert answer == TOKEN.sub("", client.post(FORGOTTEN, {"login": "hanako"}).content.decode())
    assert AccountMail.objects.count() == 2  # a row each, so that both take as long
    assert len(account_mail.send_due()) == (name == "ito")


def test_a_link_counts_once(client):
    make_staff(email="ito@example.com")
    client.post(FORGOTTEN, {"login": "ito"})
    address = link()
    set_password(client, address)

    assert client.get(address).status_code == 410
    assert set_password(client, address, "yet another password").status_code == 410


def test_a_link_ends_after_an_hour(client, monkeypatch):
    make_staff(email="ito@example.com")
    client.post(FORGOTTEN, {"login": "ito"})
    address = link()
    from django.core import signing

    real = signing.time.time
    monkeypatch.setattr(signing.time, "time", lambda: real() + 3_601)

    assert client.get(address).status_code == 410


def test_a_link_for_one_thing_is_none_for_another(client):
    make_staff(email="ito@example.com")
    client.post(FORGOTTEN, {"login": "ito"})

    assert client.get(link().replace("/reset/", "/invitation/")).status_code == 410


def test_a_weak_password_is_refused(client):
    make_staff(email="ito@example.com")
    client.post(FORGOTTEN, {"login": "ito"})
    address = link()

    for weak in ("short", "passwordpassword", "ito@example.com"):
        assert set_password(client, address, weak).status_code == 200


def test_nobody_is_flooded_with_mails(client):
    make_staff(email="ito@example.com")

    for _time in range(9):
        client.post(FORGOTTEN, {"login": "ito"})

    assert AccountMail.objects.count() == 5


def test_no_link_is_stored(client):
    make_staff(email="ito@example.com")
    client.post(FORGOTTEN, {"login": "ito"})
    address = link()

    stored = str(list(AccountMail.objects.values()))
    assert address.split("/")[-2] not in stored


def test_a_mail_that_failed_is_tried_again(client, clock, monkeypatch):
    make_staff(email="ito@example.com")
    client.post(FORGOTTEN, {"login": "ito"})
    with monkeypatch.context() as broken:
        broken.setattr(AccountMail, "message", lambda self: 1 / 0)
        assert [mail.sent_at for mail in account_mail.send_due()] == [None]
    assert account_mail.send_due() == []

    clock.forward(minutes=16)
    assert [mail.sent_at is None for mail in account_mail.send_due()] == [False]
    assert account_mail.send_due() == []


def test_mails_are_forgotten_after_a_week(client, clock):
    make_staff(email="ito@example.com")
    client.post(FORGOTTEN, {"login": "ito"})
    clock.forward(days=8)

    account_mail.send_due()

    assert not AccountMail.objects.exists()


def test_the_owner_hears_of_each_change_of_their_own(client):
    user = make_staff(email="ito@example.com")
    client.post(FORGOTTEN, {"login": "ito"})
    set_password(client, link())

    assert AccountMail.objects.filter(user=user, kind="own", about={"what": "password"}).exists()
    account_mail.send_due()
    assert "パスワードが変更されました" in mail.outbox[-1].body


def test_the_right_code_is_asked_after_the_link(client):
    make_staff(email="ito@example.com")
    client.post(FORGOTTEN, {"login": "ito"})
    set_password(client, link())
    give_password(client, "ito", NEW)
    client.post(CODE, {"code": code_at()})

    assert is_in(client)
