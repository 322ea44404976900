"""The form for why what a file says is taken in."""

from audit.forms import ReasonForm, bounded


class ImportReasonForm(ReasonForm):
    """Why, as the history keeps it beside the name of the file."""

    def __init__(self, data=None, *, intake, typed=()):
        """typed: what the page before sent, kept without being judged."""
        initial = {name: typed[name] for name in self.base_fields if name in typed}
        super().__init__(data, initial=initial)
        bounded(self.fields["change_reason"], intake.reason_limit)
