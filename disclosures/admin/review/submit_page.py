"""The page on which a checklist is submitted: what would be frozen, and what that changes."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from disclosures.admin.item_links import places
from disclosures.admin.page import admin_page, page_response, permitted, permitted_any
from disclosures.models import Checklist, Revision, WorkflowError
from disclosures.models.freezing import draft
from disclosures.models.states import refuse_second
from disclosures.permissions import CHANGE_CHECKLIST, SUBMIT_REVISION, VIEW_CHECKLIST
from disclosures.sheet.diff import changes

from .decision_forms import text_field


class SubmitForm(forms.Form):
    version = forms.CharField(
        label=gettext_lazy("Version"),
        max_length=20,
        help_text=gettext_lazy("1 to 20 letters, digits, dots and hyphens, such as 2.0."),
    )
    updated_on = forms.DateField(
        label=gettext_lazy("Updated on"),
        initial=timezone.localdate,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("The date that the sheet states."),
    )
    summary = text_field(
        gettext_lazy("Summary of changes"), gettext_lazy("Readers see this beside the version.")
    )


@admin_page("<int:pk>/submit/", "submit")
@permitted(SUBMIT_REVISION)
@permitted_any(VIEW_CHECKLIST, CHANGE_CHECKLIST)
def submit_checklist(request, model_admin, pk):
    """GET shows what would be frozen, POST freezes it."""
    checklist = get_object_or_404(Checklist, pk=pk)
    returned = checklist.revisions.returned().first()
    form = SubmitForm(
        request.POST if request.method == "POST" else None, initial=_initial_values(returned)
    )
    revision = form.is_valid() and _submitted(request, checklist, form)
    if revision:
        return HttpResponseRedirect(
            reverse("admin:disclosures_revision_change", args=[revision.pk])
        )
    return _page(request, model_admin, checklist, form, returned)


def _initial_values(returned):
    """The version and summary of a submission that was sent back, to start from."""
    return {"version": returned.version, "summary": returned.summary} if returned else {}


def _submitted(request, checklist, form):
    try:
        revision = Revision.objects.submit(checklist, by=request.user, **form.cleaned_data)
    except WorkflowError as error:
        form.add_error(None, str(error))
        return None
    except ValidationError as error:
        form.add_error(None, error.messages)
        return None
    messages.success(
        request,
        gettext("Version %(version)s waits for a second person.") % {"version": revision.version},
    )
    return revision


def _page(request, model_admin, checklist, form, returned):
    public = checklist.revisions.current()
    against = public or checklist.revisions.seen_last()
    waiting = checklist.revisions.on_its_way().defer("sheet").first()
    would_be, obstacle = _would_be(checklist, waiting)
    before = against and against.content
    return page_response(
        request,
        model_admin,
        "admin/disclosures/checklist/submit.html",
        title=gettext("Submit for approval"),
        subtitle=checklist.title,
        checklist=checklist,
        public=public,
        against=against,
        waiting=waiting,
        returned=returned,
        reason=returned and returned.events.last().note,
        obstacle=obstacle,
        form=form if form.is_bound or not obstacle else None,
        changes=would_be and changes(before, would_be),
        findings=would_be and checklist.findings(would_be, before),
        places=would_be and places(checklist),
    )


def _would_be(checklist, waiting):
    """The sheet as it would be frozen, and why it cannot be submitted; either may be None."""
    sheet = None
    try:
        sheet = draft(checklist)
        refuse_second(waiting)
    except WorkflowError as error:
        return sheet, str(error)
    return sheet, None
