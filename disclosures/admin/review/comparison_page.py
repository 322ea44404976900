"""新旧対照表 between two versions of a checklist: a page to print, a workbook, and JSON."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from audit.security_event import SecurityEvent, record
from disclosures.admin.page import admin_page, page_response, permitted
from disclosures.exports.comparison import comparison_items
from disclosures.exports.registry import COMPARISON_FORMATS
from disclosures.models import Revision
from disclosures.permissions import VIEW_REVISION
from disclosures.sheet.redaction import compare as compare_sheets


@admin_page("<int:pk>/since/<int:older>/", "compare")
@require_safe
@permitted(VIEW_REVISION)
def compare(request, model_admin, pk, older):
    """The page, with the version `older` beside this one."""
    old, new = _versions(pk, older)
    comparison = compare_sheets(old.content, new.content)
    return page_response(
        request,
        model_admin,
        "admin/disclosures/revision/comparison.html",
        title=_("Comparison"),
        is_wide=True,
        subtitle=new.checklist.title,
        old=old,
        new=new,
        comparison=comparison,
        changes=comparison.changes,
        items=comparison_items(comparison),
    )


def _file_page(extension, kind):
    @admin_page(f"<int:pk>/since/<int:older>/changes.{extension}", f"compare_{extension}")
    @require_safe
    @permitted(VIEW_REVISION)
    def compare_file(request, model_admin, pk, older):
        """The same as a file; its name says which versions it compares."""
        old, new = _versions(pk, older)
        content = kind.render(compare_sheets(old.content, new.content))
        name = f"{new.checklist.slug}-{old.version}-{new.version}.{extension}"
        record(SecurityEvent.Kind.FILE, by=request.user, about=name)
        headers = kind.headers(name)
        return HttpResponse(content, kind.content_type, headers=headers)

    return compare_file


COMPARISON_FILES = tuple(_file_page(name, kind) for name, kind in COMPARISON_FORMATS.items())


def _versions(pk, older):
    new = get_object_or_404(Revision.objects.select_related("checklist"), pk=pk)
    return get_object_or_404(new.siblings().exclude(pk=pk), pk=older), new
