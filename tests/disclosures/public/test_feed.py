"""The feed of a sheet: one entry a version, made from the differences."""

import re
from datetime import timedelta
from xml.etree import ElementTree

import pytest

from disclosures.public.views.feed import ENTRIES
from tests.factory import (
    approve,
    change_answer,
    make_approved,
    make_checklist,
    submit,
    withdraw,
)

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"


def feed(client, address="/sheet/feed.atom"):
    response = client.get(address)
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)


def entries(client):
    """Title, address and text of each entry."""
    return [
        (
            entry.findtext(f"{ATOM}title"),
            entry.find(f"{ATOM}link").get("href"),
            entry.findtext(f"{ATOM}summary"),
        )
        for entry in feed(client).iter(f"{ATOM}entry")
    ]


@pytest.fixture
def checklist():
    checklist = make_checklist()
    change_answer(checklist, "1", availability="yes", body="Words of one.")
    make_approved(checklist, summary="The first one.")
    change_answer(checklist, "1", availability="no")
    make_approved(checklist, "2.0", summary="The second one.")
    return checklist


def test_it_has_what_every_feed_needs(client, checklist):
    found = feed(client)

    assert found.tag == f"{ATOM}feed"
    assert found.findtext(f"{ATOM}id") == "http://testserver/sheet/"
    assert found.findtext(f"{ATOM}title") == "Title of sheet"
    assert found.findtext(f"{ATOM}author/{ATOM}name") == "Example Inc."
    links = {link.get("rel"): link.get("href") for link in found.findall(f"{ATOM}link")}
    assert links["self"] == "http://testserver/sheet/feed.atom"
    newest = checklist.revisions.get(version="2.0").effective_at
    assert found.findtext(f"{ATOM}updated") == newest.isoformat()


def test_an_entry_lists_the_changed_items(client, checklist):
    (second, second_page, second_text), (first, first_page, first_text) = entries(client)

    assert (second, second_page) == ("版 2.0", "http://testserver/sheet/versions/2.0/")
    assert "The second one." in second_text
    assert '#item-1">1</a> <span lang="">Name 1</span> – 有無の逆転' in second_text
    assert 'href="http://testserver/sheet/versions/2.0/since/1.0/"' in second_text
    assert (first, first_page) == ("版 1.0", "http://testserver/sheet/versions/1.0/")
    assert "since" not in first_text


def test_the_english_frame_has_its_own(client, checklist):
    titles = [entry.findtext(f"{ATOM}title") for entry in feed(client, "/en/sheet/feed.atom")]

    assert "Version 2.0" in titles


def test_a_withdrawn_version_keeps_its_entry_with_the_notice_alone(client, checklist):
    second = checklist.revisions.get(version="2.0")
    withdraw(second, reason="Internal")

    title, _page, text = entries(client)[0]

    assert title == "版 2.0 の公開を停止しました"
    assert re.findall("<p[^>]*>(?:<a[^>]*>)?([^<]*)", text) == [
        "Please ask us.",
        "現在の版（1.0）を読む",
    ]


def test_a_scheduled_version_appears_at_its_second(client, checklist, clock):
    approve(submit(checklist, "3.0"), at=clock.now() + timedelta(hours=1))

    clock.forward(minutes=59, seconds=59)
    before = len(entries(client))
    clock.forward(seconds=1)

    assert (before, len(entries(client))) == (2, 3)


def test_the_newest_versions_are_enough(client, checklist):
    for number in range(3, ENTRIES + 3):
        make_approved(checklist, f"{number}.0")

    assert len(entries(client)) == ENTRIES
    assert "since/2.0" in entries(client)[-1][2]


def test_the_oldest_entry_is_compared_with_what_can_still_be_read(client, checklist):
    for number in range(3, ENTRIES + 3):
        make_approved(checklist, f"{number}.0")
    second = checklist.revisions.get(version="2.0")
    withdraw(second, reason="Internal")

    assert "since/1.0" in entries(client)[-1][2]


def test_a_sheet_that_is_gone_has_no_feed(client, checklist):
    for version in ("2.0", "1.0"):
        revision = checklist.revisions.get(version=version)
        withdraw(revision, reason="Internal")

    assert client.get("/sheet/feed.atom").status_code == 410
    assert client.get("/nowhere/feed.atom").status_code == 404
