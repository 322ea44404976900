"""The files of a version, as staff may open them before it is public."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from disclosures.admin.page import admin_page, permitted
from disclosures.exports.registry import FORMATS
from disclosures.models import Rendition, Revision
from disclosures.permissions import VIEW_REVISION


@admin_page("<int:pk>/sheet.json", "sheet")
@require_safe
@permitted(VIEW_REVISION)
def sheet_json(request, model_admin, pk):
    """The frozen text itself, for whoever decides about it."""
    revision = get_object_or_404(Revision, pk=pk)
    return HttpResponse(revision.sheet.encode(), content_type="application/json")


def _file_page(extension, content_type):
    @admin_page(f"<int:pk>/sheet.{extension}", f"sheet_{extension}")
    @require_safe
    @permitted(VIEW_REVISION)
    def sheet_file(request, model_admin, pk):
        """The version's file as customers get it once it is public."""
        file = get_object_or_404(Rendition, revision=pk, format=extension)
        return HttpResponse(bytes(file.content), content_type=content_type)

    return sheet_file


SHEET_FILES = tuple(_file_page(name, file.content_type) for name, file in FORMATS.items())
