"""新旧対照表 between two versions of a checklist: a page to print, a workbook, and JSON."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from disclosures.exports.comparison import comparison_items
from disclosures.exports.registry import COMPARISON_FORMATS
from disclosures.models import Revision
from disclosures.sheet.redaction import compare as compare_sheets


def compare(model_admin, request, pk, older):
    """The page, with the version `older` beside this one."""
    old, new = _both(model_admin, request, pk, older)
    comparison = compare_sheets(old.content, new.content)
    context = {
        **model_admin.admin_site.each_context(request),
        "is_nav_sidebar_enabled": False,  # two columns of text need the width
        "opts": model_admin.opts,
        "title": _("Comparison"),
        "subtitle": new.checklist.title,
        "old": old,
        "new": new,
        "comparison": comparison,
        "changes": comparison.changes,
        "items": comparison_items(comparison),
    }
    return TemplateResponse(request, "admin/disclosures/revision/comparison.html", context)


def compare_file(model_admin, request, pk, older, format):
    """The same as a file; its name says which versions it compares."""
    old, new = _both(model_admin, request, pk, older)
    kind = COMPARISON_FORMATS[format]
    content = kind.render(compare_sheets(old.content, new.content))
    headers = kind.headers(f"{new.checklist.slug}-{old.version}-{new.version}.{format}")
    return HttpResponse(content, kind.content_type, headers=headers)


def _both(model_admin, request, pk, older):
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    new = get_object_or_404(Revision.objects.select_related("checklist"), pk=pk)
    return get_object_or_404(new.siblings().exclude(pk=pk), pk=older), new
