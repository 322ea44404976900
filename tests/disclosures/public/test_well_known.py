"""robots.txt, sitemap.xml and security.txt."""

import re
from datetime import datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from disclosures.exports.registry import file_formats
from tests.factory import make_approved, make_checklist, make_product, reviewer, submit

pytestmark = pytest.mark.django_db

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def addresses(client):
    response = client.get("/sitemap.xml")
    assert response["Content-Type"] == "application/xml"
    return [place.text for place in ElementTree.fromstring(response.content).iter(f"{MAP}loc")]


@pytest.fixture
def checklist():
    checklist = make_checklist(products=[make_product()])
    make_approved(checklist)
    make_approved(checklist, "2.0")
    make_checklist("draft", guideline=checklist.guideline)
    return checklist


PAGES = ["", "sheet/", "sheet/versions/", "sheet/products/alpha/"]
PAGES += ["sheet/versions/2.0/", "sheet/versions/1.0/"]


def test_the_sitemap_has_every_page_in_both_languages_and_the_files(client, checklist):
    submit(checklist, "3.0")

    pages = [f"{language}{page}" for page in PAGES for language in ("", "en/")]
    files = [f"sheet/sheet.{format}" for format in file_formats()]
    assert sorted(addresses(client)) == sorted(
        f"http://testserver/{address}" for address in pages + files
    )
    for address in addresses(client):
        assert client.get(address.removeprefix("http://testserver")).status_code == 200


def test_what_was_withdrawn_is_on_no_map(client, checklist):
    first = checklist.revisions.get(version="1.0")
    first.withdraw(by=reviewer(), reason="Wrong", public_notice="Please ask us.")

    assert [address for address in addresses(client) if "1.0" in address] == []


def test_robots_are_shown_the_map(client, settings):
    settings.KAIJI_URL = "https://kaiji.example.com"

    lines = client.get("/robots.txt").content.decode().splitlines()

    assert lines[0] == "User-agent: *"
    assert "Disallow: /admin/" in lines
    assert lines[-1] == "Sitemap: https://kaiji.example.com/sitemap.xml"


def fields(client):
    text = client.get("/.well-known/security.txt").content.decode()
    return dict(re.fullmatch(r"([A-Za-z-]+): (\S.*)", line).groups() for line in text.splitlines())


def test_security_txt_says_whom_to_tell_and_until_when(client, settings):
    settings.KAIJI_SECURITY_CONTACT = "mailto:security@example.com"
    settings.KAIJI_URL = "https://kaiji.example.com"

    found = fields(client)

    assert found.keys() == {"Contact", "Expires", "Preferred-Languages", "Canonical"}
    assert found["Contact"] == "mailto:security@example.com"
    assert found["Canonical"] == "https://kaiji.example.com/.well-known/security.txt"
    left = datetime.fromisoformat(found["Expires"]) - timezone.now()
    assert timedelta(days=140) < left < timedelta(days=365)


def test_without_a_contact_there_is_no_security_txt(client):
    assert client.get("/.well-known/security.txt").status_code == 404
