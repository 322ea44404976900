"""The audit trail of revisions in the admin: contributors, events and comments."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from disclosures.admin.read_only import ReadOnlyAdmin
from disclosures.models import Comment, RevisionContributor, RevisionEvent


class OfRevisionAdmin(ReadOnlyAdmin):
    """Rows that belong to a revision, which is shown with its checklist."""

    # A queryset with relations of its own would make Django ignore this attribute of subclasses.
    list_select_related = ["revision__checklist"]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("revision__sheet")

    @admin.display(description=_("checklist"), ordering="revision__checklist__title")
    def checklist(self, row):
        return row.revision.checklist


@admin.register(RevisionContributor)
class RevisionContributorAdmin(OfRevisionAdmin):
    list_display = ["revision", "checklist", "user"]
    list_filter = ["revision__checklist"]
    list_select_related = ["revision__checklist", "user"]
    search_fields = ["user__username"]


@admin.register(RevisionEvent)
class RevisionEventAdmin(OfRevisionAdmin):
    list_display = ["at", "checklist", "revision", "action", "actor_name", "note"]
    list_filter = ["revision__checklist", "action"]
    search_fields = ["actor_name", "note", "sheet_sha256"]
    date_hierarchy = "at"


@admin.register(Comment)
class CommentAdmin(OfRevisionAdmin):
    list_display = ["at", "checklist", "revision", "number", "author", "text", "reply"]
    list_filter = ["revision__checklist", ("replied_at", admin.EmptyFieldListFilter)]
    list_select_related = ["revision__checklist", "author"]
    search_fields = ["number", "text", "reply", "author__username"]
    date_hierarchy = "at"
