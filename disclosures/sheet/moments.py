"""Moments and days in words, as the active language writes them."""

from datetime import UTC, date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, override

# What lies before or after is a mistake of a clock or of a hand.
FIRST, PAST_LAST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)


def moment(value: datetime) -> str:
    """A moment (aware) in the zone of the settings, to the minute, with the zone's name."""
    # Translators: a date with the hour, in Django's date format characters
    text: str = date_format(timezone.localtime(value), gettext("j F Y (D) H:i T"))
    return text


def day(value: date) -> str:
    """A day as the language writes it."""
    # Translators: a date, in Django's date format characters
    text: str = date_format(value, gettext("j F Y"))
    return text


def japanese_day(value: date) -> str:
    """A day as files write it whose words are Japanese, whoever reads."""
    return f"{value.year}年{value.month}月{value.day}日"


def english_day(value: date) -> str:
    """The same in English."""
    with override("en"):
        return day(value)
