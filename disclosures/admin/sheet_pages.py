"""Sheets as customers would see them, for staff alone: the working copy, and frozen versions."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from audit import clock
from disclosures.models import Checklist, Revision, WorkflowError
from disclosures.models.freezing import draft
from disclosures.permissions import READ_ANSWERS, VIEW_REVISION

from .page import admin_page, permitted


@dataclass(frozen=True)
class StaffNote:
    """What the page says above the sheet: in which state it is, and the way back."""

    state: str
    message: str
    back_url: str
    back_text: str


@admin_page("<int:pk>/preview/", "preview")
@permitted(*READ_ANSWERS)
@require_safe
def preview_checklist(request, model_admin, pk):
    """The public page made from the working copy; `?product=<slug>` shows that product's view."""
    checklist = get_object_or_404(Checklist.objects.select_related("guideline"), pk=pk)
    worksheet = reverse("admin:disclosures_checklist_worksheet", args=[pk])
    try:
        sheet = draft(checklist)
    except WorkflowError as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(worksheet)
    message = gettext(
        "A preview for staff: this is how customers would see the answers as they stand."
    )
    state = gettext("Not approved")
    return _page(
        request, sheet, StaffNote(state, message, worksheet, gettext("Back to the worksheet"))
    )


@admin_page("<int:pk>/sheet/", "frozen")
@permitted(VIEW_REVISION)
@require_safe
def frozen(request, model_admin, pk):
    """The public page of a version, whatever its state; `?product=<slug>` as above."""
    revision = get_object_or_404(Revision, pk=pk)
    note = StaffNote(
        revision.condition(clock.now()),
        gettext("For staff: this is the frozen sheet as customers see it once it is public."),
        reverse("admin:disclosures_revision_change", args=[pk]),
        gettext("Back to the review"),
    )
    return _page(request, revision.content, note)


def _page(request, sheet, note):
    slug = request.GET.get("product")
    product = sheet.product(slug) if slug else None
    if slug and product is None:
        raise Http404
    context = {
        "preview": note,
        "sheet": sheet.for_product(slug) if product else sheet,
        "product": product,
    }
    response = render(request, "disclosures/sheet.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response
