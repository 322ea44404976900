"""Processor time in standard seconds, in which the limits are given.

The same work takes two or three times as long on another machine, or on this one while its
neighbours are busy. So each work is timed between two runs of a piece of standard work of the same
kind (a template with many nodes), and what counts is how many of those it is worth.
"""

import gc
import time
from collections.abc import Callable

from django.template import engines
from django.utils import translation

# The seconds of the standard work on the machine on which the limits were set.
STANDARD = 0.045
_LINES = 4_000
_TEMPLATE = (
    "{% for n in lines %}<p class='{{ n }}'>{{ n|add:1 }} {% if n %}{{ text }}{% endif %}</p>"
    "{% endfor %}"
)


def fewest_seconds(work: Callable[[], object]) -> float:
    """Of three times, which all do the same: what disturbs them only ever adds."""
    return min(seconds(work) for _time in range(3))


def seconds(work: Callable[[], object]) -> float:
    """The standard seconds that the work takes."""
    spent, pace = timed(work)
    return spent * pace


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """The seconds that the work takes here, and the standard seconds that one of them is worth."""
    before, spent, after = pace(), _spent(work), pace()
    return spent, 2 / (1 / before + 1 / after)


def pace() -> float:
    """The standard seconds that a second of processor time is worth here and now."""
    return STANDARD / _standard_work()


def _standard_work() -> float:
    template = engines["django"].from_string(_TEMPLATE)
    with translation.override("ja"):  # in no language or another one, numbers take longer
        return _spent(lambda: template.render({"lines": range(_LINES), "text": "あ" * 20}))


def _spent(work: Callable[[], object]) -> float:
    """Without collecting garbage, as `timeit`: in whose time that falls is chance."""
    gc.collect()
    gc.disable()
    try:
        begun = time.process_time()
        work()
        return time.process_time() - begun
    finally:
        gc.enable()
