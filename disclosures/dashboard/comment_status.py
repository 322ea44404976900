"""The status of comments on versions that nobody approved."""

from dataclasses import dataclass
from typing import Literal

from disclosures.models import Comment


@dataclass(frozen=True)
class CommentStatus:
    """A comment on that version; open until its item changes or somebody replies."""

    comment: Comment
    version: str
    state: Literal["open", "changed", "replied"]


def comment_statuses(comments, revisions, items):
    """The status of each of these comments.

    revisions: those they are about, by key, with their sheets. items: the `SheetItem` of each
    number as it stands now, or None where nothing could be frozen.
    """
    commented = {key: _by_number(revision.content) for key, revision in revisions.items()}
    return [
        CommentStatus(
            comment,
            revisions[comment.revision_id].version,
            _state(comment, commented[comment.revision_id], items),
        )
        for comment in comments
    ]


def _by_number(sheet):
    return {item.number: item for item in sheet.items()}


def _state(comment, then, now):
    """then, now: the items by number, in the version commented on and today."""
    if comment.replied_at:
        return "replied"
    if comment.number and now is not None and now.get(comment.number) != then[comment.number]:
        return "changed"
    return "open"
