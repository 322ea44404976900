"""A checklist's answers from a file, on django-import-export."""

from collections import defaultdict

from import_export.fields import Field
from import_export.widgets import Widget

from disclosures.models import Answer
from disclosures.models.working_copy import WorkingCopy
from disclosures.sheet.content import FIELDS

from .resources import TrackedResource


class AnswerResource(TrackedResource):
    """A checklist's answers, each row found by the item's number and the product's name."""

    availability = Field("availability", "availability", widget=Widget())
    responsibility = Field("responsibility", "responsibility", widget=Widget())
    body = Field("body", "body", widget=Widget())
    evidence = Field("evidence", "evidence", widget=Widget())
    same_as = Field("same_as", "same_as", widget=Widget())

    class Meta(TrackedResource.Meta):
        model = Answer
        fields = FIELDS

    def __init__(self, checklist, **signature):
        answers = checklist.answers.select_related("item", "product", "same_as")
        stored = {
            (answer.item.number, answer.product.name if answer.product else ""): answer
            for answer in answers
        }
        super().__init__(stored, signature)
        self.checklist = checklist
        items = checklist.guideline.items.asked().select_related("section").in_order()
        self.items = {item.number: item for item in items}
        self.products = {product.name: product for product in checklist.products()}

    def key(self, row):
        return row["number"], row["product"]

    def new(self, row):
        item, product = self.items[row["number"]], self.products.get(row["product"])
        return Answer(checklist=self.checklist, item=item, product=product)

    def before_import(self, dataset, **kwargs):
        super().before_import(dataset, **kwargs)
        self.keys_by_item = defaultdict(set)
        for key, answer in self.current.items():
            self._index(key, answer)

    def save_instance(self, instance, is_create, row, **kwargs):
        super().save_instance(instance, is_create, row, **kwargs)
        self._index(self.key(row), instance)

    def beside(self, instance, key):
        """The answers to the same item, to the one that it repeats, and those that repeat it."""
        near = self.keys_by_item[instance.item_id] | self.keys_by_item[instance.same_as_id]
        return [self.current[other] for other in near - {key}]

    def _index(self, key, answer):
        """Find this answer by its item, and by the item that it repeats or once repeated."""
        for item_id in filter(None, (answer.item_id, answer.same_as_id)):
            self.keys_by_item[item_id].add(key)

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
