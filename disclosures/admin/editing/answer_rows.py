"""The forms of the worksheet's rows: one answer each, with the values that the page showed."""

import re
from functools import cached_property

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from audit.forms import OptimisticForm, reason_field
from audit.locks import lock_table_for_write
from audit.models import error_messages
from disclosures.models import Answer, Availability, Checklist, Item, Responsibility

from .row_renderer import RowRenderer

# a12: the answer 12; n7_3: what product 3 adds to item 7, a row that is not there yet.
PREFIX = re.compile(r"a(?P<answer>\d{1,18})|n(?P<item>\d{1,18})_(?P<product>\d{1,18})", re.ASCII)

NONE = ("", "—")


class Known:
    """The items and people that the rows of a checklist may name; asked once, where needed."""

    def __init__(self, checklist_id):
        self.checklist_id = checklist_id

    @cached_property
    def items(self):
        """By number."""
        asked = Item.objects.asked().filter(guideline__checklists=self.checklist_id)
        return {item.number: item for item in asked.in_order()}

    @cached_property
    def people(self):
        """By key: staff, and whoever owns an answer already."""
        owners = Answer.objects.filter(checklist=self.checklist_id).values("owner")
        people = get_user_model().objects.filter(
            Q(is_staff=True, is_active=True) | Q(pk__in=owners)
        )
        return {str(person.pk): person for person in people.order_by("username")}

    @cached_property
    def people_choices(self):
        """As a select offers them."""
        return [NONE, *((key, str(person)) for key, person in self.people.items())]

    @cached_property
    def code_choices(self):
        """Those of availability and responsibility, in words: translated once for all rows."""
        return {
            name: [NONE, *((code, str(label)) for code, label in codes.choices)]
            for name, codes in (("availability", Availability), ("responsibility", Responsibility))
        }


class KnownField(forms.Field):
    """A form field that names one of a few objects; `load` returns them all by key."""

    def __init__(self, *, load, **kwargs):
        super().__init__(required=False, **kwargs)
        self.load = load

    def prepare_value(self, value):
        """The key of this object or primary key; a text that somebody typed stays as it is."""
        primary_key = getattr(value, "pk", value)
        if not isinstance(primary_key, int):
            return value
        return next((key for key, known in self.load().items() if known.pk == primary_key), None)

    def to_python(self, value):
        key = str(value or "").strip()
        if not key:
            return None
        if key not in self.load():
            raise ValidationError(_("“%(key)s” is not known here."), params={"key": key})
        return self.load()[key]

    def has_changed(self, initial, data):
        before, now = (str(self.prepare_value(value) or "").strip() for value in (initial, data))
        return before != now


class AnswerRow(OptimisticForm):
    """One answer. `reason` says why where it differs from the reason of the whole save."""

    default_renderer = RowRenderer
    reason = reason_field(required=False)

    class Meta:
        model = Answer
        fields = [
            "availability",
            "responsibility",
            "body",
            "evidence",
            "same_as",
            "internal_note",
            "owner",
            "review_due_on",
        ]

    def __init__(self, data=None, *, known, **kwargs):
        super().__init__(data, label_suffix="", **kwargs)
        self.known = known
        fields = self.fields
        for name, choices in known.code_choices.items():
            fields[name].choices = choices
        fields["body"].widget = forms.Textarea(attrs={"rows": 2})
        fields["evidence"].widget = forms.Textarea(
            attrs={"rows": 2, "placeholder": _("label, https://…")}
        )
        fields["internal_note"].widget = forms.Textarea(attrs={"rows": 2})
        fields["review_due_on"].widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
        fields["same_as"] = KnownField(
            label=fields["same_as"].label,
            load=lambda: known.items,
            widget=forms.TextInput({"list": "numbers", "placeholder": _("item number")}),
        )
        fields["owner"] = KnownField(
            label=fields["owner"].label, load=lambda: known.people, widget=forms.Select
        )
        fields["owner"].widget.choices = lambda: known.people_choices
        if self.instance.product_id or PREFIX.fullmatch(self.prefix)["product"]:
            del fields["same_as"]
        for name, field in fields.items():
            field.help_text = ""  # not seventy times
            field.show_hidden_initial = name != "reason"

    @property
    def is_touched(self):
        """Whether something was typed; a reason alone is nothing to save."""
        return any(name != "reason" for name in self.changed_data)

    def validate_unique(self):
        # Django skips this constraint, because it names the product, which is no field here.
        if self.instance.same_as_id and not self.errors:
            try:
                self.instance.validate_constraints()
            except ValidationError as error:
                self._update_errors(error)


def rows_on(data, known):
    """The forms of the rows that were sent; raises `Http404` for prefixes that no page has."""
    prefixes = dict.fromkeys(data.getlist("row"))
    if not all(PREFIX.fullmatch(prefix) for prefix in prefixes):
        raise Http404
    return [AnswerRow(data, known=known, prefix=prefix) for prefix in prefixes]


def save(row, checklist_id, *, by, reason):
    """Save the answer of this row alone, under its lock; see `OptimisticForm`.

    The row's own reason goes before `reason`. Returns the row bound to its answer: where it has
    errors, nothing was written. Raises `Http404` where it is not of this checklist.
    """
    try:
        with transaction.atomic():
            answer = _locked_answer(checklist_id, PREFIX.fullmatch(row.prefix))
            row = AnswerRow(row.data, known=row.known, prefix=row.prefix, instance=answer)
            reason = row.is_valid() and (row.cleaned_data["reason"] or reason)
            if reason:
                row.instance.save(by=by, reason=reason)
            elif not row.errors:
                row.add_error("reason", _("Say why: here, or once for the whole save."))
    except (ValidationError, IntegrityError) as error:
        row.add_error(None, error_messages(error))
    return row


def in_saving_order(rows):
    """The rows in an order that can be saved: an answer before those that repeat it."""
    return sorted(rows, key=lambda row: bool(row["same_as"].data) if "same_as" in row.fields else 0)


def _locked_answer(checklist_id, named):
    """The answer that a prefix names, under a row lock; or a new one, not yet saved."""
    answers = Answer.objects.filter(checklist=checklist_id)
    held = answers.select_for_update(of=["self"]).select_related("checklist", "item", "product")
    lock_table_for_write(Answer)
    if named["answer"]:
        return get_object_or_404(held, pk=named["answer"])
    checklist = get_object_or_404(Checklist, pk=checklist_id)
    item = get_object_or_404(checklist.guideline.items.asked(), pk=named["item"])
    product = get_object_or_404(checklist.products(), pk=named["product"])
    stored = held.filter(item=item, product=product).first()
    return stored or Answer(checklist=checklist, item=item, product=product)
