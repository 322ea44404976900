"""Rows from files into tracked models, on django-import-export: compared, validated, saved."""

from copy import copy

import tablib
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError
from django.utils.translation import gettext
from import_export.fields import Field
from import_export.resources import ModelResource
from import_export.widgets import Widget

from audit.models import messages_of
from disclosures.imports.tables.doubt import Doubt
from disclosures.models import Answer, Item, Section
from disclosures.models.working_copy import WorkingCopy
from disclosures.sheet.content import FIELDS
from products.models import Product
from texts.normalize import normalize

from .doubt_words import in_words

NO_ROW = ("", "")  # the key of what is wrong with no row in particular
BY_DATABASE = (IntegrityError, DataError)  # a row that the database alone refuses


class ImportRefused(Exception):
    """Rows that the working copy cannot take; `problems` says of each key why."""

    def __init__(self, problems):
        super().__init__(
            " ".join(
                ": ".join(filter(None, (f"{number} {product}".strip(), in_words(why))))
                for (number, product), why in problems.items()
            )
        )
        self.problems = problems


def refuse_invalid(result, keys):
    """Raise `ImportRefused` for rows that a resource could not save; keys: one for each row."""
    problems = {
        keys[invalid.number - 1]: Doubt("refused", {"message": " ".join(invalid.error.messages)})
        for invalid in result.invalid_rows
    }
    problems |= {
        keys[row.number - 1]: " ".join(messages_of(row.errors[0].error))
        for row in result.error_rows
    }
    if problems:
        raise ImportRefused(problems)


class TrackedResource(ModelResource):
    """Saves what differs as `by`, for `reason`; what a form would refuse is an invalid row.

    stored: the objects that rows may be of, by the `key` of such a row. While rows are imported,
    `current` has them as they are after the rows so far, in a dry run as well.
    """

    class Meta:
        skip_unchanged = True
        report_skipped = True
        skip_html_diff = True
        use_transactions = True

    def __init__(self, stored, *, by, reason):
        super().__init__()
        self.stored, self.by, self.reason = stored, by, reason
        self.current = dict(stored)

    def take(self, rows, *, dry_run):
        """Save the rows (of one dict or more, all with the same keys), or only validate them.

        Returns the library's result; a row that is invalid is among `result.invalid_rows`, one
        that only the database refused among `result.error_rows`, and then nothing is saved.
        Whatever else goes wrong is raised. A dry run asks the database nothing for a row.
        """
        data = tablib.Dataset(*(row.values() for row in rows), headers=list(rows[0]))
        result = self._dry_run(data) if dry_run else self._import(data)
        for problem in [*result.base_errors, *_unexpected(result)]:
            raise problem.error
        return result

    def _dry_run(self, data):
        # `import_data` opens a transaction for every dry run, whatever `use_transactions` says.
        return self.import_data_inner(
            data,
            dry_run=True,
            raise_errors=False,
            using_transactions=False,
            collect_failed_rows=False,
        )

    def _import(self, data):
        return self.import_data(data, raise_errors=False, rollback_on_validation_errors=True)

    def before_import(self, dataset, **kwargs):
        self.current = dict(self.stored)

    def get_or_init_instance(self, instance_loader, row):
        """A copy, so that an invalid row leaves no trace in `current`."""
        known = self.current.get(self.key(row))
        return (copy(known), False) if known else (self.new(row), True)

    def save_instance(self, instance, is_create, row, **kwargs):
        if kwargs["dry_run"]:
            others = [one for key, one in self.current.items() if key != self.key(row)]
            self.validate_beside(instance, others)
        else:
            super().save_instance(instance, is_create, row, **kwargs)
        self.current[self.key(row)] = instance

    def after_import(self, dataset, result, **kwargs):
        """Nothing; the library would reset the sequences from which new rows got their keys."""

    def validate_beside(self, instance, others):
        """Raise `ValidationError` for what saving it beside these others would refuse.

        Only what memory tells: a dry run leaves the rest to the database, at the confirmation.
        """
        instance.clean_values()
        instance.clean_beside(others)

    def do_instance_save(self, instance, is_create):
        instance.save(by=self.by, reason=self.reason)


def _unexpected(result):
    """The errors of rows that are no refusal."""
    errors = [error for row in result.error_rows for error in row.errors]
    return [error for error in errors if not isinstance(error.error, BY_DATABASE)]


class AnswerResource(TrackedResource):
    """A checklist's answers, each row found by the item's number and the product's name."""

    availability = Field("availability", "availability", widget=Widget())
    responsibility = Field("responsibility", "responsibility", widget=Widget())
    body = Field("body", "body", widget=Widget())
    same_as = Field("same_as", "same_as", widget=Widget())

    class Meta(TrackedResource.Meta):
        model = Answer
        fields = FIELDS

    def __init__(self, checklist, *, by, reason):
        answers = checklist.answers.select_related("item", "product", "same_as")
        stored = {
            (answer.item.number, answer.product.name if answer.product else ""): answer
            for answer in answers
        }
        super().__init__(stored, by=by, reason=reason)
        self.checklist = checklist
        items = checklist.guideline.items.asked().select_related("section").in_order()
        self.items = {item.number: item for item in items}
        self.products = {product.name: product for product in checklist.products()}

    def key(self, row):
        return row["number"], row["product"]

    def new(self, row):
        item, product = self.items[row["number"]], self.products.get(row["product"])
        return Answer(checklist=self.checklist, item=item, product=product)

    def before_import_row(self, row, **kwargs):
        row["same_as"] = self.items[row["same_as"]] if row["same_as"] else None

    def working_copy(self):
        """The working copy as it is after the rows, in a dry run as well."""
        return WorkingCopy(
            self.checklist,
            items=list(self.items.values()),
            products=list(self.products.values()),
            answers={(one.item_id, one.product_id): one for one in self.current.values()},
        )


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

    def __init__(self, guideline, *, by, reason):
        items = guideline.items.select_related("section")
        super().__init__({item.number: item for item in items}, by=by, reason=reason)
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
                section.save(by=self.by, reason=self.reason)
            self.sections[title] = section
        return self.sections[title] if title or is_new else None

    def after_import(self, dataset, result, *, dry_run, **kwargs):
        """An item that is asked has a row in every checklist of its guideline."""
        if dry_run:
            return
        for checklist in self.guideline.checklists.all():
            checklist.ensure_answers(by=self.by, reason=self.reason)


def _refuse_other(item, row):
    """A number alone makes no row the item's: the name or the question has to agree as well."""
    if item.retired_on:
        raise ValidationError(gettext("This item is retired; its number is not used again."))
    names, questions = (item.name, row["name"]), (item.question, row["question"])
    if normalize(questions[0]) != normalize(questions[1]) and not (
        all(names) and normalize(names[0]) == normalize(names[1])
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

    def __init__(self, *, by, reason):
        stored = {product.slug: product for product in Product.objects.all()}
        super().__init__(stored, by=by, reason=reason)

    def key(self, row):
        return row["slug"]

    def new(self, row):
        return Product(slug=row["slug"])
