"""The review page: what changed and why, what the rules find, and what can be decided."""

from dataclasses import dataclass

from django import forms
from django.db.models import Q, prefetch_related_objects
from django.db.models.query import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from audit import clock
from disclosures.admin.page import page_response, permitted
from disclosures.dashboard.comment_status import comment_statuses
from disclosures.models import Comment, Mail, Revision, RevisionContributor, RevisionEvent, State
from disclosures.models.revision_queryset import seen_last_of
from disclosures.permissions import COMMENT_REVISION, VIEW_REVISION
from disclosures.sheet.diff import ItemChange, changes
from disclosures.sheet.document import SheetItem

from .attribution import Attribution, attributions
from .decision_forms import CommentsForm
from .decisions import APPROVE, APPROVE_NOTICE, DECISIONS, SEND_BACK, WITHDRAW

Action = RevisionEvent.Action


@dataclass(frozen=True)
class ReviewRow:
    """One item: as it is frozen (None: removed), how it changed, why, and the comments on it."""

    item: SheetItem | None
    change: ItemChange | None
    attributions: list[Attribution]
    comments: list[Comment]
    field: forms.BoundField | None


class Review:
    """A version beside an earlier one, read with few queries. Raises `Http404` for unknown ones.

    against: the serial number of the earlier one as text; "" is the one that was public when
    this one was submitted, or else the newest that was withdrawn by then (`Revision.before`).
    """

    def __init__(self, key, against=""):
        people = ("submitted_by", "approved_by", "withdrawn_by")
        rows = Revision.objects.beside(key).with_files()
        rows = rows.select_related("checklist__guideline", *people)
        revisions = {revision.pk: revision for revision in rows.order_by("-number")}
        if key not in revisions:
            raise Http404
        self.revision = revisions[key]
        number = self.revision.number
        self.earlier = [other for other in revisions.values() if other.number < number]
        self.against = self._chosen(against)
        self._read_sheets()
        contributors = RevisionContributor.objects.select_related("user")
        prefetch_related_objects([self.revision], Prefetch("contributors", contributors))

    def _chosen(self, number):
        if not number:
            return seen_last_of(self.earlier)
        for revision in self.earlier:
            if str(revision.number) == number:
                return revision
        raise Http404

    def _read_sheets(self):
        """In one query: of both versions, and of those that others commented on."""
        key, before = self.revision.pk, Q(revision__number__lt=self.revision.number)
        siblings = self.revision.siblings().filter(number__lt=self.revision.number)
        on_them = Q(revision=key) | (before & Q(revision__in=siblings.submitted_since_approval()))
        people = ("author", "replied_by")
        self._comments = list(Comment.objects.filter(on_them).select_related(*people))
        keys = {key, *(comment.revision_id for comment in self._comments)}
        self._read = Revision.objects.in_bulk({*keys, self.against.pk} if self.against else keys)
        self.sheet = self._read[key].content
        self.sheet_against = self.against and self._read[self.against.pk].content

    @property
    def returned(self):
        """The version before, where nobody approved it."""
        return next((other for other in self.earlier[:1] if not other.was_approved), None)

    @cached_property
    def changes(self):
        """What readers would find different."""
        return changes(self.sheet_against, self.sheet)

    def findings(self):
        """What the rules find."""
        return self.revision.checklist.findings(self.sheet, self.sheet_against)

    @cached_property
    def earlier_comments(self):
        """The status of each comment on the submissions before."""
        comments = [c for c in self._comments if c.revision_id != self.revision.pk]
        items = {item.number: item for item in self.sheet.items()}
        return comment_statuses(comments, self._read, items)

    def open_comment_count(self):
        """How many comments nobody settled, on this submission and on those before."""
        comments = [c for c in self._comments if c.revision_id == self.revision.pk]
        before = [status for status in self.earlier_comments if status.state == "open"]
        return len(before) + sum(comment.replied_at is None for comment in comments)

    def rows(self, form=None):
        """The row of the whole sheet, those of the changed items, riskiest first, and the others.

        form: the `CommentsForm` to write into, where the user may comment.
        """
        after = self.against and self.against.watermark
        revision = self.revision
        by_number = attributions(revision.checklist, after=after, until=revision.watermark)
        comments = {}
        for comment in self._comments:
            if comment.revision_id == revision.pk:
                comments.setdefault(comment.number, []).append(comment)
        items = {item.number: item for item in self.sheet.items()}

        def row(number, change=None):
            item = items.get(number)
            sources = dict.fromkeys([number, item.same_as or number] if item else [number])
            given = [reason for source in sources for reason in by_number.get(source, [])]
            return ReviewRow(
                item, change, given, comments.get(number, []), form and form.field_for(number)
            )

        changed = {change.number: row(change.number, change) for change in self.changes.items}
        others = [row(number) for number in items if number not in changed]
        return row(""), list(changed.values()), others


