"""The forms of tracked models: they ask for a reason and notice changes by others."""

from django import forms
from django.contrib.admin.utils import display_for_field
from django.contrib.admin.widgets import AdminTextInputWidget
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.template.loader import render_to_string
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from texts.fields import DisclosureLine, DisclosureText
from texts.html_text import text_from_html
from texts.validation import cleaning_messages

EMPTY_VALUE = "—"


def reason_field(**kwargs):
    """The form field for the reason of a change, cleaned like every text that is stored."""
    return DisclosureText(gettext_lazy("change reason")).formfield(
        widget=AdminTextInputWidget(attrs={"class": "vTextField reason"}),
        help_text=gettext_lazy("Kept in the history with your name; never public."),
        **kwargs,
    )


def bounded(field, limit):
    """The field of a text, of which no more characters are taken than this."""
    field.validators = [*field.validators, MaxLengthValidator(limit)]
    return field


class ReasonForm(forms.Form):
    """A form with the reason alone."""

    change_reason = reason_field()


class TextForm(forms.ModelForm):
    """A model form that puts the text which pasted HTML shows in the place of the HTML."""

    @cached_property
    def changed_data(self):
        """The changed fields, without those that read as shown, even if cleaning alters them."""
        return [name for name in super().changed_data if not self._reads_as_shown(self[name])]

    def _reads_as_shown(self, bound):
        shown = self.data.get(bound.html_initial_name)
        return isinstance(bound.data, str) and bound.data.replace("\r\n", "\n") == shown

    def clean(self):
        super().clean()
        for name in list(self.errors):
            self._replace_html_by_text(name)

    def _replace_html_by_text(self, name):
        """Put the text that pasted HTML shows into the field, to be read before it is saved."""
        if self.has_error(name, "markup"):
            bound = self[name]
            text = text_from_html(bound.data)
            self.data = self.data.copy()
            self.data[bound.html_name] = text
            message = gettext_lazy(
                "In the field it stands as text now, with its links kept. "
                "Please check it, and save again."
            )
            self.add_error(name, ValidationError(message, code="as_text"))


class OptimisticForm(TextForm):
    """A model form with optimistic locking: it writes only the fields that were changed on it.

    Each field also sends the value that the page showed. Where somebody else changed that field
    since then, the form is refused once and shows both values; saving again is then a decision.
    """

    def _get_validation_exclusions(self):
        # Constraints about unchanged fields would cost queries for nothing.
        return super()._get_validation_exclusions() | (self.fields.keys() - self.changed_data)

    def clean(self):
        super().clean()
        if not self.instance._state.adding:
            for name in [name for name in self.initial if name in self.cleaned_data]:
                self._compare_with_stored(self[name], getattr(self.instance, name))

    def cleaning_messages(self):
        """The messages about what cleaning changed in the texts that were typed, each once."""
        texts = [self[name].data for name in self.changed_data]
        typed = [text for text in texts if isinstance(text, str)]
        return list(dict.fromkeys(message for text in typed for message in cleaning_messages(text)))

    def _compare_with_stored(self, bound, stored):
        if bound.name not in self.changed_data:
            self.cleaned_data[bound.name] = stored
            return
        shown = self.data.get(bound.html_initial_name)
        today = bound.field.prepare_value(self.initial[bound.name])
        if bound.field.has_changed(today, shown) and bound.field.has_changed(today, bound.data):
            self.data = self.data.copy()
            self.data[bound.html_initial_name] = "" if today is None else str(today)
            self.add_error(bound.name, self._conflict(bound.name, stored))

    def _conflict(self, name, stored):
        field = self.instance._meta.get_field(name)
        context = {
            "user": _last_editor(self.instance, name),
            "is_text": isinstance(field, DisclosureText | DisclosureLine),
            "theirs": display_for_field(stored, field, EMPTY_VALUE),
            "mine": display_for_field(self.cleaned_data[name], field, EMPTY_VALUE),
        }
        return ValidationError(render_to_string("admin/_conflict.html", context), code="moved")


class TrackedForm(OptimisticForm):
    """An optimistic form with a reason."""

    save_errors = None  # the messages of a save that failed already
    restored_values = None  # the values of an old record, by field
    change_reason = reason_field()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.restored_values and not self.is_bound:
            self._restore([name for name in self.restored_values if name in self.fields])

    def _restore(self, names):
        """Fill these fields with their old values; as shown values they keep today's."""
        for name in names:
            today = self.fields[name].prepare_value(self.initial[name])
            self.data[self[name].html_initial_name] = today
            self.initial[name] = self.restored_values[name]

    def clean(self):
        super().clean()
        if self.save_errors:
            raise ValidationError(self.save_errors)

    def validate_unique(self):
        # Constraints too: Django leaves out those that name a field which the form only shows.
        super().validate_unique()
        if self.errors:
            return
        try:
            self.instance.validate_constraints()
        except ValidationError as error:
            self._update_errors(error)


def _last_editor(obj, name):
    """The user who gave the field its present value."""
    rows = obj.history.select_related("history_user").order_by("history_id")
    last_different = rows.exclude(**{name: getattr(obj, obj._meta.get_field(name).attname)}).last()
    if last_different:
        rows = rows.filter(history_id__gt=last_different.pk)
    first = rows.first()
    return first.history_user if first else EMPTY_VALUE
