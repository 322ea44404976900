"""The page that restores a version into the working copy, after showing what would change."""

from django import forms
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext

from disclosures.admin.bulk_links import with_link
from disclosures.admin.page import admin_page, page_response, permitted
from disclosures.admin.review.decision_forms import DecisionReasonForm
from disclosures.models import Checklist, WorkflowError
from disclosures.models.freezing import draft
from disclosures.models.restoring import Restoration
from disclosures.permissions import RESTORE_CHECKLIST
from disclosures.sheet.diff import changes


class RestoreForm(DecisionReasonForm):
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)


@admin_page("<int:pk>/restore/<int:revision>/", "restore")
@permitted(*RESTORE_CHECKLIST)
def restore_version(request, model_admin, pk, revision):
    """GET shows the differences, POST restores them if they are still those."""
    checklist = get_object_or_404(Checklist, pk=pk)
    approved = checklist.revisions.exclude(approved_at=None)
    revision = get_object_or_404(approved, pk=revision)
    form = RestoreForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _is_restored(request, checklist, revision, form):
        return HttpResponseRedirect(reverse("admin:disclosures_checklist_changes", args=[pk]))
    return _page(request, model_admin, checklist, revision, form)


def _is_restored(request, checklist, revision, form):
    try:
        restoration = checklist.restore(revision, by=request.user, **form.cleaned_data)
    except WorkflowError as error:
        form.add_error(None, str(error))
        return False
    message = gettext(
        "The working copy says again what version %(version)s said. Readers see it once it "
        "is submitted and approved."
    )
    message %= {"version": revision.version}
    messages.success(request, with_link(request, message, restoration.bulk_change))
    for sentence in restoration.left:
        messages.warning(request, sentence)
    return True


def _page(request, model_admin, checklist, revision, form):
    seen = checklist.change_count()  # before anything else is read: what comes later is unseen
    restoration = Restoration(Checklist.objects.get(pk=checklist.pk), revision.content)
    differences, obstacle = _differences(checklist, restoration)
    return page_response(
        request,
        model_admin,
        "admin/disclosures/checklist/restore.html",
        title=gettext("Restore version %(version)s") % {"version": revision.version},
        subtitle=checklist.title,
        checklist=checklist,
        revision=revision,
        changes=differences,
        obstacle=obstacle,
        left=restoration.left,
        is_empty=restoration.is_empty,
        form=_form_for(form, seen),
    )


def _differences(checklist, restoration):
    """The differences for readers, or the message why there are none to show; one is None."""
    try:
        return changes(draft(checklist), restoration.sheet()), None
    except WorkflowError as error:
        return None, str(error)


def _form_for(form, seen):
    """The form for the present differences, with the text that was typed."""
    if form.is_bound:
        form.data = {**form.data.dict(), "seen": seen}
    else:
        form.initial["seen"] = seen
    return form
