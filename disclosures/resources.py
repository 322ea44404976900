"""Rows from files into tracked models, on django-import-export: compared, validated, saved."""

import tablib
from import_export.fields import Field
from import_export.resources import ModelResource
from import_export.widgets import Widget

from .models import Answer
from .models.freezing import draft
from .models.workflow import WorkflowError


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
        fields = ("availability", "responsibility", "body", "same_as")

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
        public = self.checklist.revisions.current()
        self.findings = self.checklist.findings(sheet, public and public.content)
