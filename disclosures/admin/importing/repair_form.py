"""The form by which one answer of a file is edited before it is taken in."""

from dataclasses import asdict

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from audit.forms import TextForm, reason_field
from disclosures.imports.row_decisions import what_moved
from disclosures.models import Answer
from disclosures.sheet.content import STATED_FIELDS, AnswerContent

NONE = ("", "—")


class RepairForm(TextForm):
    """What one row of a file is to say, checked as any answer is. It saves nothing.

    Besides, why the row is passed over. token: the row's as it was when its fields were opened.
    """

    same_as = forms.CharField(
        label=Answer._meta.get_field("same_as").verbose_name,
        required=False,
        widget=forms.TextInput({"list": "numbers", "placeholder": _("item number")}),
    )
    reason = reason_field(required=False)

    class Meta:
        model = Answer
        fields = list(STATED_FIELDS)

    def __init__(self, data=None, *, row, content, checklist):
        """row: the `AnswerRow`. content: what its fields hold first. checklist: whose answer."""
        initial = {**asdict(content), "reason": row.lapsed.reason if row.lapsed else ""}
        super().__init__(data, prefix=row.anchor, initial=initial, instance=Answer())
        self.row, self.checklist = row, checklist
        self.token = (data or {}).get(f"{row.anchor}-token") or row.token
        fields = self.fields
        for name in ("availability", "responsibility"):
            fields[name].choices = [NONE, *list(fields[name].choices)[1:]]
        fields["body"].widget = forms.Textarea({"rows": 4})
        fields["evidence"].widget = forms.Textarea(
            {"rows": 2, "placeholder": _("label, https://…")}
        )
        fields["reason"].label = _("Why it is passed over")
        fields["reason"].help_text = ""
        if row.product:
            del fields["same_as"]
        for name, field in fields.items():
            field.help_text = ""
            field.show_hidden_initial = name != "reason"

    @property
    def moved(self):
        """What is not as it was when the fields were opened, as `what_moved`."""
        return what_moved(self.token, self.row.token)

    @property
    def is_touched(self):
        """Whether something was typed that is not decided yet, or not decided any more."""
        is_lapsed = self.row.lapsed is not None and self.row.lapsed.act == "edit"
        return self.is_bound and (is_lapsed or self.has_changed())

    def focus(self):
        """Begin at the first field with an error, where there is one, or else at the text."""
        wrong = (name for name in self.fields if self.is_bound and name in self.errors)
        self.fields[next(wrong, "body")].widget.attrs["autofocus"] = True

    def content(self):
        """What was typed, once the form is valid."""
        values = {name: self.cleaned_data[name] for name in self._meta.fields}
        return AnswerContent(**values, same_as=self.cleaned_data.get("same_as") or None)

    def full_clean(self):
        if self.is_bound:
            self.instance = self._answer()
        super().full_clean()

    def _answer(self):
        """The answer in the row's place, stored or new; it is never saved."""
        row, checklist = self.row, self.checklist
        item = checklist.guideline.items.asked().get(number=row.number)
        product = checklist.products().get(name=row.product) if row.product else None
        stored = checklist.answers.filter(item=item, product=product).first()
        answer = stored or Answer(product=product)
        answer.checklist, answer.item = checklist, item
        return answer

    def clean(self):
        super().clean()
        number = (self.cleaned_data.get("same_as") or "").strip()
        self.instance.same_as = None
        if number:
            item = self.checklist.guideline.items.asked().filter(number=number).first()
            if item is None:
                words = _("The guideline has no item %(number)s.")
                self.add_error("same_as", ValidationError(words, params={"number": number}))
            self.instance.same_as = item

    def validate_unique(self):
        # Django skips constraints that name the item or the product, which are no fields here.
        if not self.errors:
            try:
                self.instance.validate_constraints()
            except ValidationError as error:
                self._update_errors(error)
