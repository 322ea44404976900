"""An import from the file to its end, whatever it goes into: see `Intake.kind`."""

from dataclasses import replace
from hashlib import sha256

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.models import lock_table_for_write
from disclosures.imports.files.errors import NoHeading, UnreadableSheet
from disclosures.imports.tables.reading import Choice, pages
from disclosures.models import Checklist, Guideline, Intake
from disclosures.models.checklist import TRACKED
from texts.fields import clean_line

from . import answer_import, item_import, product_import
from .doubt_words import as_data
from .resources import NO_ROW, ImportRefused

# Each reads a kept file, says what would become of its rows, and takes the ticked ones.
KINDS = {"answers": answer_import, "items": item_import, "products": product_import}

LONGEST_NAME = Intake._meta.get_field("file_name").max_length


def kept_name(file_name):
    """The name of a file as the record and the history keep it. Raises `ValidationError`."""
    return clean_line(clean_line(file_name)[-LONGEST_NAME:])  # a cut can make another name of it


def receive(into, file_name, content, *, by):
    """Record the file and keep it for the preview, or the reason why it cannot be read.

    into: the `Checklist` whose answers it has, the `Guideline` whose items, or None for
    products. file_name: as `kept_name` leaves it. content: its bytes. Returns the `Intake`,
    previewed or refused.
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


def enough(intake):
    """What tells whether named columns will do; None where nobody names any."""
    return KINDS[intake.kind].ENOUGH


def reading(intake, grids):
    """The page and columns by which the file is read, whether named or found, as a `Choice`.

    It names no columns where somebody has to.
    """
    choice = Choice.kept(intake.choice)
    if choice.columns:
        return choice
    try:
        file = _read(intake, grids)
    except NoHeading:
        return choice
    if file.layout is None:
        return replace(choice, page=file.page)
    columns = {at: role for role, several in file.layout.columns.items() for at in several}
    return Choice(file.page, file.layout.row, columns)


def preview(intake, grids):
    """What confirming the import now would do, with the digest to confirm it; nothing is written.

    grids: the `pages_of` it. Returns a `Preview` and the digest. Raises `NoHeading` where somebody
    has to say what the columns hold.
    """
    digest = intake.digest()
    file = _read(intake, grids)  # takes its time; nobody has to wait for it
    with transaction.atomic():
        for model in TRACKED:
            lock_table_for_write(model)
        seen = KINDS[intake.kind].preview(intake, file)
    skipped = (grid.name for grid in grids if grid.cells and grid.name not in seen.pages)
    return replace(seen, skipped=tuple(skipped)), digest


def confirm(intake, *, by, seen, ticked, divided=None):
    """Do what `by` saw, and record it.

    seen: the preview's digest. ticked, divided: the positions of rows that are taken, and kept
    product by product; without the latter those that the preview divides. Raises `WorkflowError`
    where it is not theirs, over, done, or not what they saw; `UnreadableSheet` where the file
    cannot be read this time; `ImportRefused` where a model cannot take a row, or nothing is ticked.
    Then nothing is written.
    """
    intake.refuse_unless_seen(by, seen)
    found, _digest = preview(intake, pages_of(intake))
    if divided is None:
        divided = {at for at, row in enumerate(found.rows) if row.is_divided}
    intake.take(lambda: _taken(intake, found, ticked, divided), by=by, seen=seen)


def _taken(intake, found, ticked, divided):
    """Write what was ticked; the report for the record."""
    chosen = {at: row for at, row in enumerate(found.rows) if at in ticked}
    refused = {row.key: row.why for row in chosen.values() if row.outcome == "refused"}
    if refused:
        raise ImportRefused(refused)
    taken = {at for at, row in chosen.items() if row.can_be_taken}
    if not taken and any(row.can_be_taken for row in found.rows):
        why = _("No row that could be taken in is ticked. Tick one, or discard the import.")
        raise ImportRefused({NO_ROW: why})
    KINDS[intake.kind].take(intake, found, taken, divided)
    return {
        "items": [
            {
                "number": row.number,
                "name": row.name,
                "product": row.product,
                "row": row.row_number,
                "outcome": row.outcome,
                "why": as_data(row.why),
                **({"note": as_data(row.note)} if row.note else {}),
                "is_taken": at in taken,
                "is_divided": at in taken & set(divided) and row.can_be_divided,
            }
            for at, row in enumerate(found.rows)
        ],
        "unmatched": [{"row": line.row_number, "text": line.text} for line in found.unmatched],
    }
