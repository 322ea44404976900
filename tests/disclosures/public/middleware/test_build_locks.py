"""Each address is built by one thread at a time, and holds up no other address."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from time import sleep

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from disclosures.public import publication_state
from disclosures.public.cached_views import cached
from disclosures.public.page_cache import PageCache

PATIENCE = 10  # seconds until something that must happen did not
THREADS = 8


@pytest.fixture(autouse=True)
def _state_is_known(db, monkeypatch):
    """The threads ask no database."""
    monkeypatch.setattr(publication_state, "MAX_AGE", 600.0)
    publication_state.site_state_cache.get()


def get(view, address):
    return view(RequestFactory().get(address)).content


def test_a_slow_page_holds_up_no_other():
    has_begun, may_end = Event(), Event()

    @cached
    def view(request):
        if request.path == "/slow/":
            has_begun.set()
            may_end.wait(PATIENCE)
        return HttpResponse(request.path)

    with ThreadPoolExecutor() as pool:
        slow = pool.submit(get, view, "/slow/")
        has_begun.wait(PATIENCE)
        try:
            other = pool.submit(get, view, "/other/").result(PATIENCE / 2)
            is_slow_built = slow.done()
        finally:
            may_end.set()

    assert (other, is_slow_built, slow.result()) == (b"/other/", False, b"/slow/")


def test_a_page_that_many_ask_for_at_once_is_built_once():
    barrier, built = Barrier(THREADS), []

    @cached
    def view(request):
        built.append(request.path)
        sleep(0.1)  # so that the others ask meanwhile
        return HttpResponse(str(len(built)))

    def ask(_):
        barrier.wait(PATIENCE)
        return get(view, "/page/")

    with ThreadPoolExecutor(THREADS) as pool:
        contents = list(pool.map(ask, range(THREADS)))

    assert (contents, built) == ([b"1"] * THREADS, ["/page/"])


def test_a_page_that_cannot_be_built_locks_nobody_out():
    @cached
    def view(request):
        raise ZeroDivisionError

    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            get(view, "/page/")


def test_no_lock_is_left_of_an_address_that_was_built():
    cache = PageCache(max_bytes=1_000_000)

    for number in range(100):
        with cache.build_lock(f"/page/{number}/"), cache.build_lock("/other/"):
            held = len(cache._build_locks)

    assert (held, len(cache._build_locks)) == (2, 0)
