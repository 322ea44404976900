"""Comments on versions that nobody approved, and what became of each since."""

from dataclasses import dataclass
from typing import Literal

from disclosures.models import Comment


@dataclass(frozen=True)
class Remark:
    """A comment on that version; open until its item changes or somebody replies."""

    comment: Comment
    version: str
    state: Literal["open", "changed", "replied"]


def remarks(comments, revisions, items):
    """What became of each of these comments since it was written.

    revisions: those they are about, by key, with their sheets. items: the `SheetItem` of each
    number as it stands now, or None where nothing could be frozen.
    """
    asked = {key: _by_number(revision.content) for key, revision in revisions.items()}
    return [
        Remark(
            comment,
            revisions[comment.revision_id].version,
            _state(comment, asked[comment.revision_id], items),
        )
        for comment in comments
    ]


def _by_number(sheet):
    return {item.number: item for item in sheet.items()}


def _state(comment, then, now):
    if comment.replied_at:
        return "replied"
    if comment.number and now is not None and now.get(comment.number) != then[comment.number]:
        return "changed"
    return "open"
