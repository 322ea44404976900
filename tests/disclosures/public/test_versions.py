"""The record: which versions readers find, from when until when, and which are gone."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from disclosures.models import Revision
from tests.factory import (
    approve,
    change_answer,
    make_approved,
    make_checklist,
    reviewer,
    submit,
    withdraw,
)

pytestmark = pytest.mark.django_db

NOTICE = "Version withdrawn, please ask us."


def two_versions():
    """1.0 and, an hour later, 2.0, with words of their own."""
    checklist = make_checklist()
    change_answer(checklist, "1", body="Words of one.")
    first = make_approved(checklist)
    change_answer(checklist, "1", body="Words of two.")
    return first, make_approved(checklist, "2.0", summary="Summary of two.")


def version_on(response):
    return re.search(r'/versions/([^/"]+)/sheet.json', response.content.decode())[1]


def listed(client):
    return client.get("/sheet/versions.json").json()["versions"]


def test_a_scheduled_version_appears_at_its_minute(client, clock):
    checklist = make_approved().checklist
    at = clock.now() + timedelta(hours=3)
    approve(submit(checklist, "2.0"), at=at)

    clock.move_to(at - timedelta(seconds=1))
    before = client.get("/sheet/")
    clock.move_to(at)
    after = client.get("/sheet/")

    assert (version_on(before), version_on(after)) == ("1.0", "2.0")


def test_a_scheduled_version_is_in_no_list_and_at_no_address_before(client, clock):
    checklist = make_approved().checklist
    at = clock.now() + timedelta(hours=3)
    approve(submit(checklist, "2.0", summary="A secret plan"), at=at)

    clock.move_to(at - timedelta(seconds=1))
    early = client.get("/sheet/versions/")
    labels = [entry["version"] for entry in listed(client)]
    statuses = statuses_of(client, "2.0")
    clock.move_to(at)

    assert (labels, statuses) == (["1.0"], {404})
    assert b"A secret plan" not in early.content
    assert b"A secret plan" in client.get("/sheet/versions/").content


def statuses_of(client, version):
    address = f"/sheet/versions/{version}/"
    return {client.get(address + file).status_code for file in ("", "sheet.json")}


def test_a_submission_is_not_found(client):
    make_approved()
    submit(Revision.objects.get().checklist, "2.0")

    assert statuses_of(client, "2.0") == {404}


def test_a_cancelled_schedule_is_never_heard_of(client, clock):
    checklist = make_approved().checklist
    second = approve(submit(checklist, "2.0"), at=clock.now() + timedelta(hours=3))
    second.cancel(by=reviewer(), reason="Not now")
    clock.forward(days=1)

    assert statuses_of(client, "2.0") == {404}
    assert [entry["version"] for entry in listed(client)] == ["1.0"]


def test_withdrawing_brings_back_the_one_before(client):
    _, second = two_versions()

    withdraw(second, NOTICE, reason="Internal words")

    assert version_on(client.get("/sheet/")) == "1.0"


def test_a_withdrawn_version_is_gone_with_the_notice(client):
    _, second = two_versions()

    withdraw(second, NOTICE, reason="Internal words")

    gone = client.get("/sheet/versions/2.0/")
    assert statuses_of(client, "2.0") == {410}
    assert NOTICE in gone.content.decode()


def test_the_words_of_a_withdrawn_version_are_nowhere(client):
    _, second = two_versions()
    addresses = ["/", "/sheet/", "/sheet/versions/", "/sheet/versions.json", "/sheet/versions/2.0/"]
    before = b"".join(client.get(address).content for address in addresses)

    withdraw(second, NOTICE, reason="Internal words")

    after = b"".join(client.get(address).content for address in addresses)
    for words in (b"Words of two.", b"Summary of two."):
        assert (words in before, words in after) == (True, False)
    assert b"Internal words" not in after


def test_with_every_version_withdrawn_the_checklist_is_gone_with_the_notice(client):
    withdraw(make_approved(), NOTICE, reason="Internal words")

    for address in ["/sheet/", "/sheet/versions/", "/sheet/sheet.json", "/sheet/versions.json"]:
        gone = client.get(address)
        assert (gone.status_code, NOTICE in gone.content.decode()) == (410, True)
    assert client.get("/").status_code == 200


def test_the_list_says_from_when_until_when(client, clock):
    start = clock.now()
    checklist = make_approved().checklist
    clock.forward(days=2)
    second = make_approved(checklist, "2.0")
    clock.forward(days=2)
    withdraw(second, NOTICE, reason="Internal words")

    assert {entry["version"]: entry["periods"] for entry in listed(client)} == {
        "2.0": [{"from": iso(start, 2), "until": iso(start, 4)}],
        "1.0": [
            {"from": iso(start, 0), "until": iso(start, 2)},
            {"from": iso(start, 4), "until": None},
        ],
    }


def iso(start, days):
    return timezone.localtime(start + timedelta(days=days)).isoformat()


def test_the_list_for_programs_says_of_a_withdrawn_version_only_that_it_was(client):
    first, second = two_versions()
    withdraw(second, NOTICE, reason="Internal words")

    current, gone = listed(client)[1], listed(client)[0]

    assert set(gone) == {"version", "sha256", "is_current", "is_withdrawn", "periods", "notice"}
    assert (gone["is_withdrawn"], gone["notice"]) == (True, NOTICE)
    assert (current["is_current"], current["sha256"]) == (True, first.sha256)
    assert current["files"]["json"]["address"] == "/sheet/versions/1.0/sheet.json"
