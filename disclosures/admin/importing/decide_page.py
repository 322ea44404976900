"""Deciding about the rows of a preview: what is sent is kept, or said at the row that is open."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext

from disclosures.imports import run
from disclosures.imports.files.errors import UnreadableSheet
from disclosures.imports.upload import Upload
from disclosures.models import WorkflowError

from .import_page import address
from .preview_rows import ALL_IN_VIEW, FILTERS
from .sent_decisions import SentDecisions, Undecided, save
from .ticks import Ticks, tell_lost

CLOSED = (WorkflowError, UnreadableSheet)  # why there is nothing to decide


def fields_of_row(request, intake):
    """The fields of rows, for a page that shows these as they are; 409 where it shows none so."""
    _refuse_other_kinds(intake)
    try:
        intake.refuse_unless_open(request.user)
        sent = SentDecisions(request.GET, intake, run.preview(intake)[0])
    except CLOSED as error:
        return HttpResponse(str(error), status=409, content_type="text/plain")
    forms = sent.opened()
    if not forms:
        return HttpResponse(status=409)
    context = {"forms": forms, "intake": intake}
    return render(request, "admin/disclosures/intake/_editors.html", context)


def save_decision(request, intake, show):
    """Keep what was sent, see `save`; show: makes the preview's page from an upload."""
    _refuse_other_kinds(intake)
    upload, now = Upload(intake), timezone.now()
    try:
        intake.refuse_unless_open(request.user)
        import_preview, _digest = run.preview(intake, upload)
    except CLOSED as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(address(intake, "preview"))
    sent = SentDecisions(request.POST, intake, import_preview, at=now)
    ticks = Ticks.sent(request.POST)
    try:
        row = save(sent, ticks, by=request.user)
    except WorkflowError as error:
        messages.error(request, str(error))
    except Undecided:
        messages.error(request, gettext("Nothing was kept; the row that is open says why."))
    else:
        tell_lost(request, ticks, import_preview)
        return _saved(request, sent, row, upload, show)
    return show(upload, ticks=ticks, only=request.POST.get("only", ""), forms=sent.forms)


def _saved(request, sent, row, upload, show):
    """The preview again; what is open beside the row, with something typed, stays open."""
    message = gettext("This is kept; answers change when the import is confirmed.")
    messages.success(request, message)
    only = request.POST.get("only", "")
    forms = {at: form for at, form in sent.forms.items() if row is None or at != row.anchor}
    chosen = request.POST.get("choose", "").partition(":")[0]
    is_typed = request.POST.get("change_reason") or typed_numbers(request.POST).keys() - {chosen}
    if is_typed or any(form.is_touched for form in forms.values()):
        return show(upload, only=only, forms=forms)
    place = "" if row is None else f"#row-{sent.preview.rows.index(row)}"
    query = f"?look={only}" if only in FILTERS else ""
    return HttpResponseRedirect(f"{address(upload.intake, 'preview')}{query}{place}")


def typed_numbers(data):
    """The numbers of items that were typed beside lines, by the lines' row numbers."""
    names = (name for name in data if name.startswith("item-") and data[name].strip())
    return {name.removeprefix("item-"): data[name] for name in names}


def opened_rows(data, upload):
    """The forms of the rows that the page has open, and of the one that it asks to open.

    Raises what `run.preview` raises.
    """
    if upload.intake.kind != "answers" or not {"open", "open_row"} & data.keys():
        return {}
    sent = SentDecisions(data, upload.intake, run.preview(upload.intake, upload)[0])
    sent.opened()
    return sent.forms


def why_not(data, reason_form, forms):
    """Why the page that was sent cannot be confirmed, in words; "" where nothing forbids it."""
    if data.get("only", "") not in ALL_IN_VIEW:
        # This view hides rows that would be saved; nobody confirms what is not in view.
        return gettext("The rows to take in were not in view. Look at them, then confirm.")
    if any(form.is_touched for form in forms.values()):
        return gettext(
            "A row is open whose text was edited and not decided. Decide it, or undo the edit."
        )
    if not reason_form.is_valid():
        return gettext("Say why these answers change; the history keeps it.")
    return ""


def _refuse_other_kinds(intake):
    if intake.kind != "answers":
        raise Http404
