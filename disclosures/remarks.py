"""Comments on versions that nobody approved, and what became of each since."""

from dataclasses import dataclass
from typing import Literal

from django.db.models import Max, Subquery
from django.db.models.functions import Coalesce

from .models import Comment, Revision


@dataclass(frozen=True)
class Remark:
    """A comment on that version; open until its item changes or somebody replies."""

    comment: Comment
    version: str
    state: Literal["open", "changed", "replied"]


def remarks(checklist, items, *, before=None):
    """The remarks since the newest approved version, oldest first.

    items: the `SheetItem` of each number as it stands now, or None where nothing could be frozen.
    before: the serial number of a version; only comments on earlier ones count.
    """
    on_them = Comment.objects.filter(revision__in=_not_approved(checklist, before))
    comments = list(on_them.select_related("author", "replied_by"))
    revisions = Revision.objects.in_bulk({comment.revision_id for comment in comments})
    asked = {key: _by_number(revision.content) for key, revision in revisions.items()}
    return [
        Remark(
            comment,
            revisions[comment.revision_id].version,
            _state(comment, asked[comment.revision_id], items),
        )
        for comment in comments
    ]


def _not_approved(checklist, before):
    earlier = checklist.revisions.order_by()
    if before is not None:
        earlier = earlier.filter(number__lt=before)
    approved = earlier.filter(approved_at__isnull=False).values("checklist")
    newest = approved.annotate(last=Max("number")).values("last")
    return earlier.filter(number__gt=Coalesce(Subquery(newest), 0))


def _by_number(sheet):
    return {item.number: item for item in sheet.items()}


def _state(comment, then, now):
    if comment.replied_at:
        return "replied"
    if comment.number and now is not None and now.get(comment.number) != then[comment.number]:
        return "changed"
    return "open"
