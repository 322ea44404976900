"""What the forms of every tracked model share: a reason, and nothing put back unseen."""

from django import forms
from django.contrib.admin.utils import display_for_field
from django.contrib.admin.widgets import AdminTextInputWidget
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from texts.fields import DisclosureLine, DisclosureText
from texts.html import text_from_html
from texts.validation import tidied

NOTHING = "—"


def reason_field(**kwargs):
    """A required text that passes the door, for why something is done."""
    return DisclosureText(gettext_lazy("change reason")).formfield(
        widget=AdminTextInputWidget(attrs={"class": "vTextField reason"}),
        help_text=gettext_lazy("Kept in the history with your name; never public."),
        **kwargs,
    )


class ReasonForm(forms.Form):
    """Only the question why."""

    change_reason = reason_field()


class OptimisticForm(forms.ModelForm):
    """Writes only what was changed on it; a page left open puts nothing back.

    Each field carries what the page showed. One that somebody else changed since then is
    refused once, with its value of today: saving again is then a decision.
    """

    @cached_property
    def changed_data(self):
        """What reads as the page showed it is unchanged, whatever the door says of it by now."""
        return [name for name in super().changed_data if not self._reads_as_shown(self[name])]

    def _reads_as_shown(self, bound):
        shown = self.data.get(bound.html_initial_name)
        return isinstance(bound.data, str) and bound.data.replace("\r\n", "\n") == shown

    def _get_validation_exclusions(self):
        """A constraint about fields that nobody changed would ask the database in vain."""
        return super()._get_validation_exclusions() | (self.fields.keys() - self.changed_data)

    def clean(self):
        super().clean()
        for name in list(self.errors):
            self._offer_as_text(name)
        if not self.instance._state.adding:
            for name in [name for name in self.initial if name in self.cleaned_data]:
                self._compare(self[name], getattr(self.instance, name))

    def _offer_as_text(self, name):
        """Pasted HTML comes back as the text that it shows, to be read before it is saved."""
        if self.has_error(name, "markup"):
            bound = self[name]
            text = text_from_html(bound.data)
            self.data = self.data.copy()
            self.data[bound.html_name] = text
            words = gettext_lazy(
                "In the field it stands as text now, with its links kept. "
                "Please check it, and save again."
            )
            self.add_error(name, ValidationError(words, code="as_text"))

    def tidied(self):
        """What the door changed in the texts that were typed, in words."""
        typed = [name for name in self.changed_data if isinstance(self[name].data, str)]
        return list(dict.fromkeys(w for name in typed for w in tidied(self[name].data)))

    def _compare(self, bound, stored):
        if bound.name not in self.changed_data:
            self.cleaned_data[bound.name] = stored
            return
        shown = self.data.get(bound.html_initial_name)
        today = bound.field.prepare_value(self.initial[bound.name])
        if bound.field.has_changed(today, shown) and bound.field.has_changed(today, bound.data):
            self.data = self.data.copy()
            self.data[bound.html_initial_name] = "" if today is None else str(today)
            self.add_error(bound.name, self._moved(bound.name, stored))

    def _moved(self, name, stored):
        field = self.instance._meta.get_field(name)
        context = {
            "user": _last_to_change(self.instance, name),
            "is_text": isinstance(field, DisclosureText | DisclosureLine),
            "theirs": display_for_field(stored, field, NOTHING),
            "mine": display_for_field(self.cleaned_data[name], field, NOTHING),
        }
        return ValidationError(render_to_string("admin/_conflict.html", context), code="moved")


class TrackedForm(OptimisticForm):
    """A form that asks why."""

    refusal = None  # what the save found out, where it was tried already
    taken = None  # values of an old record, by field
    change_reason = reason_field()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.taken and not self.is_bound:
            self._take([name for name in self.taken if name in self.fields])

    def _take(self, names):
        """Old values stand in the fields; what the page claims to show stays today's."""
        for name in names:
            today = self.fields[name].prepare_value(self.initial[name])
            self.data[self[name].html_initial_name] = today
            self.initial[name] = self.taken[name]

    def clean(self):
        super().clean()
        if self.refusal:
            raise ValidationError(self.refusal)

    def validate_unique(self):
        """Constraints too, with what the form only shows: Django leaves those out that name it."""
        super().validate_unique()
        if self.errors:
            return
        try:
            self.instance.validate_constraints()
        except ValidationError as error:
            self._update_errors(error)


def _last_to_change(obj, name):
    """Who gave the field the value it has now."""
    rows = obj.history.select_related("history_user").order_by("history_id")
    other = rows.exclude(**{name: getattr(obj, obj._meta.get_field(name).attname)}).last()
    since = (rows.filter(history_id__gt=other.pk) if other else rows).first()
    return since.history_user if since else NOTHING
