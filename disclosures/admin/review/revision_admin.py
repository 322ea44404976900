"""Versions in the admin: the review page, and one POST address for each decision."""

from django.contrib import admin
from django.http import Http404
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from audit import clock
from disclosures.admin.page import AdminWithPages
from disclosures.admin.read_only import ReadOnlyAdmin
from disclosures.admin.sheet_pages import frozen
from disclosures.models import Revision, State
from disclosures.permissions import RESTORE_CHECKLIST

from .comment_views import comment, reply
from .comparison_page import COMPARISON_FILES, compare
from .decision_views import DECISION_PAGES
from .review_page import review
from .version_files import SHEET_FILES


@admin.register(Revision)
class RevisionAdmin(AdminWithPages, ReadOnlyAdmin):
    pages = (
        *DECISION_PAGES,
        *SHEET_FILES,
        frozen,
        comment,
        reply,
        compare,
        *COMPARISON_FILES,
    )
    list_display = [
        "version",
        "checklist",
        "condition",
        "updated_on",
        "submitted_by",
        "approved_by",
        "public_from",
    ]
    list_filter = ["checklist", "state"]
    list_select_related = ["checklist", "submitted_by", "approved_by"]
    search_fields = ["version", "summary", "sha256"]

    def get_queryset(self, request):
        revisions = super().get_queryset(request).defer("sheet")
        return revisions.annotate(asked_at=clock.sql_now())

    @admin.display(description=gettext_lazy("state"), ordering="state")
    def condition(self, revision):
        return revision.condition(revision.asked_at)

    @admin.display(description=gettext_lazy("public from"), ordering="effective_at")
    def public_from(self, revision):
        """Empty for a cancelled schedule, which was never public."""
        cancelled = revision.state == State.WITHDRAWN and not revision.was_public
        return None if cancelled else revision.effective_at

    def get_list_display(self, request):
        may_restore = request.user.has_perms(RESTORE_CHECKLIST)
        return [*self.list_display, "restoring"] if may_restore else self.list_display

    @admin.display(description=gettext_lazy("restore"))
    def restoring(self, revision):
        """The way to the page that brings it back into the working copy."""
        if not revision.was_approved:
            return None
        keys = [revision.checklist_id, revision.pk]
        address = reverse("admin:disclosures_checklist_restore", args=keys)
        label = _("Restore version %(version)s") % {"version": revision.version}
        return format_html('<a href="{}">{}</a>', address, label)

    @method_decorator(require_safe)
    def change_view(self, request, object_id, form_url="", extra_context=None):
        """The review page; decisions have addresses of their own."""
        if not object_id.isdecimal():
            raise Http404
        return review(request, self, int(object_id))
