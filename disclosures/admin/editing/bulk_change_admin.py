"""Bulk changes in the admin: the list of all, and of each the single changes."""

from django.contrib import admin
from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from audit.history import recorded_in
from audit.models import BulkChange
from disclosures.admin.page import AdminWithPages, admin_page, page_response, permitted
from disclosures.admin.read_only import ReadOnlyAdmin
from disclosures.admin.undone import undone
from disclosures.models import BulkKind
from disclosures.models.checklist import TRACKED
from disclosures.permissions import READ_BULK_CHANGES

from .change_entries import entries, kind_of, undo_address
from .undo_page import bulk_change_or_404, checklists_in, undo_bulk_change

PER_PAGE = 100


@admin_page("<int:pk>/change/", "change")
@permitted(*READ_BULK_CHANGES)
@require_safe
def show_bulk_change(request, model_admin, pk):
    """Who changed what at once, when and why, with every single change."""
    bulk_change = bulk_change_or_404(pk)
    undos = undone([bulk_change.pk])[bulk_change.pk]
    histories = [model.history for model in TRACKED]
    rows = recorded_in(histories, "kind", "history_id", bulk_change=bulk_change)
    page = Paginator(rows.order_by("kind", "history_id"), PER_PAGE).get_page(request.GET.get("p"))
    return page_response(
        request,
        model_admin,
        "admin/audit/bulkchange/change.html",
        title=kind_of(bulk_change),
        bulk_change=bulk_change,
        checklists=checklists_in(bulk_change),
        page_obj=page,
        page_range=page.paginator.get_elided_page_range(page.number),
        entries=entries(model_admin.admin_site, list(page)),
        undone=undos,
        undo_url=undo_address(request, bulk_change, undos),
    )


class KindFilter(admin.SimpleListFilter):
    title = gettext_lazy("kind")
    parameter_name = "kind"

    def lookups(self, request, model_admin):
        return BulkKind.choices

    def queryset(self, request, queryset):
        return queryset.filter(kind=self.value()) if self.value() else queryset


@admin.register(BulkChange)
class BulkChangeAdmin(AdminWithPages, ReadOnlyAdmin):
    pages = (show_bulk_change, undo_bulk_change)
    list_display = ["at", "what", "by", "reason"]
    list_filter = [KindFilter]
    list_select_related = ["by", "undoes"]
    search_fields = ["reason", "by__username"]
    date_hierarchy = "at"

    @admin.display(description=gettext_lazy("kind"), ordering="kind")
    def what(self, bulk_change):
        return kind_of(bulk_change)
