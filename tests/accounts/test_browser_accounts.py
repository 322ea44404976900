"""Accounts as people meet them in a browser, in Japanese and in English."""

import re

import pytest
from django.contrib.auth.models import Group, User
from django.core import mail
from playwright.sync_api import expect

from accounts import account_mail, recovery_code, session_age
from accounts.second_factor import has_factor
from disclosures.models import Revision
from disclosures.permissions import EDITOR, REVIEWER
from tests.accounts.signing_in import PASSWORD, code_at, make_staff
from tests.browser import follow
from tests.factory import make_checklist, submit
from tests.pages import page_of

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.parametrize("begin", ["", "/en"], ids=["ja", "en"]),
]
NEW = "a new and long password"


@pytest.fixture(autouse=True)
def _mails(settings, live_server):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.KAIJI_URL = live_server.url


@pytest.fixture
def later(monkeypatch):
    """A function that moves the time so many seconds ahead."""
    real, ahead = session_age.time.time, []
    monkeypatch.setattr(session_age.time, "time", lambda: real() + sum(ahead))
    return ahead.append


def give_password(page, name, password=PASSWORD):
    page.fill("[name=login]", name)
    page.fill("[name=password]", password)
    follow(page, "form[action*=login] button >> nth=0")


def give_code(page, code):
    page.fill("[name=code]", code)
    follow(page, "form:has([name=code]) button >> nth=0")


def sign_in(open_page, begin, name, code=None):
    page = open_page(f"{begin}/admin/account/login/")
    give_password(page, name)
    give_code(page, code or code_at())
    assert page.url.endswith("/admin/")
    return page


def link():
    account_mail.send_due()
    return re.search(r"(/admin/account/\S+)", mail.outbox[-1].body)[1]


def test_from_the_invitation_to_the_first_page(open_page, complaints, begin):
    make_staff("root", is_superuser=True)
    role = Group.objects.get(name=EDITOR)
    root = sign_in(open_page, begin, "root")
    root.goto(f"{begin}/admin/auth/user/add/")
    root.fill("#id_username", "ito")
    root.fill("#id_email", "ito@example.com")
    root.select_option("[name=groups], #id_groups_from", str(role.pk))
    if root.locator("#id_groups_add_link, #id_groups_add").count():
        root.click("#id_groups_add_link, #id_groups_add")
    follow(root, "[name=_save]")

    page = open_page(begin + link())
    page.fill("[name=new_password1]", NEW)
    page.fill("[name=new_password2]", NEW)
    follow(page, ".entrance button")
    give_password(page, "ito", NEW)
    expect(page.locator("h1").last).to_be_visible()
    assert page.url.endswith("/admin/account/factors/")
    follow(page, "a[href$='/app/activate/']")
    secret = page.locator("#authenticator_secret").input_value()
    give_code(page, code_at(secret=secret))
    follow(page, "a[href$='/recovery-codes/']")
    follow(page, "#content form button")
    assert len(page.locator(".recovery-codes li").all()) == recovery_code.COUNT
    page.goto(f"{begin}/admin/")

    assert page.locator(".counts, .dashboard, #content-main").first.is_visible()
    assert list(User.objects.get(username="ito").groups.all()) == [role]
    assert complaints == []


def test_a_passkey_signs_in_alone(open_page, complaints, begin):
    make_staff()
    page = sign_in(open_page, begin, "ito")
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    device = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": device})
    page.goto(f"{begin}/admin/account/factors/passkeys/add/")
    page.check("[name=passwordless]")
    follow(page, "#mfa_webauthn_add")
    expect(page.locator("#content")).to_contain_text("1")

    follow(page, "#logout-form button")
    page.goto(f"{begin}/admin/account/login/")
    follow(page, "#passkey_login")

    assert page.url.endswith("/admin/")
    [session] = [one for one in page.context.cookies() if one["name"].endswith("sessionid")]
    assert session["expires"] == -1  # with the browser, and not with the challenge
    assert complaints == []


def test_a_recovery_code_stands_for_a_lost_device(open_page, begin):
    [code, *_] = recovery_code.renew(make_staff())

    sign_in(open_page, begin, "ito", code)
    page = open_page(f"{begin}/admin/account/login/")
    give_password(page, "ito")
    give_code(page, code)

    expect(page.locator(".errorlist")).to_be_visible()


def test_a_colleague_helps_whoever_lost_everything(open_page, begin):
    make_staff("root", is_superuser=True)
    user = make_staff("ito", email="ito@example.com")
    root = sign_in(open_page, begin, "root")
    root.goto(f"{begin}/admin/auth/user/{user.pk}/change/")
    follow(root, "a[href$='/sign-in/']")
    follow(root, "[value=second_factor]")
    expect(root.locator(".messagelist .success")).to_contain_text("ito")

    page = open_page(f"{begin}/admin/account/login/")
    give_password(page, "ito")

    assert page.url.endswith("/admin/account/factors/")
    assert not has_factor(user)


def test_an_approval_asks_again_and_keeps_what_was_typed(open_page, later, begin):
    revision = submit(make_checklist())
    reviewer = make_staff("reviewer")
    reviewer.groups.add(Group.objects.get(name=REVIEWER))
    page = sign_in(open_page, begin, "reviewer")
    page.goto(begin + page_of(revision))
    page.fill("#id_approve-note", "Read twice")
    later(11 * 60)

    follow(page, "#approve [value=now]")
    assert "/reauthenticate/" in page.url
    page.fill("[name=password]", PASSWORD)
    follow(page, "form:has([name=password]) button >> nth=0")
    page.click(".kept [value=take]")
    expect(page.locator("#id_approve-note")).to_have_value("Read twice")
    follow(page, "#approve [value=now]")

    assert Revision.objects.current() == revision
    assert revision.events.order_by("pk").last().note == "Read twice"


def test_a_session_that_was_ended_elsewhere_leads_to_the_login(open_page, later, begin):
    make_staff()
    here = sign_in(open_page, begin, "ito")
    later(31)
    there = sign_in(open_page, begin, "ito")
    there.goto(f"{begin}/admin/account/sessions/")
    follow(there, "button[name=session]")

    here.goto(f"{begin}/admin/disclosures/checklist/")

    assert "/admin/account/login/" in here.url
    there.goto(f"{begin}/admin/")
    assert there.url.endswith("/admin/")


def test_the_identity_provider_signs_in_and_confirms(open_page, complaints, begin, provider, later):
    page = open_page(f"{begin}/admin/account/login/")
    page.click("form[action$='/provider/'] button")
    page.wait_for_url(f"**{begin}/admin/")
    assert User.objects.get().username == provider.claims["preferred_username"]

    later(11 * 60)
    page.goto(f"{begin}/admin/account/factors/app/activate/")
    page.click("form[action$='/confirm/'] button")
    page.wait_for_url(f"**{begin}/admin/account/factors/app/activate/")

    expect(page.locator("#authenticator_secret")).to_be_visible()
    assert complaints == []
