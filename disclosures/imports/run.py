"""An import from the file to its end, whatever it goes into: see `Intake.kind`."""

from dataclasses import replace
from hashlib import sha256

from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.models import error_messages
from disclosures.imports.files.containers import check_size
from disclosures.imports.files.errors import NoHeading, SeveralPages, UnreadableSheet
from disclosures.imports.tables.choice import Choice
from disclosures.imports.tables.page_options import PageOptions
from disclosures.imports.tables.reading import begun, options
from disclosures.models import Checklist, Guideline, Intake
from texts.validation import clean_line

from .remembered_words import named_columns
from .resources import BY_DATABASE, NO_ROW, ImportRefused
from .run_record import report
from .upload import KINDS, Upload

MAX_NAME_LENGTH = Intake._meta.get_field("file_name").max_length


def kept_name(file_name):
    """The name of a file as the record and the history keep it. Raises `ValidationError`."""
    return clean_line(clean_line(file_name)[-MAX_NAME_LENGTH:])  # a cut can make another name of it


def receive(into, file_name, content, *, by, whole=None, operator=""):
    """Record the file and keep it for the preview, or the reason why it cannot be read.

    into: the `Checklist` whose answers it has, the `Guideline` whose items, or None for
    products. file_name: as `kept_name` leaves it. content: its bytes; whole: how many there are
    and their SHA-256, where these are only the first. operator: of a command, see `_user.operator`.
    Returns the `Intake`, previewed or refused.
    """
    Intake.objects.forget_expired()
    size, digest = whole or (len(content), sha256(content).hexdigest())
    intake = Intake(
        checklist=into if isinstance(into, Checklist) else None,
        guideline=into if isinstance(into, Guideline) else None,
        file_name=file_name,
        sha256=digest,
        size=size,
        content=content,
        by=by,
        operator=operator,
        operated_by=_user_called(operator),
        received_at=timezone.now(),
        state=Intake.State.PREVIEWED,
    )
    try:
        check_size(intake.size)
        Upload(intake).read()
    except NoHeading:
        pass  # a person will name the columns
    except UnreadableSheet as error:
        intake.state, intake.problem = Intake.State.REFUSED, str(error)
        intake.finished_at, intake.content = timezone.now(), b""
    intake.save()
    return intake


def _user_called(name):
    return get_user_model().objects.filter(username=name).first() if name else None


def enough(intake):
    """What tells whether named columns will do; None where nobody names any."""
    return KINDS[intake.kind].ENOUGH


def reading(upload):
    """The pages, columns and words by which the file is read, named or found, as a `Choice`.

    Where somebody has to name columns, it has those that are known so far.
    """
    choice = Choice.from_json(upload.intake.choice)
    if choice.columns:
        return choice
    try:
        file = upload.read()
    except SeveralPages:
        return choice
    except NoHeading:
        return begun(upload.pages, choice)
    choice = replace(choice, pages=file.read_pages)
    if file.layout is None:
        return choice
    return replace(choice, heading_row=file.layout.row, columns=file.layout.roles)


def page_options(upload):
    """The pages that could be the sheet, as `PageOptions`; none where there are not several."""
    needed = enough(upload.intake)
    return options(upload.pages, needed) if needed else PageOptions()


def words(upload):
    """The columns of words that a person can name, as `NamedColumn`s; none for other kinds."""
    return named_columns(upload.intake, upload.read()) if upload.intake.kind == "answers" else ()


def preview(intake, upload=None):
    """What confirming the import now would do, with the digest to confirm it; nothing is written.

    upload: its `Upload`, where that was opened already. Returns a `Preview` and the digest. Raises
    `UnreadableSheet`, and `NoHeading` where somebody has to say what the columns hold.
    """
    # First, since no lock keeps others from writing: what changes meanwhile changes the digest.
    digest, upload = intake.digest(), upload or Upload(intake)
    if upload.made[0] != digest:
        upload.made = digest, _preview(intake, upload)
    return upload.made[1], digest


def _preview(intake, upload):
    made = KINDS[intake.kind].preview(intake, upload.read())
    skipped = (page.name for page in upload.pages if page.cells and page.name not in made.pages)
    hidden = {name for page in upload.pages for name in page.hidden_pages}
    return replace(made, skipped=tuple(skipped), hidden_pages=tuple(sorted(hidden)))


def confirm(intake, *, by, seen, ticked, divided=None, reason="", upload=None):
    """Do what `by` saw, and record it.

    seen: the preview's digest. ticked: the positions of rows that are applied, beside those that
    are decided. divided: of those kept product by product; without it as the preview divides.
    reason: why, for the history. upload: as `preview` has it. Raises `WorkflowError` where it is
    not theirs, over, done, or not what they saw; `UnreadableSheet` where the file cannot be read
    this time; `ImportRefused` where the model or the database cannot take a row, or nothing is
    ticked. Then nothing is written.
    """
    intake.refuse_unless_seen(by, seen)
    upload = upload or Upload(intake)
    upload.read()  # takes its time; nobody has to wait for it
    intake.confirm(
        lambda: _save_selected(intake, upload, ticked, divided), by=by, seen=seen, reason=reason
    )


def _save_selected(intake, upload, ticked, divided):
    """Save the ticked rows of the preview, made once more under the locks; the report of it."""
    found = _preview(intake, upload)
    if divided is None:
        divided = {at for at, row in enumerate(found.rows) if row.is_divided}
    applied = _selected(found, ticked)
    if applied:
        intake.begin_bulk_change()
    try:
        KINDS[intake.kind].apply(intake, found, applied, divided)
    except BY_DATABASE as error:
        raise ImportRefused({NO_ROW: " ".join(error_messages(error))}) from error
    return report(intake, found, applied, divided)


def _selected(found, ticked):
    """The positions of the ticked and decided rows that can be applied. Raises `ImportRefused`."""
    chosen = {at: row for at, row in enumerate(found.rows) if at in ticked or row.is_decided}
    refused = {row.key: row.why for row in chosen.values() if row.outcome == "refused"}
    if refused:
        raise ImportRefused(refused)
    applied = {at for at, row in chosen.items() if row.can_apply}
    if not applied and any(row.can_apply for row in found.rows):
        why = _("No row that could be taken in is ticked. Tick one, or discard the import.")
        raise ImportRefused({NO_ROW: why})
    return applied
