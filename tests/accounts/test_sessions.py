"""How long a session lasts, who ends it, and what ends it by itself."""

import time
from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import session_age
from accounts.user_sessions import forget_ended, running
from disclosures.permissions import EDITOR, REVIEWER
from tests.accounts.signing_in import (
    PASSWORD,
    code_at,
    give_password,
    is_in,
    make_staff,
    sign_in,
)
from tests.factory import make_checklist, submit

pytestmark = pytest.mark.django_db


class Time:
    """The seconds since 1970 as the program reads them."""

    def __init__(self, monkeypatch):
        self.ahead = 0
        real = time.time
        monkeypatch.setattr(session_age.time, "time", lambda: real() + self.ahead)


@pytest.fixture
def later(monkeypatch):
    return Time(monkeypatch)


def test_a_session_ends_when_nobody_does_anything_for_an_hour(later):
    make_staff()
    client = sign_in()
    for _time in range(3):
        later.ahead += 59 * 60
        assert is_in(client)
    later.ahead += 61 * 60

    assert not is_in(client)


def test_a_session_ends_after_twelve_hours_whatever_is_done(later):
    make_staff()
    client = sign_in()
    assert is_in(client)
    for _time in range(14):
        later.ahead += 50 * 60
        assert is_in(client)
    later.ahead += 50 * 60

    assert not is_in(client)


def test_a_session_that_is_over_is_not_listed(later):
    user = make_staff()
    there = Client(headers={"user-agent": "Elsewhere"})
    sign_in(client=there)
    later.ahead += 61 * 60

    here = sign_in(code=code_at(time.time()))

    assert "Elsewhere" not in here.get("/admin/account/sessions/").content.decode()
    assert [row.user_agent for row in running(user)] == [""]


def test_where_somebody_signed_in_is_forgotten_when_no_session_lasts():
    make_staff()
    sign_in()
    rows = UserSession.objects.all()
    Session.objects.all().delete()  # as while it gets another key
    rows.update(created_at=timezone.now() - timedelta(hours=11))

    forget_ended()
    assert rows.count() == 1
    rows.update(created_at=timezone.now() - timedelta(hours=13))
    forget_ended()

    assert not rows.exists()


def test_the_owner_sees_and_ends_other_sessions():
    user = make_staff()
    here = sign_in()
    there = Client(headers={"user-agent": "Elsewhere"})
    give_password(there)
    there.post("/admin/account/factors/authenticate/", {"code": code_at(time.time() + 30)})
    assert is_in(there)
    page = here.get("/admin/account/sessions/").content.decode()
    other = UserSession.objects.get(user=user, user_agent="Elsewhere")

    here.post("/admin/account/sessions/", {"session": other.pk})

    assert "Elsewhere" in page
    assert (is_in(here), is_in(there)) == (True, False)


def test_nobody_ends_a_session_of_somebody_else():
    make_staff("ito")
    make_staff("sato")
    ito, sato = sign_in("ito"), sign_in("sato")
    of_ito = UserSession.objects.get(user__username="ito")

    assert sato.post("/admin/account/sessions/", {"session": of_ito.pk}).status_code == 404
    assert is_in(ito)


def changed_by_root(user, **form):
    make_staff("root", is_superuser=True)
    client = sign_in("root")
    groups = [group.pk for group in user.groups.all()]
    whole = {"username": user.username, "is_active": "on", "is_staff": "on", "groups": groups}
    dates = {"date_joined_0": "2026-01-01", "date_joined_1": "00:00"}
    sent = {name: value for name, value in {**whole, **dates, **form}.items() if value is not None}
    response = client.post(reverse("admin:auth_user_change", args=[user.pk]), sent)
    assert response.status_code == 302


def test_a_changed_role_ends_the_sessions():
    user = make_staff()
    client = sign_in()

    changed_by_root(user, groups=[Group.objects.get(name=EDITOR).pk])

    assert not is_in(client)


def test_a_session_does_not_come_back_with_its_user():
    user = make_staff()
    client = sign_in()
    changed_by_root(user, is_active=None)
    user.refresh_from_db()
    assert not user.is_active

    user.is_active = True
    user.save()

    assert not is_in(client)


def test_a_new_password_ends_all_other_sessions():
    user = make_staff()
    here, there = sign_in(), Client()
    give_password(there)
    there.post("/admin/account/factors/authenticate/", {"code": code_at(time.time() + 30)})
    new = "another long password"
    form = {"oldpassword": PASSWORD, "password1": new, "password2": new}

    here.post("/admin/account/password/change/", form)

    user.refresh_from_db()
    assert user.check_password(new)
    assert (is_in(here), is_in(there)) == (True, False)


def test_a_removed_factor_ends_all_other_sessions():
    make_staff()
    here, there = sign_in(), Client()
    give_password(there)
    there.post("/admin/account/factors/authenticate/", {"code": code_at(time.time() + 30)})
    here.post("/admin/account/reauthenticate/", {"password": PASSWORD})

    here.post("/admin/account/factors/app/deactivate/")

    assert not is_in(there)


def test_confirming_again_changes_the_key_of_the_session():
    make_staff()
    client = sign_in()
    before = client.session.session_key

    client.post("/admin/account/reauthenticate/", {"password": PASSWORD})

    assert client.session.session_key != before
    assert UserSession.objects.get().session_key == client.session.session_key
    assert is_in(client)


# What asks again


@pytest.fixture
def reviewing(later):
    user = make_staff("reviewer")
    user.groups.add(Group.objects.get(name=REVIEWER))
    return sign_in("reviewer")


def approve(client, revision):
    address = reverse("admin:disclosures_revision_approve", args=[revision.pk])
    form = {"approve-seen": revision.sha256, "approve-when": "now", "approve-note": "Read"}
    return client.post(address, form)


def test_an_approval_long_after_signing_in_asks_again_and_leads_back(reviewing, later):
    revision = submit(make_checklist())
    later.ahead += 11 * 60

    asked = approve(reviewing, revision)
    revision.refresh_from_db()
    assert revision.state == "submitted"
    page = reverse("admin:disclosures_revision_change", args=[revision.pk])
    assert reviewing.post(asked.url, {"password": PASSWORD}).url == page

    approve(reviewing, revision)
    revision.refresh_from_db()
    assert revision.state == "approved"


def test_right_after_signing_in_it_does_not_ask(reviewing):
    revision = submit(make_checklist())

    approve(reviewing, revision)

    revision.refresh_from_db()
    assert revision.state == "approved"


def test_whoever_changes_users_is_asked_again(later):
    make_staff("root", is_superuser=True)
    other = make_staff("ito")
    client = sign_in("root")
    later.ahead += 11 * 60

    change = reverse("admin:auth_user_change", args=[other.pk])
    for address in (change, reverse("admin:auth_user_add")):
        response = client.get(address)
        assert response.url.startswith("/admin/account/reauthenticate/?next=")
