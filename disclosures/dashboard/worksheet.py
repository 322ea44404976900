"""The worksheet: the items of a checklist with their answers, by section, and its filters."""

from collections import Counter, defaultdict
from functools import cached_property

from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from audit import clock
from disclosures.models import Comment, Revision, RevisionEvent, State, WorkflowError
from disclosures.models.freezing import draft
from disclosures.models.working_copy import WorkingCopy
from disclosures.sheet.diff import changes
from texts.normalize import caseless

from .comment_status import comment_statuses
from .worksheet_line import WorksheetLine


class Worksheet:
    """A checklist's working copy beside its public version; see `worksheets`."""

    def __init__(self, copy, *, public, newest, commented, comments):
        self.checklist, self.copy = copy.checklist, copy
        self.public, self.newest = public, newest
        self._commented, self._comments = commented, comments
        self.obstacle = None
        try:
            self._draft = draft(self.checklist, copy=copy)
        except WorkflowError as error:
            self._draft, self.obstacle = None, str(error)

    @cached_property
    def public_sheet(self):
        """What readers see now, or None."""
        return self.public and self.public.content

    @property
    def pending_revision(self):
        """The revision that awaits a decision or its time of publication, or None."""
        newest = self.newest
        if newest is None:
            return None
        is_scheduled = newest.state == State.APPROVED and newest.effective_at > newest.asked_at
        return newest if is_scheduled or newest.state == State.SUBMITTED else None

    @property
    def sent_back(self):
        """The version that came back with a reason (`sent_back_reason`), or None."""
        return self.newest if self.newest and self.newest.state == State.SENT_BACK else None

    @cached_property
    def open_comments(self):
        """The open comments, by the number of the item; "" has those on the whole sheet."""
        by_number = {}
        for status in comment_statuses(self._comments, self._commented, self._draft_items):
            if status.state == "open":
                by_number.setdefault(status.comment.number, []).append(status)
        return by_number

    @property
    def open_comments_on_the_whole(self):
        """The open comments on no item in particular."""
        return self.open_comments.get("", [])

    @property
    def sections(self):
        """The sections that ask something, each once."""
        return list(dict.fromkeys(item.section for item in self.copy.items))

    def progress(self):
        """Each section with how many of its items are answered, and how many there are."""
        answered, asked = Counter(), Counter()
        for line in self.lines:
            asked[line.item.section_id] += 1
            answered[line.item.section_id] += not line.is_unanswered
        for section in self.sections:
            yield section, answered[section.pk], asked[section.pk]

    @cached_property
    def lines(self):
        """Every item that is asked, in the sheet's order."""
        today = timezone.localdate()
        public = self.public_sheet.items() if self.public else ()
        public_items = {item.number: item for item in public}
        return [self._line(item, public_items.get(item.number), today) for item in self.copy.items]

    def _line(self, item, public_item, today):
        common = self.copy.common_answer(item)
        answers = (*([common] if common else ()), *self.copy.product_answers(item))
        return WorksheetLine(
            item=item,
            answers=answers,
            public_item=public_item,
            is_unanswered=self._is_unanswered(item, answers),
            is_changed=item.number in self._changed,
            is_due=any(
                answer.review_due_on and answer.review_due_on <= today for answer in answers
            ),
            open_comments=tuple(self.open_comments.get(item.number, ())),
        )

    def _is_unanswered(self, item, answers):
        # Without a draft (see `obstacle`) only stored rows can tell; the draft also resolves 同上.
        if self._draft_items is None:
            return not any(answer.is_answered for answer in answers)
        return not self._draft_items[item.number].is_answered

    @cached_property
    def _draft_items(self):
        """The items of the draft by number, or None where it could not be made."""
        return self._draft and {item.number: item for item in self._draft.items()}

    @cached_property
    def _changed(self):
        """The numbers of the items that readers would find changed; none without a public one."""
        if not (self.public and self._draft):
            return set()
        return {change.number for change in changes(self.public_sheet, self._draft).items}


LINE_FILTERS = {
    "unanswered": lambda line, user: line.is_unanswered,
    "changed": lambda line, user: line.is_changed,
    "due": lambda line, user: line.is_due,
    "commented": lambda line, user: bool(line.open_comments),
    "mine": lambda line, user: any(answer.owner_id == user.pk for answer in line.answers),
}


def filtered(lines, user, *, section="", only="", product="", q=""):
    """The lines that pass all filters; an empty filter lets all pass.

    section, product: the primary key as text; of a product, those to which it adds something.
    only: one of `LINE_FILTERS`. q: a text in item, answer or note, whatever its width and case.
    """
    text = caseless(q).strip()
    return [
        line
        for line in lines
        if (not section or str(line.item.section_id) == section)
        and (not only or LINE_FILTERS[only](line, user))
        and (not product or any(str(answer.product_id) == product for answer in line.answers))
        and (not text or line.contains(text))
    ]


def worksheets(checklists):
    """The worksheet of each checklist, in the same order; six queries for any number.

    checklists: loaded with select_related("guideline"), or each costs a query more.
    """
    public, commented = _public_and_commented_revisions(checklists)
    newest, comments = _newest(checklists), _comments(commented)
    return [
        Worksheet(
            copy,
            public=public.get(copy.checklist.pk),
            newest=newest.get(copy.checklist.pk),
            commented=commented[copy.checklist.pk],
            comments=comments[copy.checklist.pk],
        )
        for copy in WorkingCopy.of_each(checklists)
    ]


def _public_and_commented_revisions(checklists):
    """The public revisions, and the later ones with comments that nobody replied to.

    Returns both by the key of the checklist; the latter by their own keys below that.
    """
    revisions = Revision.objects.filter(checklist__in=checklists).order_by()
    public = revisions.current_of_each().values("pk")
    waiting = {"comments__isnull": False, "comments__replied_at": None}
    commented = revisions.submitted_since_approval().filter(**waiting).values("pk")
    # One query for both; the commented ones come after the last approval, so none was approved.
    rows = revisions.filter(Q(pk__in=public) | Q(pk__in=commented)).select_related("approved_by")
    public_revisions, commented_revisions = {}, defaultdict(dict)
    for revision in rows:
        if revision.was_approved:
            public_revisions[revision.checklist_id] = revision
        else:
            commented_revisions[revision.checklist_id][revision.pk] = revision
    return public_revisions, commented_revisions


def _newest(checklists):
    """The newest revision by the key of its checklist, with the reason if it was sent back."""
    send_backs = RevisionEvent.objects.filter(
        revision=OuterRef("pk"), action=RevisionEvent.Action.SEND_BACK
    )
    rows = Revision.objects.filter(checklist__in=checklists).newest_of_each().defer("sheet")
    rows = rows.annotate(asked_at=clock.sql_now())
    # A version is sent back once at most.
    rows = rows.annotate(sent_back_reason=Subquery(send_backs.values("note")[:1]))
    rows = rows.select_related("submitted_by")
    return {revision.checklist_id: revision for revision in rows}


def _comments(commented):
    """The comments that wait for a reply, by the key of the checklist."""
    checklist_of = {key: checklist for checklist, keys in commented.items() for key in keys}
    waiting = Comment.objects.filter(revision__in=checklist_of, replied_at=None)
    by_checklist = defaultdict(list)
    for comment in waiting.select_related("author"):
        by_checklist[checklist_of[comment.revision_id]].append(comment)
    return by_checklist
