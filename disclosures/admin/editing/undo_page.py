"""The page that undoes a bulk change, after showing what would become of each row."""

from dataclasses import dataclass, replace

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, Q
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext, ngettext

from audit.forms import bounded
from audit.history import Change
from audit.models import BulkChange
from disclosures.admin.bulk_links import bulk_change_address
from disclosures.admin.page import admin_page, page_response
from disclosures.admin.review.decision_forms import DecisionReasonForm
from disclosures.admin.undone import undone
from disclosures.models import (
    Answer,
    Checklist,
    ChecklistProduct,
    Intake,
    Undoing,
    WorkflowError,
    undo,
)
from disclosures.models.undoing import reason_limit
from disclosures.permissions import READ_BULK_CHANGES, UNDO

from .change_entries import Entry, entry, kind_of

NAMED = 20  # rows that a message names; their page names all


class UndoForm(DecisionReasonForm):
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        bounded(self.fields["reason"], reason_limit())


@dataclass(frozen=True)
class ShownRow:
    """A row that the bulk change wrote, what undoing makes of it, and why it stays."""

    entry: Entry
    undone: Change
    why: str


def bulk_change_or_404(pk):
    """The bulk change of that primary key, with all that its pages say of it."""
    imports = Prefetch("import_runs", Intake.objects.defer("content", "report"))
    bulk_changes = BulkChange.objects.select_related("by", "undoes__by")
    return get_object_or_404(bulk_changes.prefetch_related(imports), pk=pk)


def checklists_in(bulk_change):
    """The checklists of which it changed something, their answers and products included."""
    own = {"bulk_change": bulk_change}
    return Checklist.objects.filter(
        Q(pk__in=Checklist.history.filter(**own).values("id"))
        | Q(pk__in=ChecklistProduct.history.filter(**own).values("checklist_id"))
        | Q(pk__in=Answer.history.filter(**own).values("checklist_id"))
    )


@admin_page("<int:pk>/undo/", "undo")
def undo_bulk_change(request, model_admin, pk):
    """GET shows what would become of each row; POST undoes it, if it still is so."""
    if not any(request.user.has_perms(needed) for needed in UNDO.values()):
        raise PermissionDenied  # nobody else learns which there are
    bulk_change = bulk_change_or_404(pk)
    if not request.user.has_perms(UNDO.get(bulk_change.kind, READ_BULK_CHANGES)):
        raise PermissionDenied
    form = UndoForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and (undone := _undone(request, model_admin, bulk_change, form)):
        may_see = request.user.has_perms(READ_BULK_CHANGES)
        return HttpResponseRedirect(bulk_change_address(undone.pk) if may_see else request.path)
    return _page(request, model_admin, bulk_change, form)


def _undone(request, model_admin, bulk_change, form):
    """The bulk change that undid this one; None where it is refused, which the form says."""
    try:
        undone, count, stays = undo(bulk_change, by=request.user, **form.cleaned_data)
    except WorkflowError as error:
        form.add_error(None, str(error))
        return None
    done = ngettext("%(count)d row was undone.", "%(count)d rows were undone.", count)
    messages.success(request, done % {"count": count})
    if stays:
        named = [(entry(model_admin.admin_site, r.model, r.change).name, why) for r, why in stays]
        messages.warning(request, _sentence_of(named))
    return undone


def _sentence_of(stays):
    """The rows that stay, each with why."""
    count = len(stays)
    words = ngettext("%(count)d row stays as it is:", "%(count)d rows stay as they are:", count)
    named = [gettext("%(name)s: %(problem)s") % {"name": n, "problem": w} for n, w in stays[:NAMED]]
    if count > NAMED:
        named.append(gettext("… and %(count)d more.") % {"count": count - NAMED})
    return " ".join([words % {"count": count}, *named])


def _page(request, model_admin, bulk_change, form):
    undoing = Undoing(bulk_change)
    shown = {"back": [], "stays": [], "already": []}
    for row in undoing.rows:
        shown[row.outcome].append(_shown(model_admin.admin_site, row))
    return page_response(
        request,
        model_admin,
        "admin/audit/bulkchange/undo.html",
        title=gettext("Undo: %(kind)s") % {"kind": kind_of(bulk_change)},
        bulk_change=bulk_change,
        checklists=checklists_in(bulk_change),
        is_undoable=bulk_change.kind in UNDO,
        undone=undone([bulk_change.pk])[bulk_change.pk],
        form=_form_for(form, undoing.digest),
        **shown,
    )


def _form_for(form, seen):
    """The form for what is shown now, with the text that was typed."""
    if form.is_bound:
        form.data = {**form.data.dict(), "seen": seen}
    else:
        form.initial["seen"] = seen
    return form


def _shown(site, row):
    kind = "deleted" if row.target is None else "changed"
    differences = tuple(
        replace(difference, old=difference.new, new=difference.old)
        for difference in row.change.differences
        if row.target is None or _comes_back(row, difference.name)
    )
    if row.change.kind == "deleted":
        kind = "created"
    undone = replace(row.change, kind=kind, differences=differences)
    return ShownRow(entry(site, row.model, row.change), undone, row.why)


def _comes_back(row, name):
    column = row.model._meta.get_field(name).attname
    return row.target[column] != getattr(row.change.record, column)
