"""What can be decided about a revision: each decision's form, permission and words."""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from disclosures.models.states import MOMENT_HAS_PASSED
from disclosures.permissions import DECIDE_REVISION, SUBMIT_REVISION
from texts.fields import DisclosureText


def text_field(label, help_text="", **kwargs):
    """A text that passes the door, in the same words as everywhere."""
    widget = forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"})
    return DisclosureText(label).formfield(widget=widget, help_text=help_text, **kwargs)


class DecisionForm(forms.Form):
    """The hash of the sheet that the page showed goes with every decision."""

    seen = forms.CharField(widget=forms.HiddenInput)


class ApproveForm(DecisionForm):
    """The button that was pressed says whether it is public now or at the time given."""

    note = text_field(_("Note"), _("For your colleagues; never public."), required=False)
    at = forms.DateTimeField(
        label=_("Public from"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("In Japan time; only for publishing at that time."),
    )

    @property
    def is_for_later(self):
        """Whether it is to wait for its time; None where nobody says."""
        return {"later": True, "now": False}.get(self.data.get(self.add_prefix("when")))

    def clean(self):
        if self.is_for_later is None:
            raise ValidationError(_("Please choose: publish now, or at the time given."))
        if "at" in self.cleaned_data and (objection := self._objection(self.cleaned_data["at"])):
            self.add_error("at", objection)

    def _objection(self, at):
        if self.is_for_later:
            if at is None:
                return _("Please give the day and the time.")
            return MOMENT_HAS_PASSED if at <= timezone.now() else None
        return at and _("A time is given. Clear it to publish now, or publish at that time.")


class ReasonForm(DecisionForm):
    reason = text_field(_("Reason"), _("For your colleagues; never public."))


class WithdrawForm(ReasonForm):
    public_notice = text_field(
        _("Public notice"), _("Readers find this text in place of the version.")
    )


class CommentsForm(forms.Form):
    """A text on the whole sheet and on each of its items; nobody has to write any."""

    prefix = "comment"

    def __init__(self, data=None, *, sheet):
        super().__init__(data)
        for number in ["", *(item.number for item in sheet.items())]:
            field = text_field(_("Comment"), required=False)
            label = _("Comment on item %(number)s") if number else _("Comment on the whole")
            words = label % {"number": number}
            field.widget.attrs = {"rows": 2, "form": "review_form", "aria-label": words}
            self.fields[f"on-{number}"] = field

    def on(self, number):
        """The field for that item; None where the sheet does not have it."""
        return self[f"on-{number}"] if f"on-{number}" in self.fields else None

    def texts(self):
        """What was written, by the number of the item, as `Revision.comment` takes it."""
        return {name.removeprefix("on-"): text for name, text in self.cleaned_data.items() if text}


@dataclass(frozen=True)
class Decision:
    """One verb of `Revision`, as the review page offers it."""

    verb: str
    form: type[forms.Form]
    permission: str
    label: str
    effect: str
    done: str
    buttons: str = "admin/disclosures/revision/_buttons.html"

    @property
    def path(self):
        """The last part of its address."""
        return self.verb.replace("_", "-")

    @property
    def url_name(self):
        return f"disclosures_revision_{self.verb}"


APPROVE = Decision(
    "approve",
    ApproveForm,
    DECIDE_REVISION,
    _("Approve"),
    _("Exactly the sheet on this page becomes public, now or at the time you give."),
    _("Version %(version)s is approved."),
    buttons="admin/disclosures/revision/_approve_buttons.html",
)
SEND_BACK = Decision(
    "send_back",
    ReasonForm,
    DECIDE_REVISION,
    _("Send back"),
    _("The editors continue; this version never becomes public."),
    _("Version %(version)s went back to the editors."),
)
RECALL = Decision(
    "recall",
    ReasonForm,
    SUBMIT_REVISION,
    _("Recall"),
    _("The submission ends without a decision; this version never becomes public."),
    _("Version %(version)s is recalled."),
)
CANCEL = Decision(
    "cancel",
    ReasonForm,
    DECIDE_REVISION,
    _("Cancel the schedule"),
    _("This version does not become public. Readers never hear of it."),
    _("The schedule of version %(version)s is cancelled."),
)
WITHDRAW = Decision(
    "withdraw",
    WithdrawForm,
    DECIDE_REVISION,
    _("Withdraw"),
    _("Readers no longer find this version, only the notice."),
    _("Version %(version)s is withdrawn."),
)
DECISIONS = [APPROVE, SEND_BACK, RECALL, CANCEL, WITHDRAW]
