"""The forms of decisions about a revision, and of comments on a submission."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from audit import clock
from disclosures.models.states import objection_to_moment
from texts.fields import DisclosureText


def text_field(label, help_text="", **kwargs):
    """A form field for a text, cleaned and with the same messages as in models."""
    widget = forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"})
    return DisclosureText(label).formfield(widget=widget, help_text=help_text, **kwargs)


class DecisionForm(forms.Form):
    """The form of a decision; each field is an argument of the verb."""

    seen = forms.CharField(widget=forms.HiddenInput)  # the hash of the sheet shown


class ApproveForm(DecisionForm):
    """The form of an approval; its button says whether to publish now or at the given time."""

    note = text_field(_("Note"), _("For your colleagues; never public."), required=False)
    at = forms.DateTimeField(
        label=_("Public from"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("In Japan time; only for publishing at that time."),
    )

    @property
    def pressed_button(self):
        """Which button was pressed: "now", "later" or None."""
        # Not a field: cleaned fields become arguments of the verb, which has none for this.
        value = self.data.get(self.add_prefix("when"))
        return value if value in ("now", "later") else None

    def clean(self):
        if self.pressed_button is None:
            raise ValidationError(_("Please choose: publish now, or at the time given."))
        if "at" in self.cleaned_data and (objection := self._objection(self.cleaned_data["at"])):
            self.add_error("at", objection)

    def _objection(self, moment):
        if self.pressed_button == "later":
            if moment is None:
                return _("Please give the day and the time.")
            return objection_to_moment(moment, clock.now())
        return moment and _("A time is given. Clear it to publish now, or publish at that time.")


class DecisionReasonForm(DecisionForm):
    reason = text_field(_("Reason"), _("For your colleagues; never public."))


class WithdrawForm(DecisionReasonForm):
    public_notice = text_field(
        _("Public notice"),
        _("Readers find it once a second person approved it; until then, that it was withdrawn."),
        required=False,
    )


class CommentsForm(forms.Form):
    """Comments on a submission: an optional field for the whole sheet and for each item."""

    prefix = "comment"

    def __init__(self, data=None, *, sheet):
        super().__init__(data)
        for number in ["", *(item.number for item in sheet.items())]:  # "" is the whole sheet
            field = text_field(_("Comment"), required=False)
            label = _("Comment on item %(number)s") if number else _("Comment on the whole")
            aria_label = label % {"number": number}
            # The fields stand beside the items, outside the <form> that sends them.
            field.widget.attrs = {"rows": 2, "form": "review_form", "aria-label": aria_label}
            self.fields[f"on-{number}"] = field

    def field_for(self, number):
        """The comment field of that item; None where the sheet does not have the item."""
        return self[f"on-{number}"] if f"on-{number}" in self.fields else None

    def texts(self):
        """The comments that were written, by item number, as `Revision.comment` expects them."""
        return {name.removeprefix("on-"): text for name, text in self.cleaned_data.items() if text}
