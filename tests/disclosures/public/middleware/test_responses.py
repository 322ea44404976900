"""How readers are answered: few bytes, tags to ask by, nothing of the staff's side."""

import gzip
from http.cookies import SimpleCookie

import brotli
import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.disclosures.public.addresses import ADDRESSES
from tests.factory import change_answer, editor, make_approved, make_checklist

from .cached_pages import FOUND, get

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("accepted", "coding", "read"),
    [
        ("br, gzip", "br", brotli.decompress),
        ("gzip;q=0.5, br;q=1", "br", brotli.decompress),
        ("gzip, deflate", "gzip", gzip.decompress),
        ("br;q=0, gzip", "gzip", gzip.decompress),
        ("identity", None, bytes),
        ("*;q=0, nonsense;;", None, bytes),
    ],
)
def test_each_browser_gets_the_shortest_coding_that_it_takes(
    client, checklist, accepted, coding, read
):
    plain = get(client, "/sheet/").content

    response = get(client, "/sheet/", accept_encoding=accepted)

    assert response.get("Content-Encoding") == coding
    assert read(response.content) == plain
    assert response["Vary"] == "Accept-Encoding"
    assert coding is None or len(response.content) < len(plain) / 2


@pytest.mark.parametrize("address", FOUND)
def test_who_has_the_bytes_already_is_told_so(client, checklist, address):
    first = get(client, address)
    again = get(client, address, if_none_match=first["ETag"])
    weak = get(client, address, if_none_match=f'"other", W/{first["ETag"]}')
    other = get(client, address, if_none_match='"other"')

    assert [one.status_code for one in (again, weak, other)] == [304, 304, 200]
    assert (again.content, again["ETag"]) == (b"", first["ETag"])
    assert again["Cache-Control"] == first["Cache-Control"] == "public, max-age=0, s-maxage=1"


def test_tags_of_different_codings_and_versions_differ(client, checklist):
    tags = [get(client, "/sheet/")["ETag"], get(client, "/sheet/", accept_encoding="br")["ETag"]]
    change_answer(checklist, "1", body="Other words.")
    make_approved(checklist, "3.0")
    tags.append(get(client, "/sheet/")["ETag"])

    assert len(set(tags)) == 3


def test_a_tag_tells_nothing_of_a_draft(client, checklist):
    before = get(client, "/sheet/")["ETag"]
    change_answer(checklist, "1", body="A draft.")

    assert get(client, "/sheet/")["ETag"] == before


@pytest.mark.parametrize("address", [*ADDRESSES, "/nowhere/", "/sheet/versions/9.9/"])
def test_readers_get_no_cookie_and_no_answer_varies_on_one(client, checklist, address):
    client.cookies = SimpleCookie({"sessionid": "x", "csrftoken": "y", "messages": "z"})

    with CaptureQueriesContext(connection) as queries:
        response = get(client, address)

    assert not response.cookies
    assert "cookie" not in response.get("Vary", "").lower()
    assert [q for q in queries.captured_queries if "session" in q["sql"]] == []


@pytest.mark.parametrize("address", [*ADDRESSES, "/nowhere/", "/sheet/compare/"])
def test_every_answer_carries_the_guards_of_browsers(client, checklist, address):
    response = client.get(address)

    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in response["Permissions-Policy"]


def stored():
    return {
        model: list(model.objects.order_by("pk").values_list())
        for model in apps.get_models()
        if model._meta.managed
    }


def test_reading_twice_changes_nothing_that_is_stored(client, checklist):
    before = stored()

    for _ in range(2):
        for address in [*ADDRESSES, "/nowhere/"]:
            client.get(address)

    assert stored() == before


def test_a_logged_in_editor_is_answered_from_the_same_bytes(client, checklist):
    before = get(client, "/sheet/")
    client.force_login(editor())

    assert get(client, "/sheet/").content == before.content


def test_a_foreign_host_is_refused_and_named_nowhere(client, checklist, settings):
    settings.ALLOWED_HOSTS = ["one.example.com"]

    refused = client.get("/sheet/", headers={"host": "evil.example.com"})

    assert refused.status_code == 400
    assert b"evil" not in refused.content


@pytest.mark.parametrize("address", [*ADDRESSES, "/nowhere/"])
def test_who_asks_for_the_head_gets_what_all_would_carry(client, checklist, address):
    whole, head = client.get(address), client.head(address)

    assert head.content == b""
    assert head.status_code == whole.status_code
    assert without_clock(head) == without_clock(whole)


def without_clock(response):
    return {name: value for name, value in response.items() if name != "X-Accel-Expires"}


def test_an_address_that_begins_like_a_language_is_none(client):
    make_approved(make_checklist("en-cloud"))

    assert 'lang="ja"' in client.get("/en-cloud/").content.decode()[:60]
    assert 'lang="en"' in client.get("/en/en-cloud/").content.decode()[:60]
