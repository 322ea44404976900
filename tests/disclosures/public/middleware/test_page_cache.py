"""The page cache: whose pages it holds, how many, and what leaves it."""

import tracemalloc

import pytest

from disclosures.models import ChecklistProduct
from disclosures.public.cached_views import page_cache, side_cache
from disclosures.public.page_cache import OVERHEAD, CachedResponse, PageCache
from tests.factory import (
    change_answer,
    make_approved,
    make_checklist,
    make_product,
    reviewer,
    saved,
)

from .cached_pages import CACHED, get

pytestmark = pytest.mark.django_db


def test_a_cached_page_costs_one_small_query(client, checklist, django_assert_num_queries):
    for address in CACHED:
        client.get(address)

    for address in CACHED:
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


def test_searches_push_no_page_out(client, checklist):
    client.get("/sheet/")
    for word in range(30):
        client.get("/sheet/search/", {"q": f"word {word}"})

    assert len(page_cache._responses) == 1
    assert len(side_cache._responses) == 30


def test_nor_do_addresses_of_a_sheet_that_is_no_more(client, checklist):
    client.get("/robots.txt")
    for revision in checklist.revisions.once_public():
        revision.withdraw(by=reviewer(), reason="Wrong", public_notice="Please ask us.")

    statuses = {client.get(f"/sheet/products/p{at}/").status_code for at in range(30)}

    assert (statuses, len(page_cache._responses), len(side_cache._responses)) == ({410}, 1, 30)


def response_of(size):
    return CachedResponse(200, {"": bytes(size)}, {"": {}}, {"": {}})


def test_the_least_recently_used_response_leaves_first():
    cache = PageCache(max_bytes=10 * (OVERHEAD + 100))
    for name in range(10):
        cache.put(name, "now", response_of(100))
    cache.get(0, "now")

    cache.put("new", "now", response_of(100))

    assert [name for name in range(10) if cache.get(name, "now") is None] == [1]
    assert cache.get("new", "now") == response_of(100)


def test_a_response_that_would_take_much_of_the_cache_is_not_stored():
    cache = PageCache(max_bytes=10 * (OVERHEAD + 100))

    cache.put("large", "now", response_of(102))

    assert cache.get("large", "now") is None


def test_a_cached_response_takes_no_more_than_is_counted(client, checklist):
    """An answer without a body takes room, too."""
    tracemalloc.start()
    try:
        for at in range(200):
            client.get("/sheet/compare/", {"older": f"{at}.0" + "x" * 900})
        side, counted = len(side_cache._responses), side_cache._responses.currsize
        before = tracemalloc.get_traced_memory()[0]
        side_cache.clear()
        taken = before - tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()

    assert side == 200
    assert 200 * 1_000 < taken <= counted


ROUTES = [
    *CACHED,
    "/sheet/since/2.0/",
    "/sheet/versions/2.0/sheet.json",
    "/sheet/search/?q=Planted",
]


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
