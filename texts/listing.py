"""Lists within a sentence, in the signs of the reader's language."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import pgettext


def listed(parts: Iterable[object]) -> str:
    """The parts one after the other, as a sentence lists them."""
    separator = str(pgettext("between the parts of a list", ", "))
    return separator.join(map(str, parts))


def quoted(name: object) -> str:
    """The name in quotation marks."""
    return str(_("“%(heading)s”")) % {"heading": name}


def quoted_list(names: Iterable[object]) -> str:
    """The names, each in quotation marks, one after the other."""
    return listed(map(quoted, names))
