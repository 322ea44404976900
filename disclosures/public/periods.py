"""The periods in which each version was the one that readers saw."""

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
    begun = [revision for revision in revisions if revision.effective_at <= now]
    ends = (revision.withdrawn_at for revision in begun)
    moments = {revision.effective_at for revision in begun} | {
        end for end in ends if end and end <= now
    }
    latest_first = sorted(begun, key=lambda revision: revision.effective_at, reverse=True)
    by_number = {revision.number: [] for revision in revisions}
    newest_first = []  # a heap of those that began, the newest on top
    for start, until in pairwise([*sorted(moments), None]):
        while latest_first and latest_first[-1].effective_at <= start:
            revision = latest_first.pop()
            heappush(newest_first, (-revision.number, revision.withdrawn_at))
        while newest_first and newest_first[0][1] and newest_first[0][1] <= start:
            heappop(newest_first)
        if newest_first:
            _append(by_number[-newest_first[0][0]], start, until)
    return by_number


def _append(earlier, start, until):
    """Add a period, or let the last one go on where nothing came between."""
    if earlier and earlier[-1].until == start:
        start = earlier.pop().start
    earlier.append(Period(start, until))
