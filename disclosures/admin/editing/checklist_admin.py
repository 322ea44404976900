"""The admin of checklists: their details and products, and the pages from editing to submission."""

from django.contrib import admin

from audit.admin import TrackedAdmin, TrackedInline
from audit.forms import OptimisticForm
from disclosures.admin.importing.upload_page import import_answers
from disclosures.admin.page import AdminWithPages
from disclosures.admin.review.submit_page import submit_checklist
from disclosures.admin.sheet_pages import preview_checklist
from disclosures.models import Checklist, ChecklistProduct
from disclosures.sheet.answer_codes import Language

from .changes_page import list_changes
from .confirm_page import confirm_answers
from .replace_page import replace_text
from .restore_page import restore_version
from .worksheet_page import worksheet


class ChecklistProductForm(OptimisticForm):
    """The form of a product's row; the product of a stored row cannot be changed."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk and "product" in self.fields:
            self.fields["product"].disabled = True
            # A disabled field sends no value to compare.
            self.fields["product"].show_hidden_initial = False


class ChecklistProductInline(TrackedInline):
    model = ChecklistProduct
    form = ChecklistProductForm
    fields = ["product", "position"]
    show_change_link = False

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        if product := formset.form.base_fields.get("product"):
            # Read once: each row's field would ask the database for the same products again.
            product.choices = list(product.choices)
        return formset


@admin.register(Checklist)
class ChecklistAdmin(AdminWithPages, TrackedAdmin):
    pages = (
        worksheet,
        preview_checklist,
        submit_checklist,
        list_changes,
        confirm_answers,
        replace_text,
        import_answers,
        restore_version,
    )
    list_display = ["title", "company", "guideline", "slug"]
    list_filter = ["guideline"]
    list_select_related = ["guideline"]
    search_fields = ["title", "company", "slug"]
    fields = [
        "title",
        "slug",
        "guideline",
        "language",
        "company",
        "department",
        "established_on",
        "notes",
        "contact",
        "review_interval",
    ]
    inlines = [ChecklistProductInline]

    def get_changeform_initial_data(self, request):
        return {"language": Language.JAPANESE, **super().get_changeform_initial_data(request)}

    def get_fixed_fields(self, obj):
        # Answers belong to the guideline's items; a submitted sheet has the slug as its address.
        return ["guideline", "slug"] if obj.revisions.exists() else ["guideline"]

    def save_model(self, request, obj, form, change):
        """Save the checklist and create the answers that its guideline's items still lack."""
        super().save_model(request, obj, form, change)
        obj.ensure_answers(by=request.user, reason=form.cleaned_data["change_reason"])

    def render_change_form(self, request, context, obj=None, **kwargs):
        context["is_public"] = obj is not None and obj.revisions.in_effect().exists()
        return super().render_change_form(request, context, obj=obj, **kwargs)
