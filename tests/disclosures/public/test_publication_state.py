"""What a process knows of what is public: asked once a second, and by one thread alone."""

from datetime import timedelta
from threading import Barrier, Thread
from time import sleep

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext

from disclosures.public import publication_state
from disclosures.public.publication_state import PublicState, SiteStateCache
from tests.factory import approve, make_approved, reviewer, submit

pytestmark = pytest.mark.django_db


class Ticks:
    """The clock by which a second is counted, moved by a test."""

    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def ticks(monkeypatch):
    ticks = Ticks()
    monkeypatch.setattr(publication_state, "monotonic", ticks)
    monkeypatch.setattr(publication_state, "MAX_AGE", 1.0)
    return ticks


def asked(site, times=1):
    """How many queries it takes to ask so many times."""
    with CaptureQueriesContext(connection) as queries:
        for _ in range(times):
            site.get()
    return len(queries)


def test_it_is_asked_for_once_a_second(ticks):
    make_approved()
    site = SiteStateCache()

    first = asked(site, 100)
    ticks.now += 0.99
    early = asked(site)
    ticks.now += 0.01

    assert (first, early, asked(site)) == (1, 0, 1)


def test_a_second_ends_where_the_next_version_begins(ticks, clock):
    revision = make_approved()
    approve(submit(revision.checklist, "2.0"), at=clock.now() + timedelta(milliseconds=300))
    site = SiteStateCache()
    before = site.get().state_of("sheet")

    ticks.now += 0.29
    early = asked(site)
    ticks.now += 0.01
    clock.forward(milliseconds=300)

    assert (early, asked(site)) == (0, 1)
    assert site.get().state_of("sheet") != before


def test_while_the_database_fails_what_was_known_stands(ticks):
    make_approved()
    site = SiteStateCache()
    known = site.get()

    def fail(execute, *arguments):
        raise OperationalError("gone")

    ticks.now += 5
    with connection.execute_wrapper(fail):
        assert site.get() == known
        with pytest.raises(OperationalError):
            SiteStateCache().get()
    assert asked(site) == 0  # not again before a second went by


THREADS = 8


def ask_at_once(site):
    """What so many threads are told that ask at the same moment, and how many queries that took.

    Each query takes a while, as over a network.
    """
    barrier, told, queries = Barrier(THREADS), [], []

    def slowly(execute, sql, *arguments):
        queries.append(sql)
        sleep(0.1)
        return execute(sql, *arguments)

    def ask():
        barrier.wait()
        with connection.execute_wrapper(slowly):
            told.append(site.get())
        connection.close()

    threads = [Thread(target=ask) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told, len(queries)


@pytest.mark.django_db(transaction=True)
def test_many_threads_ask_once(ticks):
    make_approved()

    told, queries = ask_at_once(SiteStateCache())

    assert (len(told), len(set(map(repr, told))), queries) == (THREADS, 1, 1)


@pytest.mark.django_db(transaction=True)
def test_after_a_long_silence_nobody_is_told_what_was_known_before(ticks):
    revision, site = make_approved(), SiteStateCache()
    site.get()
    ticks.now += 3600
    revision.withdraw(by=reviewer(), reason="Wrong", public_notice="Please ask us.")

    told, queries = ask_at_once(site)

    assert {one.state_of("sheet") for one in told} == {PublicState(current=None, withdrawn=1)}
    assert queries == 1


@pytest.mark.django_db(transaction=True)
def test_while_the_database_hangs_the_others_go_on(ticks, monkeypatch):
    make_approved()
    site = SiteStateCache()
    known = site.get()
    monkeypatch.setattr(publication_state, "MAX_WAIT", 0.01)
    ticks.now += 5

    told, queries = ask_at_once(site)

    assert [one == known for one in told] == [True] * THREADS
    assert queries == 1
