"""Answers in the admin. The program makes the rows; people fill them."""

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Exists, OuterRef, Q
from django.template.defaultfilters import truncatechars
from django.utils.translation import gettext, gettext_lazy

from audit.admin import TrackedAdmin
from disclosures.admin.page import AdminWithPages
from disclosures.models import Answer, Item
from disclosures.sheet.content import FIELDS

from .add_for_product_page import ProductForm, add_for_product
from .answer_filters import DueFilter, MineFilter, UnansweredFilter

SHOWN_CHARACTERS = 40


def of_item(name):
    """A line of the form that says what the item says; it is changed there."""
    label = Item._meta.get_field(name).verbose_name
    return admin.display(description=label)(lambda _admin, answer: getattr(answer.item, name))


@admin.register(Answer)
class AnswerAdmin(AdminWithPages, TrackedAdmin):
    pages = (add_for_product,)
    list_display = [
        "item",
        "section",
        "for_product",
        "state",
        "availability",
        "short_body",
        "checklist",
    ]
    list_filter = [
        "checklist",
        UnansweredFilter,
        DueFilter,
        MineFilter,
        "availability",
        ("item__section", admin.RelatedOnlyFieldListFilter),
        ("product", admin.RelatedOnlyFieldListFilter),
    ]
    search_fields = ["body", "evidence", "item__number", "item__name"]
    restorable_fields = [*FIELDS]
    of_the_item = [
        "checklist",
        "for_product",
        "number",
        "category",
        "name",
        "question",
        "help_text",
    ]
    readonly_fields = [*of_the_item, "confirmed_on"]
    fieldsets = [
        (gettext_lazy("Item"), {"fields": of_the_item}),
        (
            gettext_lazy("Answer"),
            {"fields": FIELDS},
        ),
        (
            gettext_lazy("Internal; never public"),
            {"fields": ["internal_note", "owner", "review_due_on", "confirmed_on"]},
        ),
    ]
    number, category, name = of_item("number"), of_item("category"), of_item("name")
    question, help_text = of_item("question"), of_item("help_text")

    @admin.display(description=gettext_lazy("section"), ordering="item__section__position")
    def section(self, answer):
        return answer.item.section

    @admin.display(description=gettext_lazy("product"), ordering="product")
    def for_product(self, answer):
        return answer.product or gettext("all products")

    @admin.display(description=gettext_lazy("answer"), ordering="body")
    def short_body(self, answer):
        if answer.same_as:
            return gettext("same as %(item)s") % {"item": answer.same_as}
        return truncatechars(answer.body, SHOWN_CHARACTERS)

    @admin.display(description=gettext_lazy("state"))
    def state(self, answer):
        """Of a common row, whether the sheet has an answer to its item, be it of a product."""
        is_answered = answer.is_answered if answer.product_id else not answer.nobody_answers
        return gettext("Answered") if is_answered else gettext("Not answered")

    # The form

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        silent = Answer.objects.filter(pk=OuterRef("pk")).unanswered()
        rows = rows.annotate(nobody_answers=Exists(silent))
        return rows.select_related("checklist", "item__section", "product", "same_as")

    def get_fieldsets(self, request, obj=None):
        item, (title, stated), *others = super().get_fieldsets(request, obj)
        if obj and obj.product_id:
            stated = {"fields": [name for name in stated["fields"] if name != "same_as"]}
        return [item, (title, stated), *others]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        if "same_as" in form.base_fields:
            others = Item.objects.filter(guideline=obj.item.guideline_id).exclude(pk=obj.item_id)
            form.base_fields["same_as"].queryset = others.asked().in_order()
        if "owner" in form.base_fields:
            staff = Q(is_staff=True, is_active=True) | Q(pk=obj.owner_id)
            form.base_fields["owner"].queryset = get_user_model().objects.filter(staff)
        return form

    def render_change_form(self, request, context, obj=None, **kwargs):
        context["subtitle"] = self._title(obj)
        if self.has_change_permission(request, obj) and not obj.same_as_id:
            form = ProductForm(products=_without_answer(obj))
            context["products_to_add"] = form if form.fields["product"].queryset else None
        return super().render_change_form(request, context, obj=obj, **kwargs)

    def history_view_title(self, request, obj):
        return super().history_view_title(request, self._title(obj))

    def history_form_view_title(self, request, obj):
        return super().history_form_view_title(request, self._title(obj))

    def _title(self, answer):
        """The history outlives the item that it names."""
        try:
            return f"{answer.item} – {self.for_product(answer)}"
        except ObjectDoesNotExist:
            return str(answer)


def _without_answer(answer):
    """The checklist's products that have no row for this item yet."""
    rows = answer.checklist.answers.filter(item=answer.item_id).exclude(product=None)
    return answer.checklist.products().exclude(pk__in=rows.values("product"))
