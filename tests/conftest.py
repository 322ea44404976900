"""Fixtures that every test may use."""

import os
from dataclasses import replace
from datetime import timedelta
from functools import lru_cache
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone, translation

from audit import clock as deciding_clock
from audit import refusal_count
from disclosures.exports.registry import FORMATS
from disclosures.integrity import readiness
from disclosures.public import cached_views, publication_state
from tests import database_role

pytest_plugins = ["tests.browser", "tests.guarded", "tests.mail_server"]


def pytest_collection_modifyitems(config, items):
    """On PostgreSQL only what could differ there: neither plain data nor what browsers show."""
    is_ours = _asks_the_database if connection.vendor == "postgresql" else _knows_sqlite
    config.hook.pytest_deselected(items=[item for item in items if not is_ours(item)])
    items[:] = [item for item in items if is_ours(item)]


def _knows_sqlite(item):
    return item.get_closest_marker("postgresql") is None


def _asks_the_database(item):
    if item.get_closest_marker("sqlite"):
        return False
    if item.path.name.startswith(("test_accessibility", "test_browser_")):
        return False  # the whole line is gone along in `test_browser`
    is_marked = item.get_closest_marker("django_db") is not None
    return is_marked or not {"db", "transactional_db", "live_server"}.isdisjoint(item.fixturenames)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Made by the owner of the database; the tests run as the role of the program."""
    with django_db_blocker.unblock():
        database_role.become_app()
    yield
    with django_db_blocker.unblock():
        database_role.become_owner()


@pytest.fixture
def owner_role(request):
    """The test may do what only the owner of the database may."""
    request.getfixturevalue("transactional_db" if _has_real_transactions(request.node) else "db")
    database_role.reset()


def _has_real_transactions(item):
    marker = item.get_closest_marker("django_db")
    return "transactional_db" in item.fixturenames or bool(
        marker and marker.kwargs.get("transaction")
    )


@pytest.fixture(autouse=True)
def _lift_guards_before_flush(request):
    """The flush after a test with real transactions deletes rows that guards protect."""
    if not _has_real_transactions(request.node):
        yield
        return
    request.getfixturevalue("transactional_db")
    yield
    database_role.lift_guards()


@pytest.fixture(autouse=True, scope="session")
def _make_each_pdf_once():
    """The same sheet makes the same bytes, and the suite submits the same small sheets for ever."""
    if "pdf" in FORMATS:
        made = FORMATS["pdf"]
        FORMATS["pdf"] = replace(made, render=lru_cache(maxsize=512)(made.render))


@pytest.fixture(autouse=True)
def _begin_in_japanese():
    """A request for an English page leaves its language to the thread, and so to other tests."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture(autouse=True)
def _readers_processes_know_nothing(monkeypatch):
    """Each test begins as a new process does, and sees at once what it changed itself."""
    monkeypatch.setattr(publication_state, "MAX_AGE", 0.0)
    monkeypatch.setattr(readiness, "KNOWN_FOR", 0.0)
    monkeypatch.setattr(refusal_count, "WRITTEN_EVERY", 0)
    publication_state.site_state_cache.clear()
    readiness.readiness.forget()
    cached_views.page_cache.clear()
    cached_views.side_cache.clear()


class Clock:
    """Django's clock, held still until a test moves it."""

    def __init__(self, moment):
        self.moment = moment

    def now(self):
        return self.moment

    def move_to(self, moment):
        self.moment = moment

    def forward(self, **duration):
        self.moment += timedelta(**duration)


@pytest.fixture
def process_clock(monkeypatch):
    """The clock of this process alone; what PostgreSQL's says stays."""
    clock = Clock(timezone.now())
    monkeypatch.setattr(timezone, "now", clock.now)
    return clock


@pytest.fixture
def clock(process_clock, monkeypatch):
    """The clock that decides, whatever the database."""
    monkeypatch.setattr(deciding_clock, "is_shared", lambda: False)
    return process_clock


@pytest.fixture
def seed():
    """The folder with the real sheet; never in the project itself."""
    folder = os.environ.get("KAIJI_SEED")
    if folder:
        return Path(folder)
    if os.environ.get("CI"):
        pytest.fail("KAIJI_SEED must be set in CI")
    return pytest.skip("KAIJI_SEED is unset: the real sheet is not here")
