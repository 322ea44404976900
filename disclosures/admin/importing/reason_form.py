"""The form for why what a file says is taken in."""

from django.utils.translation import gettext

from audit.forms import ReasonForm, bounded


class ImportReasonForm(ReasonForm):
    """Why, as the history keeps it beside the name of the file."""

    def __init__(self, data=None, *, intake, typed=()):
        """typed: what the page before sent, kept without being judged."""
        initial = {name: typed[name] for name in self.base_fields if name in typed}
        super().__init__(data, initial=initial)
        self.kind = intake.kind
        bounded(self.fields["change_reason"], intake.reason_limit)

    @property
    def problem(self):
        """Why the reason is none, in words; "" where it is one."""
        if not self.has_error("change_reason", "required"):
            return " ".join(self.errors.get("change_reason", ()))
        if self.kind == "answers":
            return gettext("Say why these answers change; the history keeps it.")
        return gettext("Say why this changes; the history keeps it.")
