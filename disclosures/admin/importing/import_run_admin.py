"""The record of all imports in the admin."""

from django.contrib import admin
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.translation import gettext, gettext_lazy

from audit.models import BulkChange
from disclosures.admin.bulk_links import link
from disclosures.admin.item_links import places
from disclosures.admin.page import AdminWithPages
from disclosures.admin.read_only import ReadOnlyAdmin
from disclosures.admin.undone import undone
from disclosures.models import Intake
from disclosures.permissions import READ_BULK_CHANGES

from .import_kinds import kinds_of
from .import_page import address
from .preview_page import decide, discard, show_preview, show_row
from .reading_pages import save_columns, save_words
from .record_rows import became, lines, places_of
from .upload_page import import_products


@admin.register(Intake)
class IntakeAdmin(AdminWithPages, ReadOnlyAdmin):
    """The record of all imports, and the pages of one that is open."""

    pages = (
        *(import_products, show_preview, save_columns, save_words),
        *(show_row, decide, discard),
    )

    list_display = [
        *("file_name", "checklist", "guideline", "by", "received_at", "condition", "going_on")
    ]
    list_filter = ["checklist", "guideline", "state"]
    list_select_related = ["checklist", "guideline", "by"]
    search_fields = ["file_name", "sha256"]
    fields = [
        *("file_name", "condition", "became", "problem", "checklist", "guideline", "by"),
        "change_reason",
        *("received_at", "finished_at", "going_on", "at_once", "sha256", "size"),
    ]
    readonly_fields = ["condition", "became", "going_on", "at_once"]

    def get_queryset(self, request):
        """Without the files; `may_open` says of which this user may see the preview."""
        imports = super().get_queryset(request).defer("content", "report")
        return imports.annotate(may_open=Q(by=request.user) & kinds_of(request.user))

    def get_fields(self, request, obj=None):
        """What says nothing of this file is left out."""
        may_be_empty = ["problem", "checklist", "guideline", "change_reason"]
        left_out = [name for name in may_be_empty if not getattr(obj, name)]
        left_out += [] if obj and obj.is_open and obj.may_open else ["going_on"]
        left_out += [] if obj and obj.state == Intake.State.TAKEN else ["became"]
        may_see = request.user.has_perms(READ_BULK_CHANGES)
        left_out += [] if obj and obj.bulk_change and may_see else ["at_once"]
        return [name for name in self.fields if name not in left_out]

    @admin.display(description=gettext_lazy("state"), ordering="state")
    def condition(self, intake):
        """Its state as of now."""
        return intake.condition

    @admin.display(description=gettext_lazy("preview"))
    def going_on(self, intake):
        """The link to its preview, as long as it can be confirmed by the user who asks."""
        if not (intake.is_open and intake.may_open):
            return ""
        words = gettext("Open it")
        return format_html('<a href="{}">{}</a>', address(intake, "preview"), words)

    @admin.display(description=BulkChange._meta.verbose_name)
    def at_once(self, intake):
        """The link to what it changed and to its undo where there is one, and what was undone."""
        undos = undone([intake.bulk_change_id])[intake.bulk_change_id]
        words = render_to_string("admin/audit/bulkchange/_undone.html", {"undone": undos})
        return format_html("{}{}", link(intake.bulk_change), words)

    @admin.display(description=gettext_lazy("what became of each item"))
    def became(self, intake):
        """Each of them, by what became of it, and where it stands now."""
        where = places(intake.checklist) if intake.checklist else {}
        context = {
            "became": list(became(intake.report, where)),
            "lines": list(lines(intake.report)),
            "links": list(places_of(intake)),
        }
        return render_to_string("admin/disclosures/intake/_became.html", context)
