"""Who is to be reminded of what today: one digest a person, as plain data."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.contrib.auth import get_user_model
from django.urls import reverse

from disclosures.models import Answer, Revision, RevisionEvent
from disclosures.models.mail import READERS_OF_REMINDERS
from disclosures.permissions import CHANGE_ANSWER

from .message import BACKEND


@dataclass(frozen=True)
class DueAnswer:
    """An answer whose review is due; `path` leads to it."""

    number: str
    name: str
    product: str
    checklist: str
    due_on: date
    is_overdue: bool
    path: str


@dataclass(frozen=True)
class SentBack:
    """A submission that went back to the editors; `path` leads to it."""

    checklist: str
    version: str
    by: str
    reason: str
    path: str


@dataclass
class Digest:
    """What one person is reminded of; `without_owner` goes to everybody who may answer."""

    user_id: int
    username: str
    email: str
    own: list[DueAnswer] = field(default_factory=list)
    without_owner: list[DueAnswer] = field(default_factory=list)
    sent_back: list[SentBack] = field(default_factory=list)

    @property
    def is_empty(self):
        return not (self.own or self.without_owner or self.sent_back)


def digests(on):
    """The digests of that day, by user name, also of people without a mail address.

    Only active staff that may read all this is reminded: an answer whose owner is no longer
    among them has none.
    """
    people = get_user_model().objects.filter(is_active=True, is_staff=True).order_by("username")
    for permission in READERS_OF_REMINDERS:
        people = people.filter(pk__in=_permitted(permission).values("pk"))
    made = {user.pk: Digest(user.pk, user.username, user.email) for user in people}
    due = _due_by_owner(on)
    without_owner = [row for owner, rows in due.items() if owner not in made for row in rows]
    without_owner.sort(key=lambda row: row.due_on)
    sent_back = _sent_back_by_submitter()
    editors = _editors()
    for key, digest in made.items():
        digest.own = due.get(key, [])
        digest.without_owner = without_owner if key in editors else []
        digest.sent_back = sent_back.get(key, [])
    return [digest for digest in made.values() if not digest.is_empty]


def _editors():
    """The keys of all active users who may change answers."""
    return set(_permitted(CHANGE_ANSWER).values_list("pk", flat=True))


def _permitted(permission):
    return get_user_model().objects.with_perm(permission, backend=BACKEND)


def _due_by_owner(on):
    """What is due that day, by the owner's key (None: nobody's), the longest overdue first."""
    due = Answer.objects.due(on).select_related("item", "product", "checklist")
    rows = defaultdict(list)
    for answer in due.order_by("review_due_on", *Answer._meta.ordering):
        rows[answer.owner_id].append(_due_answer(answer, on))
    return rows


def _due_answer(answer, on):
    return DueAnswer(
        number=answer.item.number,
        name=answer.item.name,
        product=answer.product.name if answer.product else "",
        checklist=answer.checklist.title,
        due_on=answer.review_due_on,
        is_overdue=answer.review_due_on < on,
        path=reverse("admin:disclosures_answer_change", args=[answer.pk]),
    )


def _sent_back_by_submitter():
    """What waits to be submitted again, by the submitter's key."""
    events = RevisionEvent.objects.filter(
        action=RevisionEvent.Action.SEND_BACK, revision__in=Revision.objects.returned()
    )
    rows = defaultdict(list)
    for event in events.select_related("revision__checklist").defer("revision__sheet"):
        rows[event.revision.submitted_by_id].append(_sent_back(event))
    return rows


def _sent_back(event):
    return SentBack(
        checklist=event.revision.checklist.title,
        version=event.revision.version,
        by=event.actor_name,
        reason=event.note,
        path=reverse("admin:disclosures_revision_change", args=[event.revision_id]),
    )
