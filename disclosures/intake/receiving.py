"""An import from the file to its end, whatever it goes into: see `Intake.kind`."""

from hashlib import sha256

from django.utils import timezone
from django.utils.translation import gettext as _

from ..imports.reading import pages
from ..imports.unreadable import NoHeading, UnreadableSheet
from ..models import Checklist, Guideline, Intake
from . import answers, items, products

# Each reads a kept file, says what would become of its rows, and takes the chosen ones.
KINDS = {"answers": answers, "items": items, "products": products}


def receive(into, file_name, content, *, by):
    """Record the file and keep it for the preview, or the reason why it cannot be read.

    into: the `Checklist` whose answers it has, the `Guideline` whose items, or None for
    products. content: its bytes. Returns the `Intake`, previewed or refused.
    """
    Intake.objects.forget_expired()
    intake = Intake(
        checklist=into if isinstance(into, Checklist) else None,
        guideline=into if isinstance(into, Guideline) else None,
        file_name=file_name,
        sha256=sha256(content).hexdigest(),
        size=len(content),
        content=content,
        by=by,
        received_at=timezone.now(),
        state=Intake.State.PREVIEWED,
    )
    try:
        _read(intake, pages_of(intake))
    except NoHeading:
        pass  # a person will name the columns
    except UnreadableSheet as error:
        intake.state, intake.problem = Intake.State.REFUSED, str(error)
        intake.finished_at, intake.content = timezone.now(), b""
    intake.save()
    return intake


def pages_of(intake):
    """The pages of the kept file. Raises `UnreadableSheet`, also for any but the one received."""
    content = bytes(intake.content)
    if sha256(content).hexdigest() != intake.sha256:
        raise UnreadableSheet(
            _("The kept file is not the one that was received. Please bring it in again.")
        )
    return pages(content)


def _read(intake, grids):
    return KINDS[intake.kind].read(intake, grids)


def preview(intake, grids):
    """What confirming the import now would do, with the digest to confirm it; nothing is written.

    grids: the `pages_of` it. Returns the kind's own `Preview` and the digest. Raises `NoHeading`
    where somebody has to say what the columns hold.
    """
    digest = intake.digest()
    return KINDS[intake.kind].preview(intake, _read(intake, grids)), digest


def confirm(intake, *, by, seen, **chosen):
    """Do what `by` saw, and record it.

    seen: the preview's digest. chosen: what was ticked, as the kind's `take` names it. Raises
    `WorkflowError` where it is not theirs, over, done, or not what they saw; `ImportRefused` where
    a model cannot take a row. Then nothing is written.
    """
    intake.refuse_unless_seen(by, seen)
    file = _read(intake, pages_of(intake))  # takes its time; nobody has to wait for it
    intake.take(lambda: KINDS[intake.kind].take(intake, file, **chosen), by=by, seen=seen)
