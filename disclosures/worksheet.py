"""The worksheet: what editors see of a checklist's items, section by section, and which of them."""

import unicodedata
from dataclasses import dataclass
from functools import cached_property

from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from .diffs import changes
from .models import Answer, Comment, Item, RevisionEvent, State, WorkflowError
from .models.freezing import draft
from .models.working_copy import WorkingCopy
from .remarks import Remark, remarks
from .sheet import SheetItem


@dataclass(frozen=True)
class Line:
    """One item with its answers, and what there is to do about it."""

    item: Item
    answers: tuple[Answer, ...]  # the common one first, then what products add
    public: SheetItem | None  # what readers find now
    is_unanswered: bool
    is_changed: bool  # since the public version
    is_due: bool
    remarks: tuple[Remark, ...]  # the open ones

    def holds(self, words):
        """Whether item or answers hold the words (folded), as people search for them."""
        item = self.item
        texts = [item.number, item.category, item.name, item.question]
        texts += [text for answer in self.answers for text in (answer.body, answer.internal_note)]
        return any(words in folded(text) for text in texts)


class Worksheet:
    """A checklist's working copy beside its public version."""

    def __init__(self, checklist):
        self.checklist = checklist
        self.copy = WorkingCopy(checklist)
        self.public, self._commented = _public_and_commented(checklist)
        self.newest = _newest(checklist)
        self.obstacle = None
        try:
            self._draft = draft(checklist, copy=self.copy)
        except WorkflowError as error:
            self._draft, self.obstacle = None, str(error)

    @cached_property
    def public_sheet(self):
        """What readers see now, or None."""
        return self.public and self.public.content

    @property
    def in_review(self):
        """The version that is submitted or waits for its time, or None."""
        newest = self.newest
        waits = newest and newest.state == State.APPROVED and newest.effective_at > timezone.now()
        return newest if waits or (newest and newest.state == State.SUBMITTED) else None

    @property
    def sent_back(self):
        """The version that came back with a reason (`sent_back_because`), or None."""
        return self.newest if self.newest and self.newest.state == State.SENT_BACK else None

    @cached_property
    def remarks(self):
        """The open remarks, by the number of the item; "" has those on the whole sheet."""
        waiting = Comment.objects.filter(revision__in=self._commented, replied_at=None)
        found = {}
        for remark in remarks(waiting.select_related("author"), self._commented, self._frozen):
            if remark.state == "open":
                found.setdefault(remark.comment.number, []).append(remark)
        return found

    @property
    def remarks_on_the_whole(self):
        """The open remarks on no item in particular."""
        return self.remarks.get("", [])

    @property
    def sections(self):
        """The sections that ask something, each once."""
        return list(dict.fromkeys(item.section for item in self.copy.items))

    def progress(self):
        """Each section with how many of its items are answered, and how many there are."""
        for section in self.sections:
            lines = [line for line in self.lines if line.item.section == section]
            yield section, sum(not line.is_unanswered for line in lines), len(lines)

    @cached_property
    def lines(self):
        """Every item that is asked, in the sheet's order."""
        today = timezone.localdate()
        public = {i.number: i for i in self.public_sheet.items()} if self.public else {}
        return [self._line(item, public.get(item.number), today) for item in self.copy.items]

    def _line(self, item, public, today):
        common = self.copy.common(item)
        answers = (*([common] if common else ()), *self.copy.added(item))
        return Line(
            item=item,
            answers=answers,
            public=public,
            is_unanswered=self._is_unanswered(item, answers),
            is_changed=item.number in self._changed,
            is_due=any(a.review_due_on and a.review_due_on <= today for a in answers),
            remarks=tuple(self.remarks.get(item.number, ())),
        )

    def _is_unanswered(self, item, answers):
        if self._frozen is None:
            return not any(answer.is_answered for answer in answers)
        return not self._frozen[item.number].answers

    @cached_property
    def _frozen(self):
        return self._draft and {item.number: item for item in self._draft.items()}

    @cached_property
    def _changed(self):
        """The numbers of the items that readers would find changed; none without a public one."""
        if not (self.public and self._draft):
            return set()
        return {change.number for change in changes(self.public_sheet, self._draft).items}


KINDS = {
    "unanswered": lambda line, user: line.is_unanswered,
    "changed": lambda line, user: line.is_changed,
    "due": lambda line, user: line.is_due,
    "commented": lambda line, user: bool(line.remarks),
    "mine": lambda line, user: any(answer.owner_id == user.pk for answer in line.answers),
}


def chosen(lines, user, *, section="", only="", product="", q=""):
    """Those of the lines that fit all wishes; an empty wish fits all.

    section, product: the primary key as text; of a product, those to which it adds something.
    only: one of `KINDS`. q: words that item, answer or note hold, whatever their width and case.
    """
    words = folded(q)
    return [
        line
        for line in lines
        if (not section or str(line.item.section_id) == section)
        and (not only or KINDS[only](line, user))
        and (not product or any(str(a.product_id) == product for a in line.answers))
        and (not words or line.holds(words))
    ]


def folded(text):
    """For finding: full and half width, upper and lower case are the same."""
    return unicodedata.normalize("NFKC", text).casefold().strip()


def _public_and_commented(checklist):
    """The public version or None, and by key those since an approval whose comments wait."""
    revisions = checklist.revisions.order_by()
    public = revisions.in_effect().order_by("-number").values("pk")[:1]
    waiting = {"comments__isnull": False, "comments__replied_at": None}
    commented = revisions.since_approval().filter(**waiting).values("pk")
    found = list(revisions.filter(Q(pk=Subquery(public)) | Q(pk__in=commented)))
    in_effect = next((revision for revision in found if revision.was_approved), None)
    return in_effect, {one.pk: one for one in found if not one.was_approved}


def _newest(checklist):
    because = RevisionEvent.objects.filter(
        revision=OuterRef("pk"), action=RevisionEvent.Action.SEND_BACK
    )
    rows = checklist.revisions.defer("sheet").select_related("submitted_by").order_by("-number")
    return rows.annotate(sent_back_because=Subquery(because.values("note")[:1])).first()
