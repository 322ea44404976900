"""A checklist's answers from a file, on django-import-export."""

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
