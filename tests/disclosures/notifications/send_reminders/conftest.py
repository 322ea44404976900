"""A day with answers due."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tests.factory import make_checklist


@pytest.fixture
def today(clock):
    clock.move_to(datetime(2026, 4, 1, 0, 30, tzinfo=ZoneInfo("Asia/Tokyo")))
    return clock


@pytest.fixture
def checklist():
    return make_checklist(title="Sheet of A & B <C>")
