"""Deciding about the rows of a preview: what is sent is kept, or said at the row that is open."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.html import format_html
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
    except CLOSED:  # the preview says why
        return HttpResponseRedirect(address(intake, "preview"))
    sent = SentDecisions(request.POST, intake, import_preview, at=now)
    ticks, focus = Ticks.sent(request.POST), _place_of(sent)
    try:
        _refuse_no_number(request.POST)
        row = save(sent, ticks, by=request.user)
    except WorkflowError as error:
        messages.error(request, refusal(error, focus))
    except Undecided:
        why = gettext("Nothing was kept; the row that is open says why.")
        messages.error(request, refusal(why, focus))
    else:
        tell_lost(request, ticks, import_preview)
        return _saved(request, sent, row, upload, show)
    only = request.POST.get("only", "")
    return show(upload, ticks=ticks, only=only, forms=sent.forms, focus=focus)


def refusal(problem, place):
    """The problem in words, with the link to its place on the page, where it has one."""
    if not place:
        return str(problem)
    words = gettext("Show the place")
    return format_html('{} <a href="#{}">{}</a>', str(problem), place, words)


def _place_of(sent):
    """The id of what is to be decided, as far as the page has it.

    That is the row's anchor, or the field beside a line.
    """
    line = sent.data.get("choose", "").partition(":")[0]
    if line in {str(one.row_number) for one in sent.preview.unmatched if one.row}:
        return f"item-{line}"
    anchor = sent.data.get("decide", "").partition(":")[2].partition(":")[0]
    return anchor if anchor in sent.rows else ""


def _refuse_no_number(data):
    """Raise `WorkflowError` where no number was typed beside the line for which one is chosen."""
    line, _colon, rest = data.get("choose", "").partition(":")
    if line and ":" not in rest and not data.get(f"item-{line}", "").strip():
        raise WorkflowError(gettext("Type the number of the item to which the row belongs."))


def _saved(request, sent, row, upload, show):
    """The preview again, at the row; what is open beside it, with something typed, stays open."""
    number = sent.chosen()[1] if "choose" in request.POST else ""
    if row is None and number:
        row = next(one for one in sent.preview.rows if one.key == (number, ""))
    messages.success(request, _done(request.POST, number, row))
    only, focus = request.POST.get("only", ""), "" if row is None else row.anchor
    is_chosen = "choose" in request.POST
    forms = {at: form for at, form in sent.forms.items() if is_chosen or at != focus}
    chosen = request.POST.get("choose", "").partition(":")[0]
    is_typed = request.POST.get("change_reason") or typed_numbers(request.POST).keys() - {chosen}
    if is_typed or any(form.is_touched for form in forms.values()):
        return show(upload, only=only, forms=forms, focus=focus)
    query = f"?look={only}" if only in FILTERS else ""
    place = f"#{focus}" if focus else ""
    return HttpResponseRedirect(f"{address(upload.intake, 'preview')}{query}{place}")


def _done(data, number, row):
    """What was kept, in words."""
    if number:
        words = gettext("The row of the file is read as item %(number)s from here on.")
        return refusal(words % {"number": number}, row.anchor)
    if "choose" in data:
        return gettext("The choice was taken back; the row belongs to no item.")
    if data.get("decide") == "ticks":
        return gettext("The ticks are kept; answers change when the import is confirmed.")
    if data.get("decide", "").startswith("reopen:"):
        return gettext("The decision was taken back; the row is open again.")
    return gettext("This is kept; answers change when the import is confirmed.")


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
    return {anchor: form for anchor, form in sent.forms.items() if anchor != data.get("close")}


def why_not(data, reason_form, forms):
    """Why the page that was sent cannot be confirmed, in words, and the id of the row to look at.

    "" where nothing forbids it, or where it is no row.
    """
    if data.get("only", "") not in ALL_IN_VIEW:
        # This view hides rows that would be saved; nobody confirms what is not in view.
        words = gettext("The rows to take in were not in view. Look at them, then confirm.")
        return words, ""
    if touched := [anchor for anchor, form in forms.items() if form.is_touched]:
        words = gettext(
            "A row is open whose text was edited and not decided. Decide it, or close it."
        )
        return words, touched[0]
    if not reason_form.is_valid():
        reason_form.fields["change_reason"].widget.attrs["autofocus"] = True
        return reason_form.problem, ""
    return "", ""


def _refuse_other_kinds(intake):
    if intake.kind != "answers":
        raise Http404
