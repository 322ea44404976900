"""A line of the worksheet: an item with its answers, and why it may need work."""

from dataclasses import dataclass

from disclosures.models import Answer, Item
from disclosures.sheet.content import written_in
from disclosures.sheet.document import SheetItem
from texts.left_open import left_open
from texts.normalize import caseless

from .comment_status import CommentStatus


@dataclass(frozen=True)
class WorksheetLine:
    """One item of the worksheet with its answers, and why it may need work."""

    item: Item
    answers: tuple[Answer, ...]  # the common one first, then what products add
    public_item: SheetItem | None  # what readers find now
    is_unanswered: bool
    is_changed: bool  # since the public version
    is_due: bool
    open_comments: tuple[CommentStatus, ...]

    @property
    def left_open(self):
        """What nobody filled in in its answers, "" where nothing is."""
        return left_open(*written_in(self.answers))

    def contains(self, text):
        """Whether item or answers contain the text (`caseless`), as people search for it."""
        item = self.item
        texts = [item.number, item.category, item.name, item.question]
        for answer in self.answers:
            texts += [answer.body, answer.evidence, answer.internal_note]
        return any(text in caseless(candidate) for candidate in texts)
