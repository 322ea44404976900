"""The admin on a host of its own: each host answers 404 for what is the other's."""

import pytest
from django.contrib.auth.models import User

from disclosures.models import Checklist, Mail
from tests.factory import editor, make_approved, submit

pytestmark = pytest.mark.django_db

PUBLIC, ADMIN = "kaiji.example.com", "admin.example.com"
OF_READERS = ["/", "/sheet/", "/en/sheet/", "/sheet/sheet.json", "/.well-known/security.txt"]
OF_STAFF = ["/admin/", "/en/admin/", "/admin/login/", "/admin/disclosures/checklist/"]
OF_BOTH = ["/healthz", "/readyz"]


@pytest.fixture
def asked(settings, client):
    settings.KAIJI_URL, settings.KAIJI_ADMIN_URL = f"https://{PUBLIC}", f"https://{ADMIN}"
    settings.ALLOWED_HOSTS = [PUBLIC, ADMIN]
    settings.KAIJI_SECURITY_CONTACT = "mailto:security@example.com"
    make_approved()
    client.force_login(editor())
    return lambda address, host: client.get(address, headers={"host": host})


@pytest.mark.parametrize("address", OF_READERS)
def test_what_is_for_readers_is_on_the_public_host_alone(asked, address):
    assert [asked(address, host).status_code for host in (PUBLIC, ADMIN)] == [200, 404]


@pytest.mark.parametrize("address", OF_STAFF)
def test_what_is_for_staff_is_on_its_own_host_alone(asked, address):
    found = [asked(address, host).status_code for host in (PUBLIC, ADMIN)]

    assert found[0] == 404
    assert found[1] in (200, 302)


@pytest.mark.parametrize("address", OF_BOTH)
def test_whoever_watches_asks_any_host(asked, address):
    assert {asked(address, host).status_code for host in (PUBLIC, ADMIN)} == {200}


def test_the_admin_leads_to_the_readers_host(asked):
    page = asked("/admin/", ADMIN).content.decode()

    assert f'href="https://{PUBLIC}/"' in page


def test_mails_lead_to_the_host_of_the_admin(asked, settings):
    settings.DEFAULT_FROM_EMAIL = "kaiji@example.com"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    User.objects.filter(username="reviewer").update(email="reviewer@example.com")
    submit(Checklist.objects.get(), "2.0")

    text = Mail.objects.get().text
    assert f"https://{ADMIN}/admin/disclosures/revision/" in text
    assert f"https://{PUBLIC}/admin/" not in text


def test_without_such_a_host_one_answers_both(client, settings):
    settings.KAIJI_ADMIN_URL = ""
    make_approved()
    client.force_login(editor())

    assert {client.get(address).status_code for address in ("/sheet/", "/admin/")} == {200}
