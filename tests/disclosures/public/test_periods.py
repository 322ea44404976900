"""From when until when a version was the one that readers saw."""

from dataclasses import dataclass
from datetime import UTC, datetime

from disclosures.public.periods import Period, periods


def hour(number):
    return datetime(2025, 10, 1, number, tzinfo=UTC)


@dataclass
class Version:
    number: int
    effective_at: datetime
    withdrawn_at: datetime | None = None


def test_a_version_lasts_until_the_next_one_begins():
    found = periods([Version(1, hour(1)), Version(2, hour(4))], now=hour(9))

    assert found == {1: [Period(hour(1), hour(4))], 2: [Period(hour(4), None)]}


def test_a_version_returns_when_the_newer_one_is_withdrawn():
    found = periods([Version(1, hour(1)), Version(2, hour(4), hour(6))], now=hour(9))

    assert found == {
        1: [Period(hour(1), hour(4)), Period(hour(6), None)],
        2: [Period(hour(4), hour(6))],
    }


def test_a_version_withdrawn_while_it_was_not_the_newest_ends_nothing():
    found = periods([Version(1, hour(1), hour(6)), Version(2, hour(4))], now=hour(9))

    assert found == {1: [Period(hour(1), hour(4))], 2: [Period(hour(4), None)]}


def test_nothing_is_public_after_the_only_version_is_withdrawn():
    found = periods([Version(1, hour(1), hour(6))], now=hour(9))

    assert found == {1: [Period(hour(1), hour(6))]}


def test_two_that_begin_at_one_moment_leave_the_older_without_a_period():
    found = periods([Version(1, hour(1)), Version(2, hour(1))], now=hour(9))

    assert found == {1: [], 2: [Period(hour(1), None)]}


def test_no_versions_have_no_periods():
    assert periods([], now=hour(9)) == {}
