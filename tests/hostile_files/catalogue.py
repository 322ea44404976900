"""The catalogue of kinds of files: each with a name and a fate."""

from dataclasses import dataclass

STATED = {"1": "One.", "2": "Two.", "3": "Three."}

REFUSED = "refused"  # with the reason in words; any other fate is what the answers say then

KINDS = {}


@dataclass(frozen=True)
class Kind:
    """A file's bytes, made when they are needed, and what becomes of them."""

    make: object
    fate: object


def add(name, fate, make):
    """Enter a kind into the catalogue."""
    if name in KINDS:
        raise ValueError(name)
    KINDS[name] = Kind(make, fate)


def refused(name):
    """The decorated function makes bytes that are refused in words."""
    return lambda make: add(name, REFUSED, make)


def states(name, **changes):
    """The decorated function makes a file that states the usual but these; "" is nothing.

    An item is named by its number behind a letter: n2="Other."
    """
    fate = STATED | {number[1:]: text for number, text in changes.items()}
    return lambda make: add(name, {number: text for number, text in fate.items() if text}, make)


def nothing(name):
    """The decorated function makes a file that can be looked at and states nothing."""
    return states(name, n1="", n2="", n3="")