def review_address(pk):
    """The address of the version's review page; raises `Http404` where there is no version."""
    get_object_or_404(Revision.objects.only("pk"), pk=pk)
    return reverse("admin:disclosures_revision_change", args=[pk])


@permitted(VIEW_REVISION)
def review(request, model_admin, pk, *, answered=None, comments=None):
    """The page of this revision; `answered` has the forms of decisions that failed, by decision.

    comments: a `CommentsForm` that failed. `?against=<serial number>` compares with that version.
    """
    shown = Review(pk, request.GET.get("against", ""))
    revision, now, answered = shown.revision, clock.now(), answered or {}
    may_comment = revision.state == State.SUBMITTED and request.user.has_perm(COMMENT_REVISION)
    if may_comment:
        comments = comments or CommentsForm(sheet=shown.sheet)
    whole, changed, unchanged = shown.rows(comments if may_comment else None)
    frozen = reverse("admin:disclosures_revision_frozen", args=[pk])
    events = list(revision.events.order_by("at", "id").prefetch_related(_mails()))
    return page_response(
        request,
        model_admin,
        "admin/disclosures/revision/review.html",
        title=_("Version %(version)s") % {"version": revision.version},
        is_wide=True,
        subtitle=revision.checklist.title,
        review=shown,
        revision=revision,
        sheet=shown.sheet,
        against=shown.against,
        changes=shown.changes,
        whole=whole,
        changed=changed,
        unchanged=unchanged,
        places={"": frozen, **{i.number: f"{frozen}#{i.anchor}" for i in shown.sheet.items()}},
        condition=revision.condition(now),
        public_from=model_admin.public_from(revision),
        comments=comments,
        may_comment=may_comment,
        answered=answered,
        decisions=_decisions(request, revision, answered, now),
        events=events,
        reason=_reason(events),
    )


def _decisions(request, revision, answered, now):
    """What this user may decide now: each with its form, or with the objection to it."""
    return [
        {
            "decision": decision,
            "objection": _objection(revision, decision, request.user),
            "form": answered.get(decision)
            or decision.form(prefix=decision.verb, initial={"seen": revision.sha256}),
            "url": reverse(f"admin:{decision.url_name}", args=[revision.pk]),
            "takes_comments": decision is SEND_BACK,
            "consequences": _consequences(revision, now) if decision is WITHDRAW else None,
        }
        for decision in DECISIONS
        if decision.verb in revision.open_verbs(now) and request.user.has_perm(decision.permission)
    ]


def _objection(revision, decision, user):
    """Why this user, of all who may decide, cannot; None for decisions of one person."""
    if decision is APPROVE:
        return revision.objection_to(user)
    return revision.objection_to_notice(user) if decision is APPROVE_NOTICE else None


def _mails():
    """What became of the mails that told of an event, by recipient."""
    mails = Mail.objects.select_related("recipient", "again_by").defer("text")
    return Prefetch("mails", mails.order_by("recipient__username"))


def _reason(events):
    """Why the version was not approved or is no longer public; "" for all others."""
    ends = (Action.SEND_BACK, Action.RECALL, Action.CANCEL, Action.WITHDRAW)
    return next((event.note for event in reversed(events) if event.action in ends), "")


def _consequences(revision, now):
    """What readers find after a withdrawal, and what else it takes down."""
    in_effect = revision.siblings().in_effect(now).defer("sheet").order_by("-number")
    return {
        "stays": in_effect.filter(number__gt=revision.number).first(),
        "returns": in_effect.filter(number__lt=revision.number).first(),
        "falls": revision.falls_with_it(now).defer("sheet").first(),
    }
