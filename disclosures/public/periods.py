"""When which version was the one that readers saw."""

from dataclasses import dataclass
from datetime import datetime
from heapq import heappop, heappush
from itertools import pairwise


@dataclass(frozen=True)
class Period:
    """A time in which one version was the newest in effect; `until` None: it still is."""

    start: datetime
    until: datetime | None


def periods(revisions, *, now):
    """The periods of each revision, by its number; revisions that were public by `now`.

    A version has several periods where a newer one was withdrawn and this one returned, and
    none where a newer one began at the same moment.
    """
    known = [one for one in revisions if one.effective_at <= now]
    moments = {one.effective_at for one in known}
    moments |= {one.withdrawn_at for one in known if one.withdrawn_at and one.withdrawn_at <= now}
    begun = sorted(known, key=lambda one: one.effective_at, reverse=True)
    found = {revision.number: [] for revision in revisions}
    newest_first = []  # a heap of those that began, the newest on top
    for start, until in pairwise([*sorted(moments), None]):
        while begun and begun[-1].effective_at <= start:
            one = begun.pop()
            heappush(newest_first, (-one.number, one.withdrawn_at))
        while newest_first and newest_first[0][1] and newest_first[0][1] <= start:
            heappop(newest_first)
        if newest_first:
            _append(found[-newest_first[0][0]], start, until)
    return found


def _append(earlier, start, until):
    """Add a period, or let the last one go on where nothing came between."""
    if earlier and earlier[-1].until == start:
        start = earlier.pop().start
    earlier.append(Period(start, until))
