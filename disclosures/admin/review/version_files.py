"""The files of a version, as staff may open them before it is public."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from audit.security_event import SecurityEvent, record
from disclosures.admin.page import admin_page, permitted
from disclosures.exports.registry import file_formats
from disclosures.models import Revision
from disclosures.permissions import VIEW_REVISION


def _file_page(format, kind):
    @admin_page(f"<int:pk>/sheet.{format}", "sheet" if format == "json" else f"sheet_{format}")
    @require_safe
    @permitted(VIEW_REVISION)
    def sheet_file(request, model_admin, pk):
        """The version's file as customers get it once it is public."""
        revision = get_object_or_404(Revision.objects.select_related("checklist"), pk=pk)
        content = revision.file_content(format)
        if content is None:
            raise Http404
        about = f"{revision.checklist.slug} {revision.version} sheet.{format}"
        record(SecurityEvent.Kind.FILE, by=request.user, about=about, sha256=revision.sha256)
        return HttpResponse(content, content_type=kind.content_type)

    return sheet_file


SHEET_FILES = tuple(_file_page(format, kind) for format, kind in file_formats().items())
