"""What the verbs of a revision share: its states, and how they refuse."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from disclosures.sheet.moments import PAST_LAST
from texts.validation import clean_text

MOMENT_HAS_PASSED = gettext_lazy("This moment has passed. Please choose a later one.")
MOMENT_IS_FAR = gettext_lazy("This moment is too far away. Please check the year.")


class WorkflowError(Exception):
    """A verb that cannot be done now; the text is for the person who tried."""


class State(models.TextChoices):
    SUBMITTED = "submitted", gettext_lazy("submitted")
    SENT_BACK = "sent_back", gettext_lazy("sent back")
    RECALLED = "recalled", gettext_lazy("recalled")
    APPROVED = "approved", gettext_lazy("approved")
    WITHDRAWN = "withdrawn", gettext_lazy("withdrawn")


def objection_to_moment(at, now):
    """Why a version cannot begin `at` that moment, or None; `now` is allowed."""
    if at < now:
        return MOMENT_HAS_PASSED
    return MOMENT_IS_FAR if at >= PAST_LAST else None


def cleaned(text):
    """The text as the door keeps it; raises `WorkflowError` where it takes it not."""
    try:
        return clean_text(text)
    except ValidationError as error:
        raise WorkflowError(" ".join(error.messages)) from error


def required(text, otherwise=gettext_lazy("Please give a reason.")):
    """The text as the door keeps it; raises `WorkflowError` where nothing of it is left."""
    text = cleaned(text)
    if not text:
        raise WorkflowError(str(otherwise))
    return text


def refuse_second(on_its_way):
    """Raise `WorkflowError` where this revision (or None) already waits."""
    if on_its_way is None:
        return
    if on_its_way.state == State.SUBMITTED:
        message = _("Version %(version)s is in review. Recall it, or wait for the decision.")
    else:
        message = _("Version %(version)s is approved and waits for its time.")
    raise WorkflowError(message % {"version": on_its_way.version})
