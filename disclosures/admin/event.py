"""What a revision leaves behind: who worked on it, and what was decided."""

from django.contrib import admin

from ..models import RevisionContributor, RevisionEvent
from .read_only import ReadOnlyAdmin


@admin.register(RevisionContributor)
class RevisionContributorAdmin(ReadOnlyAdmin):
    list_display = ["revision", "user"]
    list_filter = ["revision__checklist"]
    search_fields = ["user__username"]

    def get_queryset(self, request):
        related = super().get_queryset(request).select_related("revision", "user")
        return related.defer("revision__sheet")


@admin.register(RevisionEvent)
class RevisionEventAdmin(ReadOnlyAdmin):
    list_display = ["at", "revision", "action", "actor_name", "note"]
    list_filter = ["revision__checklist", "action"]
    search_fields = ["actor_name", "note", "sheet_sha256"]
    date_hierarchy = "at"

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("revision").defer("revision__sheet")
