"""Guidelines, their sections and their items in the admin."""

from django import forms
from django.contrib import admin
from django.db.models import Max
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy

from audit.admin import TrackedAdmin, TrackedInline
from disclosures.admin.importing.upload_page import import_items
from disclosures.admin.page import AdminWithPages
from disclosures.models import Guideline, Item, Section


class SectionInline(TrackedInline):
    model = Section
    fields = ["title", "position"]


@admin.register(Guideline)
class GuidelineAdmin(AdminWithPages, TrackedAdmin):
    pages = (import_items,)
    list_display = ["name", "edition", "publisher", "code"]
    search_fields = ["name", "code"]
    fields = ["name", "edition", "publisher", "url", "code"]
    inlines = [SectionInline]


@admin.register(Section)
class SectionAdmin(TrackedAdmin):
    list_display = ["__str__", "guideline", "position"]
    list_filter = ["guideline"]
    list_select_related = ["guideline"]
    search_fields = ["title"]
    fields = ["guideline", "title", "position"]
    fixed_fields = ["guideline"]


class SectionField(forms.ModelChoiceField):
    """Guidelines share titles of sections, so the guideline stands before them."""

    def label_from_instance(self, section):
        return f"{section.guideline} › {section}"


@admin.register(Item)
class ItemAdmin(TrackedAdmin):
    list_display = ["number", "wording", "section", "guideline", "is_required", "retired_on"]
    list_filter = [
        "guideline",
        ("section", admin.RelatedOnlyFieldListFilter),
        "asks_availability",
        "is_required",
        ("retired_on", admin.EmptyFieldListFilter),
    ]
    list_select_related = ["section", "guideline"]
    search_fields = ["number", "name", "question"]
    fields = [
        "guideline",
        "section",
        "number",
        "position",
        "category",
        "name",
        "question",
        "asks_availability",
        "is_required",
        "states_disclosure_date",
        "help_text",
        "official_ref",
        "related_to",
        "review_interval",
        "retired_on",
    ]

    @admin.display(description=gettext_lazy("item name"), ordering="name")
    def wording(self, item):
        """Its name; many a list has questions alone, and these tell its items apart."""
        return item.name or Truncator(item.question).chars(60)

    def get_changeform_initial_data(self, request):
        """A new item stands at the end of its section, until somebody moves it."""
        last = Item.objects.aggregate(last=Max("position"))["last"] or 0
        return {"position": last + 1, **super().get_changeform_initial_data(request)}

    def get_fixed_fields(self, obj):
        return ["guideline", "number"] if obj.is_number_frozen() else ["guideline"]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        if obj and "section" in form.base_fields:
            sections = Section.objects.filter(guideline=obj.guideline_id)
            form.base_fields["section"].queryset = sections.select_related("guideline")
            others = Item.objects.filter(guideline=obj.guideline_id).exclude(pk=obj.pk)
            form.base_fields["related_to"].queryset = others.in_order()
        return form

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "section":
            kwargs["queryset"] = Section.objects.select_related("guideline")
            kwargs["form_class"] = SectionField
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(self, request, obj, form, change):
        """An item that is asked has a row in every checklist of its guideline."""
        super().save_model(request, obj, form, change)
        obj.guideline.ensure_answers(by=request.user, reason=form.cleaned_data["change_reason"])
