"""Items and products from a plain table, on django-import-export."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from import_export.fields import Field
from import_export.widgets import Widget

from disclosures.models import Item, Section
from products.models import Product
from texts.normalize import wording_key

from .resources import TrackedResource


class _Table(TrackedResource):
    """Rows that a manager ticks; an empty cell leaves what is there."""

    class Meta(TrackedResource.Meta):
        store_instance = True

    def skip_row(self, instance, original, row, import_validation_errors=None):
        """A new row is never skipped: one that says nothing lacks what it has to say."""
        is_new = instance.pk is None
        return not is_new and super().skip_row(instance, original, row, import_validation_errors)

    def import_field(self, field, instance, row, is_m2m=False, **kwargs):
        if row.get(field.column_name) not in ("", None):
            super().import_field(field, instance, row, is_m2m, **kwargs)

    def do_instance_save(self, instance, is_create):
        instance.full_clean()  # also what is unique, before the database refuses it
        super().do_instance_save(instance, is_create)

    def validate_beside(self, instance, others):
        """All that is wrong with a row at once, as `full_clean` tells it.

        `clean` compares a stored object with its row in the database by what finds it, its number
        or slug; a file cannot change that.
        """
        is_new = instance.pk is None
        checks = [instance.clean_values, *([instance.clean] if is_new else [])]
        errors = {}
        for check in (*checks, lambda: instance.clean_beside(others)):
            try:
                check()
            except ValidationError as error:
                errors = error.update_error_dict(errors)
        if errors:
            raise ValidationError(errors)


class ItemResource(_Table):
    """A guideline's items, found by their numbers; new ones stand behind those that are there."""

    section = Field("section", "section", widget=Widget())
    category = Field("category", "category", widget=Widget())
    name = Field("name", "name", widget=Widget())
    question = Field("question", "question", widget=Widget())
    asks_availability = Field("asks_availability", "asks_availability", widget=Widget())
    is_required = Field("is_required", "is_required", widget=Widget())

    class Meta(_Table.Meta):
        model = Item
        fields = ("section", "category", "name", "question", "asks_availability", "is_required")

    def __init__(self, guideline, **signature):
        items = guideline.items.select_related("section")
        super().__init__({item.number: item for item in items}, signature)
        self.guideline = guideline

    def before_import(self, dataset, **kwargs):
        super().before_import(dataset, **kwargs)
        self.sections = {section.title: section for section in self.guideline.sections.all()}
        self.last = max((item.position for item in self.stored.values()), default=-1)

    def key(self, row):
        return row["number"]

    def new(self, row):
        self.last += 1
        return Item(guideline=self.guideline, number=row["number"], position=self.last)

    def get_or_init_instance(self, instance_loader, row):
        if not (row["name"] or row["question"]):
            raise ValidationError(
                gettext("The row has no wording, neither an item nor a question.")
            )
        instance, is_new = super().get_or_init_instance(instance_loader, row)
        if not is_new:
            _refuse_other(instance, row)
        return instance, is_new

    def before_import_row(self, row, **kwargs):
        is_new = row["number"] not in self.current
        row["section"] = self._section(row["section"], is_new=is_new, **kwargs)
        if not is_new:
            row["asks_availability"] = None  # read from the words; a person may know better

    def _section(self, title, *, is_new, dry_run, **kwargs):
        """The section of that title, made where there is none; an item that is there may stay."""
        if title not in self.sections and (title or is_new):
            position = max((one.position for one in self.sections.values()), default=-1) + 1
            section = Section(guideline=self.guideline, title=title, position=position)
            if dry_run:
                section.clean_values()
            else:
                section.save(**self.signature)
            self.sections[title] = section
        return self.sections[title] if title or is_new else None

    def after_import(self, dataset, result, *, dry_run, **kwargs):
        """An item that is asked has a row in every checklist of its guideline."""
        if not dry_run:
            self.guideline.ensure_answers(**self.signature)


def _refuse_other(item, row):
    """A number alone makes no row the item's: the name or the question has to agree as well."""
    if item.retired_on:
        raise ValidationError(gettext("This item is retired; its number is not used again."))
    names, questions = (item.name, row["name"]), (item.question, row["question"])
    if wording_key(questions[0]) != wording_key(questions[1]) and not (
        all(names) and wording_key(names[0]) == wording_key(names[1])
    ):
        words = gettext("Under this number the guideline asks something else: “%(question)s”")
        raise ValidationError(words % {"question": item.question})


class ProductResource(_Table):
    """Products, found by their slugs, which never change."""

    name = Field("name", "name", widget=Widget())
    website = Field("website", "website", widget=Widget())
    position = Field("position", "position", widget=Widget())
    in_service_since = Field("in_service_since", "in_service_since", widget=Widget())
    retired_on = Field("retired_on", "retired_on", widget=Widget())

    class Meta(_Table.Meta):
        model = Product
        fields = ("name", "website", "position", "in_service_since", "retired_on")

    def __init__(self, **signature):
        stored = {product.slug: product for product in Product.objects.all()}
        super().__init__(stored, signature)

    def key(self, row):
        return row["slug"]

    def new(self, row):
        return Product(slug=row["slug"])
