"""The publication state: what is public now, read with one small query and cached for a second.

While the database does not answer, the state that was read last stays in use.
"""

import logging
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from time import monotonic
from typing import NamedTuple

from django.db import DatabaseError, InterfaceError, OperationalError
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from audit import clock
from disclosures.models import Checklist, Revision

logger = logging.getLogger(__name__)

MAX_AGE = 1.0  # seconds, until the database is asked again
MAX_WAIT = 0.5  # seconds for which others wait for the one who asks; then the database hangs
NO_ANSWER = (OperationalError, InterfaceError)  # what Django raises without a database
FAILURES = (DatabaseError, InterfaceError)  # readers are served whatever is wrong with it


class PublicState(NamedTuple):
    """What readers can see of one checklist; any change of it makes another state.

    `current`: the key of the version that is public, None where none is any more. `withdrawn`: how
    many were taken down after readers could see them, `notices`: how many of these with a notice
    that readers find. Versions begin in the order of their numbers, and nothing that was withdrawn
    returns, so no state ever comes back.
    """

    current: int | None
    withdrawn: int
    notices: int = 0


@dataclass(frozen=True)
class SiteState:
    """The state of each checklist that readers ever saw, by its slug.

    `next_at` is when the next approved version begins (aware), None where none waits.
    """

    states: dict[str, PublicState]
    next_at: datetime | None

    def state_of(self, slug: str | None) -> object:
        """What the pages of that checklist depend on; of all of them, where `slug` is None.

        None for a checklist of which readers know nothing.
        """
        if slug is None:
            return tuple(self.states.items())
        return self.states.get(slug)


def withdrawn_counts(state: object) -> object:
    """How many are withdrawn in what `state_of` gave; equal: nothing was withdrawn since."""
    if isinstance(state, PublicState):
        return state.withdrawn
    return {slug: one.withdrawn for slug, one in state if one.withdrawn}


class SiteStateCache:
    """The `SiteState`, read again once it is a second old or the next version begins."""

    def __init__(self) -> None:
        self._read_lock = Lock()
        self.clear()

    def clear(self) -> None:
        """Know nothing, as a new process does."""
        self._state: SiteState | None = None
        self._expires_at = 0.0  # by `monotonic`

    def get(self) -> SiteState:
        """What is public, at most a second ago; longer ago only while the database fails or hangs.

        One thread reads while the others wait for it. Raises `DatabaseError` or `InterfaceError`
        where the database does not answer and never did.
        """
        if self._is_expired():
            self._refresh()
        return self._state

    def _is_expired(self) -> bool:
        return self._state is None or monotonic() >= self._expires_at

    def _refresh(self) -> None:
        if not self._read_lock.acquire(timeout=-1 if self._state is None else MAX_WAIT):
            self._keep_old("the database hangs")
            return
        try:
            if self._is_expired():  # no other thread read it while this one waited
                # Before the database is asked: the state is never younger than it says.
                begun = monotonic()
                self._state, now = _read()
                self._expires_at = begun + _seconds_until(self._state.next_at, now)
        except FAILURES:
            if self._state is None:
                raise
            self._keep_old("the database failed", exc_info=True)
        finally:
            self._read_lock.release()

    def _keep_old(self, reason: str, **logged: bool) -> None:
        logger.warning("Readers get what was known: %s.", reason, **logged)
        self._expires_at = monotonic() + MAX_AGE


def _read() -> tuple[SiteState, datetime | None]:
    """The state and its moment by the clock that decides; None where there is no checklist."""
    at = clock.sql_now()
    revisions = Revision.objects.filter(checklist=OuterRef("pk")).order_by()
    current = revisions.in_effect(at).order_by("-number").values("pk")[:1]
    taken_down = revisions.taken_down(at).values("checklist")
    withdrawn = taken_down.values(count=Count("pk"))
    told = taken_down.filter(notice_waits=False).exclude(public_notice="")
    notices = told.values(count=Count("pk"))
    next_at = revisions.waiting(at).order_by("effective_at").values("effective_at")[:1]
    rows = list(
        Checklist.objects.order_by("pk").values_list(
            "slug",
            Subquery(current),
            Coalesce(Subquery(withdrawn), 0),
            Coalesce(Subquery(notices), 0),
            Subquery(next_at),
            at,
        )
    )
    states = {
        slug: PublicState(current, withdrawn, notices)
        for slug, current, withdrawn, notices, _next_at, _now in rows
        if current or withdrawn
    }
    next_at = min((next_at for *_, next_at, _now in rows if next_at), default=None)
    return SiteState(states, next_at), next((row[-1] for row in rows), None)


def _seconds_until(moment: datetime | None, now: datetime | None) -> float:
    if moment is None:
        return MAX_AGE
    return min(MAX_AGE, (moment - now).total_seconds())


site_state_cache = SiteStateCache()
