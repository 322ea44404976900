"""When which version was the one that readers saw."""

from dataclasses import dataclass
from datetime import datetime
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
    moments = sorted(
        {
            moment
            for revision in revisions
            for moment in (revision.effective_at, revision.withdrawn_at)
            if moment is not None and moment <= now
        }
    )
    found = {revision.number: [] for revision in revisions}
    for start, until in pairwise([*moments, None]):
        newest = max((r.number for r in revisions if _is_in_effect(r, start)), default=None)
        if newest is not None:
            _append(found[newest], start, until)
    return found


def _append(earlier, start, until):
    """Add a period, or let the last one go on where nothing came between."""
    if earlier and earlier[-1].until == start:
        start = earlier.pop().start
    earlier.append(Period(start, until))


def _is_in_effect(revision, at):
    withdrawn = revision.withdrawn_at is not None and revision.withdrawn_at <= at
    return revision.effective_at <= at and not withdrawn
