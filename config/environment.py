"""Reading the variables that set an installation up; `config.settings` lists them."""

import os

from django.core.exceptions import ImproperlyConfigured


def flag(variable: str, default: str = "0") -> bool:
    """Whether it is 1; raises `ImproperlyConfigured` for what only looks like yes or no."""
    value = os.environ.get(variable) or default
    if value not in ("0", "1"):
        raise ImproperlyConfigured(f"{variable} is 1, 0 or empty, not {value!r}.")
    return value == "1"


def number(variable: str, default: int) -> int:
    """The number that it says; raises `ImproperlyConfigured` where it says another thing."""
    value = os.environ.get(variable) or str(default)
    if not value.isdecimal():
        raise ImproperlyConfigured(f"{variable} is a number, not {value!r}.")
    return int(value)


def words(variable: str) -> list[str]:
    """What stands between its commas, without empty parts."""
    return [word.strip() for word in os.environ.get(variable, "").split(",") if word.strip()]


def pairs(variable: str) -> dict[str, str]:
    """The value by its name, of each name=value; raises `ImproperlyConfigured` for another form.

    The last = of each counts, so that names may hold others.
    """
    parts = [word.rpartition("=") for word in words(variable)]
    found = {name.strip(): value.strip() for name, _sign, value in parts}
    if not all(found) or len(found) < len(parts):
        raise ImproperlyConfigured(f"{variable} is name=value, with commas between several.")
    return found
