"""The decisions about a revision, each with its form, permission and texts."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from disclosures.permissions import DECIDE_REVISION, SUBMIT_REVISION

from .decision_forms import ApproveForm, DecisionForm, DecisionReasonForm, WithdrawForm


@dataclass(frozen=True)
class Decision:
    """One verb of `Revision`, as the review page offers it."""

    verb: str
    form: type[DecisionForm]
    permission: str
    label: str
    effect: str
    done: str
    asks_again: bool = False  # who it is, right before
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
    asks_again=True,
    buttons="admin/disclosures/revision/_approve_buttons.html",
)
SEND_BACK = Decision(
    "send_back",
    DecisionReasonForm,
    DECIDE_REVISION,
    _("Send back"),
    _("The editors continue; this version never becomes public."),
    _("Version %(version)s went back to the editors."),
)
RECALL = Decision(
    "recall",
    DecisionReasonForm,
    SUBMIT_REVISION,
    _("Recall"),
    _("The submission ends without a decision; this version never becomes public."),
    _("Version %(version)s is recalled."),
)
CANCEL = Decision(
    "cancel",
    DecisionReasonForm,
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
    _("Readers no longer find this version, only that it was withdrawn."),
    _("Version %(version)s is withdrawn."),
    asks_again=True,
)
APPROVE_NOTICE = Decision(
    "approve_notice",
    DecisionForm,
    DECIDE_REVISION,
    _("Approve the notice"),
    _("Readers find the notice of the withdrawal, as it stands above."),
    _("Readers find the notice of version %(version)s now."),
    asks_again=True,
)
DECISIONS = [APPROVE, SEND_BACK, RECALL, CANCEL, WITHDRAW, APPROVE_NOTICE]
