"""What is public now, as this process knows it: one small query, and its answer for a second.

While the database does not answer, what was known last stands.
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
from django.utils import timezone

from disclosures.models import Checklist, Revision

logger = logging.getLogger(__name__)

KNOWN_FOR = 1.0  # seconds, until the database is asked again
PATIENCE = 0.5  # seconds for which others wait for the one who asks; then the database hangs
NO_ANSWER = (OperationalError, InterfaceError)  # what Django raises without a database
FAILURES = (DatabaseError, InterfaceError)  # readers are served whatever is wrong with it


class Standing(NamedTuple):
    """How one checklist stands with its readers; any change of what they may see changes it.

    `current`: the key of the version that is public, None where none is any more. `withdrawn`: how
    many were taken down after readers could see them. Versions begin in the order of their numbers,
    and nothing that was withdrawn returns, so no standing ever comes back.
    """

    current: int | None
    withdrawn: int


@dataclass(frozen=True)
class Site:
    """The standing of each checklist that readers ever saw, by its slug.

    `next_at` is when the next approved version begins (aware), None where none waits.
    """

    standings: dict[str, Standing]
    next_at: datetime | None

    def standing(self, slug: str | None) -> object:
        """What the pages of that checklist depend on; of all of them, where `slug` is None.

        None for a checklist of which readers know nothing.
        """
        if slug is None:
            return tuple(self.standings.items())
        return self.standings.get(slug)


def withdrawn_in(standing: object) -> object:
    """How much is withdrawn in that standing, of a sheet or of all; equal: nothing was since."""
    if isinstance(standing, Standing):
        return standing.withdrawn
    return {slug: one.withdrawn for slug, one in standing if one.withdrawn}


class KnownSite:
    """The `Site`, asked for again once it is a second old or the next version begins."""

    def __init__(self) -> None:
        self._asking = Lock()
        self.forget()

    def forget(self) -> None:
        """Know nothing, as a new process does."""
        self._site: Site | None = None
        self._until = 0.0

    def now(self) -> Site:
        """What is public, at most a second ago; longer ago only while the database fails or hangs.

        One thread asks while the others wait for it. Raises `DatabaseError` or `InterfaceError`
        where the database does not answer and never did.
        """
        if self._is_over():
            self._ask()
        return self._site

    def _is_over(self) -> bool:
        return self._site is None or monotonic() >= self._until

    def _ask(self) -> None:
        if not self._asking.acquire(timeout=-1 if self._site is None else PATIENCE):
            self._stand("the database hangs")
            return
        try:
            if self._is_over():  # nobody else asked while this one waited
                at, asked = timezone.now(), monotonic()
                self._site = _read(at)
                self._until = asked + _seconds_until(self._site.next_at, at)
        except FAILURES:
            if self._site is None:
                raise
            self._stand("the database failed", exc_info=True)
        finally:
            self._asking.release()

    def _stand(self, because: str, **logged: bool) -> None:
        logger.warning("Readers get what was known: %s.", because, **logged)
        self._until = monotonic() + KNOWN_FOR


def _read(at: datetime) -> Site:
    own = Revision.objects.filter(checklist=OuterRef("pk")).order_by()
    current = own.in_effect(at).order_by("-number").values("pk")[:1]
    gone = own.taken_down(at).values("checklist").values(count=Count("pk"))
    next_at = own.waiting(at).order_by("effective_at").values("effective_at")[:1]
    rows = Checklist.objects.order_by("pk").values_list(
        "slug", Subquery(current), Coalesce(Subquery(gone), 0), Subquery(next_at)
    )
    found = list(rows)
    standings = {slug: Standing(now, gone) for slug, now, gone, _ in found if now or gone}
    return Site(standings, min((next_at for *_, next_at in found if next_at), default=None))


def _seconds_until(moment: datetime | None, now: datetime) -> float:
    if moment is None:
        return KNOWN_FOR
    return min(KNOWN_FOR, (moment - now).total_seconds())


known_site = KnownSite()
