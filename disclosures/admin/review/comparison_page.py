"""新旧対照表 between two versions of a checklist: a page to print, a workbook, and JSON."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from disclosures.exports.comparison import comparison
from disclosures.exports.comparison_formats import FILES
from disclosures.models import Revision
from disclosures.sheet.redaction import compared


def compare(model_admin, request, pk, older):
    """The page, with the version `older` beside this one."""
    old, new = _both(model_admin, request, pk, older)
    found = compared(old.content, new.content)
    context = {
        **model_admin.admin_site.each_context(request),
        "is_nav_sidebar_enabled": False,  # two columns of text need the width
        "opts": model_admin.opts,
        "title": _("Comparison"),
        "subtitle": new.checklist.title,
        "old": old,
        "new": new,
        "compared": found,
        "changes": found.changes,
        "places": comparison(found),
    }
    return TemplateResponse(request, "admin/disclosures/revision/comparison.html", context)


def compare_file(model_admin, request, pk, older, kind):
    """The same as a file; its name says which versions it compares."""
    old, new = _both(model_admin, request, pk, older)
    file = FILES[kind]
    name = f"{new.checklist.slug}-{old.version}-{new.version}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(
        file.render(compared(old.content, new.content)), file.content_type, headers=headers
    )


def _both(model_admin, request, pk, older):
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    new = get_object_or_404(Revision.objects.select_related("checklist"), pk=pk)
    return get_object_or_404(new.siblings().exclude(pk=pk), pk=older), new
