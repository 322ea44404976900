"""The review page: what changed and why, what the rules find, and what can be decided."""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ..diffs import ItemChange, changes
from ..models import Comment, State
from ..reasons import Reason, reasons
from ..remarks import remarks
from ..sheet import SheetItem
from .deciding import APPROVE, COMMENTERS, DECISIONS, SEND_BACK, CommentsForm


@dataclass(frozen=True)
class Row:
    """One item: as it is frozen (None: removed), how it changed, and what was said about it."""

    item: SheetItem | None
    change: ItemChange | None
    reasons: list[Reason]
    comments: list[Comment]
    field: forms.BoundField | None


def review(model_admin, request, revision, *, answered=None, comments=None):
    """The page of this revision; `answered` has the forms of decisions that failed, by decision.

    comments: a `CommentsForm` that failed. `?against=<serial number>` compares with that version.
    """
    if not model_admin.has_view_permission(request, revision):
        raise PermissionDenied
    now, answered, sheet = timezone.now(), answered or {}, revision.content
    earlier = list(revision.siblings().filter(number__lt=revision.number).defer("sheet"))
    against = _against(request, revision, earlier)
    found = changes(against and against.content, sheet)
    may_comment = revision.state == State.SUBMITTED and request.user.has_perm(COMMENTERS)
    if may_comment:
        comments = comments or CommentsForm(sheet=sheet)
    changed, unchanged = _rows(revision, found, against, comments if may_comment else None)
    frozen = reverse("admin:disclosures_revision_frozen", args=[revision.pk])
    context = {
        **model_admin.admin_site.each_context(request),
        "is_nav_sidebar_enabled": False,  # a proof needs the width
        "opts": model_admin.opts,
        "title": _("Version %(version)s") % {"version": revision.version},
        "subtitle": revision.checklist.title,
        "revision": revision,
        "condition": revision.condition(now),
        "public_from": model_admin.public_from(revision),
        "earlier": earlier,
        "against": against,
        "returned": next((one for one in earlier[:1] if not one.was_approved), None),
        "findings": revision.checklist.findings(sheet, against and against.content),
        "places": {"": frozen, **{i.number: f"{frozen}#{i.anchor}" for i in sheet.items()}},
        "changes": found,
        "changed": changed,
        "unchanged": unchanged,
        "remarks": _earlier_remarks(revision, sheet),
        "comments": comments,
        "may_comment": may_comment,
        "answered": answered,
        "decisions": _decisions(request, revision, answered, now),
        **_consequences(revision, now),
        "events": revision.events.order_by("at", "id"),
        "contributors": revision.contributors.select_related("user"),
    }
    return TemplateResponse(request, "admin/disclosures/revision/review.html", context)


def _against(request, revision, earlier):
    """The version to compare with: the one asked for, or the one that was public at submission."""
    wanted = request.GET.get("against")
    if not wanted:
        return revision.before()
    chosen = next((one for one in earlier if str(one.number) == wanted), None)
    if chosen is None:
        raise Http404
    return chosen


def _rows(revision, found, against, comments):
    """The changed items, riskiest first, and the others in reading order."""
    since = against and against.submitted_at
    given = reasons(revision.checklist, since=since, until=revision.submitted_at)
    said = {}
    for comment in revision.comments.select_related("author", "replied_by"):
        said.setdefault(comment.number, []).append(comment)
    items = {item.number: item for item in revision.content.items()}

    def row(number, change=None):
        item = items.get(number)
        sources = [number, item.same_as] if item and item.same_as else [number]
        why = [reason for source in sources for reason in given.get(source, [])]
        return Row(item, change, why, said.get(number, []), comments and comments.on(number))

    changed = {change.number: row(change.number, change) for change in found.items}
    unchanged = [row(number) for number in items if number not in changed]
    return [row(""), *changed.values()], unchanged


def _earlier_remarks(revision, sheet):
    items = {item.number: item for item in sheet.items()}
    return remarks(revision.checklist, items, before=revision.number)


def _decisions(request, revision, answered, now):
    """What this user may decide now: each with its form, or with the objection to it."""
    return [
        {
            "decision": decision,
            "objection": revision.objection_to(request.user) if decision is APPROVE else None,
            "form": answered.get(decision)
            or decision.form(prefix=decision.verb, initial={"seen": revision.sha256}),
            "url": reverse(f"admin:{decision.url_name}", args=[revision.pk]),
            "takes_comments": decision is SEND_BACK,
        }
        for decision in DECISIONS
        if decision.verb in revision.open_verbs(now) and request.user.has_perm(decision.permission)
    ]


def _consequences(revision, now):
    """What readers find after a withdrawal, and what else it takes down."""
    in_effect = revision.siblings().in_effect(now).defer("sheet").order_by("-number")
    return {
        "stays": in_effect.filter(number__gt=revision.number).first(),
        "returns": in_effect.filter(number__lt=revision.number).first(),
        "falls": revision.falls_with_it(now).defer("sheet").first(),
    }
