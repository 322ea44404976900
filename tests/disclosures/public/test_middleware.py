"""How readers are answered: few bytes, tags to ask by, nothing of the staff's side."""

import gzip
import tracemalloc
from contextlib import contextmanager
from http.cookies import SimpleCookie

import brotli
import pytest
from django.apps import apps
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext

from disclosures.models import ChecklistProduct
from disclosures.public.middleware import page_shelf, side_shelf
from disclosures.public.page_cache import BESIDE, Kept, Shelf
from tests.factory import (
    change_answer,
    editor,
    make_approved,
    make_checklist,
    make_product,
    reviewer,
    saved,
)

from .test_drafts_stay_private import ADDRESSES

pytestmark = pytest.mark.django_db

UNKEPT = {"/schemas/sheet-1.json", "/healthz", "/readyz"}
KEPT = [address for address in ADDRESSES if address not in UNKEPT]


@pytest.fixture
def checklist():
    checklist = make_checklist(products=[make_product("Alpha"), make_product("Beta")])
    change_answer(checklist, "1", availability="yes", body="Published words. " * 50)
    make_approved(checklist)
    make_approved(checklist, "2.0")
    return checklist


def get(client, address, **headers):
    response = client.get(address, headers=headers)
    assert response.status_code in (200, 304, 404), address
    return response


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


@pytest.mark.parametrize("address", KEPT)
def test_who_has_the_bytes_already_is_told_so(client, checklist, address):
    first = get(client, address)
    if first.status_code == 404:
        return

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


def test_what_is_kept_is_asked_for_with_one_small_query(
    client, checklist, django_assert_num_queries
):
    for address in KEPT:
        client.get(address)

    for address in KEPT:
        if get(client, address).status_code == 200:
            with django_assert_num_queries(1) as queries:
                client.get(address)
            assert '"sheet"' not in queries[0]["sql"]


def test_hosts_do_not_share_pages_that_name_them(client, checklist, settings):
    settings.ALLOWED_HOSTS = ["one.example.com", "two.example.com"]

    shown = [
        get(client, "/sheet/", host=host).content.decode()
        for host in ("one.example.com", "two.example.com")
    ]

    assert ["one.example.com" in text for text in shown] == [True, False]
    assert ["two.example.com" in text for text in shown] == [False, True]


def test_a_foreign_host_is_refused_and_named_nowhere(client, checklist, settings):
    settings.ALLOWED_HOSTS = ["one.example.com"]

    refused = client.get("/sheet/", headers={"host": "evil.example.com"})

    assert refused.status_code == 400
    assert b"evil" not in refused.content


def test_searches_push_no_page_off_its_shelf(client, checklist):
    client.get("/sheet/")
    for word in range(30):
        client.get("/sheet/search/", {"q": f"word {word}"})

    assert len(page_shelf._kept) == 1
    assert len(side_shelf._kept) == 30


def test_nor_do_addresses_of_a_sheet_that_is_no_more(client, checklist):
    client.get("/robots.txt")
    for revision in checklist.revisions.once_public():
        revision.withdraw(by=reviewer(), reason="Wrong", public_notice="Please ask us.")

    statuses = {client.get(f"/sheet/products/p{at}/").status_code for at in range(30)}

    assert (statuses, len(page_shelf._kept), len(side_shelf._kept)) == ({410}, 1, 30)


def kept(size):
    return Kept(200, {"": bytes(size)}, {"": {}}, {"": {}})


def test_a_shelf_lets_go_of_what_was_not_asked_for_longest():
    shelf = Shelf(room=10 * (BESIDE + 100))
    for name in range(10):
        shelf.put(name, "now", kept(100))
    shelf.get(0, "now")

    shelf.put("new", "now", kept(100))

    assert [name for name in range(10) if shelf.get(name, "now") is None] == [1]
    assert shelf.get("new", "now") == kept(100)


def test_a_shelf_keeps_nothing_that_would_take_much_of_it():
    shelf = Shelf(room=10 * (BESIDE + 100))

    shelf.put("large", "now", kept(102))

    assert shelf.get("large", "now") is None


def test_what_is_kept_takes_no_more_than_is_counted(client, checklist):
    """An answer without a body takes room, too."""
    tracemalloc.start()
    try:
        for at in range(200):
            client.get("/sheet/compare/", {"older": f"{at}.0" + "x" * 900})
        side, counted = len(side_shelf._kept), side_shelf._kept.currsize
        before = tracemalloc.get_traced_memory()[0]
        side_shelf.clear()
        taken = before - tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()

    assert side == 200
    assert 200 * 1_000 < taken <= counted


@contextmanager
def no_database():
    def fail(execute, *arguments):
        raise OperationalError("gone")

    with connection.execute_wrapper(fail):
        yield


def test_without_the_database_a_page_says_what_it_said_before_the_last_approval(client, checklist):
    before = {address: client.get(address) for address in ("/", "/sheet/versions/1.0/")}
    make_approved(checklist, "3.0")
    client.get("/sheet/")

    with no_database():
        after = {address: client.get(address) for address in before}

    assert {one.status_code for one in after.values()} == {200}
    assert all(after[address].content == before[address].content for address in before)


def test_without_the_database_nothing_is_said_from_before_a_withdrawal(client, checklist):
    addresses = ("/sheet/versions/2.0/", "/sheet/versions/2.0/sheet.json", "/sheet/search/?q=words")
    before = [client.get(address).status_code for address in addresses]
    second = checklist.revisions.get(version="2.0")
    second.withdraw(by=reviewer(), reason="Wrong", public_notice="Please ask us.")
    client.get("/robots.txt")

    with no_database():
        after = [client.get(address).status_code for address in addresses]

    assert (before, after) == ([200] * 3, [503] * 3)


ROUTES = [*KEPT, "/sheet/since/2.0/", "/sheet/versions/2.0/sheet.json", "/sheet/search/?q=Planted"]


def test_a_withdrawn_version_is_in_no_public_byte(client):
    checklist = make_checklist(products=[make_product("Alpha")])
    make_approved(checklist)
    checklist.notes, checklist.title = "Planted notes", "Planted title"
    saved(checklist)
    saved_product = make_product("Planted product", slug="planted")
    saved(ChecklistProduct(checklist=checklist, product=saved_product, position=9))
    change_answer(checklist, "1", body="Planted words", availability="no")
    change_answer(checklist, "2", product=saved_product, body="Planted too")
    second = make_approved(checklist, "2.0", summary="Planted summary")
    before = {address: client.get(address) for address in ROUTES}

    second.withdraw(by=reviewer(), reason="Planted reason", public_notice="Please ask us.")

    after = {address: client.get(address) for address in ROUTES}
    assert sum(b"Planted" in response.content for response in before.values()) > 8
    told = {address for address, one in after.items() if b"lanted" in told_by(one)}
    assert told == {"/sheet/search/?q=Planted"}  # the reader's own word, in the form alone
    assert b"<mark>" not in after["/sheet/search/?q=Planted"].content
    tags = {one["ETag"] for one in before.values() if b"Planted" in one.content}
    assert tags.isdisjoint(one["ETag"] for one in after.values() if "ETag" in one)


def told_by(response):
    return response.content + repr(dict(response.items())).encode()


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
