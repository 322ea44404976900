"""The working copy as customers would see it, for staff alone."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from ..models import Checklist, WorkflowError
from ..models.freezing import draft

MAY_READ = ["disclosures.view_checklist", "disclosures.view_answer"]


def preview(model_admin, request, pk):
    """The public page made from the working copy; `?product=<slug>` shows that product's view."""
    if not request.user.has_perms(MAY_READ):
        raise PermissionDenied
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    checklist = get_object_or_404(Checklist.objects.select_related("guideline"), pk=pk)
    try:
        sheet = draft(checklist)
    except WorkflowError as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(reverse("admin:disclosures_checklist_worksheet", args=[pk]))
    return _page(request, checklist, sheet, request.GET.get("product"))


def _page(request, checklist, sheet, slug):
    product = sheet.product(slug) if slug else None
    if slug and product is None:
        raise Http404
    context = {
        "preview": checklist,
        "sheet": sheet.for_product(slug) if product else sheet,
        "product": product,
    }
    response = render(request, "disclosures/sheet.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response
