"""Somebody lost the device: a recovery code, a colleague who manages users, or the server helps."""

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from accounts import recovery_code
from accounts.account_mail import enqueue, send_due
from accounts.credential_seal import is_broken
from accounts.models import AccountMail, CredentialHold
from accounts.second_factor import has_factor
from audit.models import SecurityEvent
from tests.accounts.signing_in import give_password, is_in, make_staff, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return make_staff("ito", email="ito@example.com")


@pytest.fixture
def root():
    return make_staff("root", is_superuser=True)


def page_of(user):
    return reverse("admin:auth_user_sign_in", args=[user.pk])


def test_a_manager_of_users_takes_it_away_and_its_owner_sets_up_another(user, root):
    recovery_code.renew(user)
    own = sign_in("ito")
    client = sign_in("root")
    assert "ito" in client.get(page_of(user)).content.decode()
    assert has_factor(user)

    client.post(page_of(user), {"take": "second_factor"})

    assert not has_factor(user)
    assert recovery_code.left(user) == 0
    assert not is_in(own)
    again = Client()
    give_password(again, "ito")
    assert again.get("/admin/", follow=True).redirect_chain == [("/admin/account/factors/", 302)]


def test_it_holds_tells_and_is_on_record(user, root):
    sign_in("root").post(page_of(user), {"take": "second_factor"})

    hold = CredentialHold.objects.get()
    assert (hold.user, hold.by, hold.kind) == (user, root, "factor")
    assert AccountMail.objects.get().user == user
    event = SecurityEvent.objects.get(kind="factor")
    assert (event.about, event.details["changed"]) == ("ito", ["second_factor"])
    assert not is_broken(user)


def test_who_does_not_manage_users_cannot(user):
    make_staff("colleague")

    assert sign_in("colleague").post(page_of(user), {"take": "second_factor"}).status_code == 403
    assert has_factor(user)


def test_a_manager_of_users_ends_the_sessions_of_somebody(user, root):
    own = sign_in("ito", client=Client(headers={"User-Agent": "A browser of ito"}))
    client = sign_in("root")
    assert "A browser of ito" in client.get(page_of(user)).content.decode()

    client.post(page_of(user), {"take": "sessions"})

    assert (is_in(own), is_in(client)) == (False, True)
    event = SecurityEvent.objects.latest("pk")
    assert (event.kind, event.about, event.details) == (
        "sign_out",
        "ito",
        {"changed": ["sessions"]},
    )
    assert "A browser of ito" not in client.get(page_of(user)).content.decode()
    assert has_factor(user)


def test_whether_a_mail_reached_its_server_shows_on_the_page(user, root):
    enqueue(user, AccountMail.Kind.INVITATION, by="root", roles=[])
    client = sign_in("root")

    assert "未送信" in client.get(page_of(user)).content.decode()
    send_due()
    page = client.get(page_of(user)).content.decode()

    assert "招待" in page
    assert "未送信" not in page


def test_what_is_not_named_is_not_taken_away(user, root):
    assert sign_in("root").post(page_of(user), {"take": "password"}).status_code == 400


def test_on_the_server_a_command_does_and_the_account_waits_to_be_accepted(user):
    call_command("forget_factors", "ito", reason="Lost both")

    assert not Authenticator.objects.filter(user=user).exists()
    assert is_broken(user)
    assert SecurityEvent.objects.get(kind="factor").details == {
        "changed": ["second_factor"],
        "reason": "Lost both",
    }


def test_of_nobody_it_does_not():
    with pytest.raises(CommandError, match="nobody"):
        call_command("forget_factors", "nobody", reason="A typo")
