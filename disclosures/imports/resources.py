"""Rows from files into tracked models, on django-import-export: compared, validated, saved."""

import tablib
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from import_export.fields import Field
from import_export.resources import ModelResource
from import_export.widgets import Widget

from disclosures.imports.tables.doubt import Doubt
from disclosures.models import Answer, Item, Section
from disclosures.models.freezing import draft
from disclosures.models.states import WorkflowError
from disclosures.sheet.content import FIELDS
from products.models import Product
from texts.normalize import normalize

from .doubt_words import in_words

NO_ROW = ("", "")  # the key of what is wrong with no row in particular


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
    """Raise `ImportRefused` for what a resource found invalid; keys: one for each of its rows."""
    problems = {
        keys[invalid.number - 1]: Doubt("refused", {"message": " ".join(invalid.error.messages)})
        for invalid in result.invalid_rows
    }
    if problems:
        raise ImportRefused(problems)


class TrackedResource(ModelResource):
    """Saves what differs as `by`, for `reason`; what a form would refuse is an invalid row."""

    class Meta:
        skip_unchanged = True
        report_skipped = True
        skip_html_diff = True
        use_transactions = True

    def __init__(self, *, by, reason):
        super().__init__()
        self.by, self.reason = by, reason

    def take(self, rows, *, dry_run):
        """Save the rows (of one dict or more, all with the same keys), or only try.

        Returns the library's result; a row that is invalid is among `result.invalid_rows`, and
        then nothing is saved. Whatever else goes wrong is raised.
        """
        data = tablib.Dataset(*(row.values() for row in rows), headers=list(rows[0]))
        result = self.import_data(
            data, dry_run=dry_run, raise_errors=False, rollback_on_validation_errors=True
        )
        for problem in result.base_errors + [
            one for _, errors in result.row_errors() for one in errors
        ]:
            raise problem.error
        return result

    def do_instance_save(self, instance, is_create):
        instance.save(by=self.by, reason=self.reason)


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
        super().__init__(by=by, reason=reason)
        self.checklist = checklist
        self.items = {item.number: item for item in checklist.guideline.items.asked()}
        self.products = {product.name: product for product in checklist.products()}
        answers = checklist.answers.select_related("item", "product", "same_as")
        self.answers = {
            (answer.item.number, answer.product.name if answer.product else ""): answer
            for answer in answers
        }
        self.findings = ()

    def get_or_init_instance(self, instance_loader, row):
        key = row["number"], row["product"]
        if key in self.answers:
            return self.answers[key], False
        item, product = self.items[key[0]], self.products.get(key[1])
        return Answer(checklist=self.checklist, item=item, product=product), True

    def before_import_row(self, row, **kwargs):
        row["same_as"] = self.items[row["same_as"]] if row["same_as"] else None

    def after_import(self, dataset, result, **kwargs):
        """While the rows stand, also in a trial: what the rules would find then."""
        try:
            sheet = draft(self.checklist)
        except WorkflowError:
            return
        before = self.checklist.revisions.seen_last()
        self.findings = self.checklist.findings(sheet, before and before.content)


class _Table(TrackedResource):
    """Rows that a manager ticks; an empty cell leaves what is there."""

    class Meta(TrackedResource.Meta):
        clean_model_instances = True  # also what is unique, before the database refuses it
        store_instance = True

    def skip_row(self, instance, original, row, import_validation_errors=None):
        """A new row is never skipped: one that says nothing lacks what it has to say."""
        is_new = instance.pk is None
        return not is_new and super().skip_row(instance, original, row, import_validation_errors)

    def import_field(self, field, instance, row, is_m2m=False, **kwargs):
        if row.get(field.column_name) not in ("", None):
            super().import_field(field, instance, row, is_m2m, **kwargs)


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
        super().__init__(by=by, reason=reason)
        self.guideline = guideline
        self.items = {item.number: item for item in guideline.items.select_related("section")}
        self.sections = {section.title: section for section in guideline.sections.all()}
        self.last = max((item.position for item in self.items.values()), default=-1)

    def get_or_init_instance(self, instance_loader, row):
        if not (row["name"] or row["question"]):
            raise ValidationError(
                gettext("The row has no wording, neither an item nor a question.")
            )
        known = self.items.get(row["number"])
        if known:
            _refuse_other(known, row)
            return known, False
        self.last += 1
        return Item(guideline=self.guideline, number=row["number"], position=self.last), True

    def before_import_row(self, row, **kwargs):
        row["section"] = self._section(row["section"], is_new=row["number"] not in self.items)
        if row["number"] in self.items:
            row["asks_availability"] = None  # read from the words; a person may know better

    def _section(self, title, *, is_new):
        """The section of that title, made where there is none; an item that is there may stay."""
        if title not in self.sections and (title or is_new):
            position = max((one.position for one in self.sections.values()), default=-1) + 1
            section = Section(guideline=self.guideline, title=title, position=position)
            section.save(by=self.by, reason=self.reason)
            self.sections[title] = section
        return self.sections[title] if title or is_new else None

    def after_import(self, dataset, result, **kwargs):
        """An item that is asked has a row in every checklist of its guideline."""
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

    def get_or_init_instance(self, instance_loader, row):
        known = Product.objects.filter(slug=row["slug"]).first()
        return (known, False) if known else (Product(slug=row["slug"]), True)
