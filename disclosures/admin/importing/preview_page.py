"""The preview of an import: what it would do, the decisions about its rows, and its end."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe

from disclosures.admin.bulk_links import with_link
from disclosures.admin.page import admin_page, post_only
from disclosures.imports import run
from disclosures.imports.files.errors import NoHeading, UnreadableSheet
from disclosures.imports.resources import ImportRefused
from disclosures.imports.upload import Upload
from disclosures.models import Intake, WorkflowError

from .columns_form import columns_form
from .decide_page import (
    fields_of_row,
    opened_rows,
    refusal,
    save_decision,
    typed_numbers,
    why_not,
)
from .import_page import address, page, preview_address, start_of, tell, with_import
from .lost_lines import row_texts
from .page_choice import skipped_pages, workbook_pages
from .preview_rows import shown
from .reason_form import ImportReasonForm
from .ticks import Ticks, tell_lost
from .words_form import words_form


@admin_page("<int:pk>/preview/", "preview")
@with_import
def show_preview(request, model_admin, intake):
    """GET shows what confirming would do; POST does it for the ticked rows, or shows others."""
    upload = Upload(intake)
    if request.method != "POST":
        return preview(request, model_admin, upload, only=request.GET.get("look", ""))
    if {"look", "open_row", "close"} & request.POST.keys():
        return _show_filtered(request, model_admin, upload)
    return _confirm(request, model_admin, upload)


@admin_page("<int:pk>/row/", "row")
@with_import
@require_safe
def show_row(request, model_admin, intake):
    """The fields of rows, to be put into the preview."""
    return fields_of_row(request, intake)


@admin_page("<int:pk>/decide/", "decide")
@with_import
@post_only(preview_address)
def decide(request, model_admin, intake):
    """POST keeps what was decided about a row, and what is ticked."""
    return save_decision(request, intake, partial(preview, request, model_admin))


@admin_page("<int:pk>/discard/", "discard")
@with_import
@post_only(preview_address)
def discard(request, model_admin, intake):
    """POST ends the preview; nothing was taken in."""
    try:
        intake.discard(by=request.user)
    except WorkflowError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, gettext("The import was discarded; nothing was taken in."))
    return HttpResponseRedirect(start_of(intake))


def _show_filtered(request, model_admin, upload):
    """Show other rows of the same preview, or open or close one; the ticks stay where they are."""
    data, forms, ticks = request.POST, {}, Ticks.sent(request.POST)
    focus = data.get("close", data.get("open_row", "").partition(":")[0])
    try:
        upload.intake.refuse_unless_open(request.user)
        forms = opened_rows(data, upload)
        upload.intake.refuse_unless_seen(request.user, data.get("seen"))
    except (WorkflowError, UnreadableSheet) as error:
        tell(request, error)
        return preview(request, model_admin, upload, ticks=ticks, forms=forms)
    only = data.get("look", data.get("only", ""))
    shown = {"ticks": ticks, "only": only, "forms": forms, "focus": focus}
    return preview(request, model_admin, upload, **shown)


def _confirm(request, model_admin, upload):
    intake, ticks = upload.intake, Ticks.sent(request.POST)
    why = ImportReasonForm(request.POST, intake=intake)
    try:
        forms = opened_rows(request.POST, upload)
        problem, focus = why_not(request.POST, why, forms)
        if problem:
            messages.error(request, refusal(gettext("Nothing was taken in: %s") % problem, focus))
            shown = {"ticks": ticks, "forms": forms, "why": why, "focus": focus}
            return preview(request, model_admin, upload, **shown)
        run.confirm(
            intake,
            by=request.user,
            seen=request.POST.get("seen"),
            ticked=ticks.ticked,
            divided=ticks.divided,
            reason=why.cleaned_data["change_reason"],
            upload=upload,
        )
    except WorkflowError as error:
        tell(request, error)
        intake.refresh_from_db()
        return preview(request, model_admin, Upload(intake), ticks=ticks)
    except UnreadableSheet as error:
        return _preview_response(request, model_admin, intake, {"objection": str(error)})
    except ImportRefused as error:
        messages.error(request, gettext("Nothing was taken in: %s") % error)
        return preview(request, model_admin, upload, ticks=ticks, why=why)
    count = sum(item["is_taken"] for item in intake.report["items"])
    message = ngettext("%(count)d row was taken in.", "%(count)d rows were taken in.", count)
    messages.success(request, with_link(request, message % {"count": count}, intake.bulk_change))
    may_see = model_admin.has_view_permission(request)
    return HttpResponseRedirect(address(intake, "change") if may_see else start_of(intake))


def preview(request, model_admin, upload, *, columns=None, words=None, why=None, **how):
    """The page of the preview, or why there is none.

    columns, words, why: forms that were sent and refused. how: see `shown`.
    """
    try:
        upload.intake.refuse_unless_open(request.user)
        how["typed"] = typed_numbers(request.POST)
        if form := (how.get("forms") or {}).get(how.get("focus")):
            form.focus()
        context = _context(upload, columns, words, **how)
        context["why"] = why or ImportReasonForm(intake=upload.intake, typed=request.POST)
    except (WorkflowError, UnreadableSheet) as error:
        context = {"objection": str(error)}
    if "preview" in context and how.get("ticks"):
        tell_lost(request, how["ticks"], context["preview"])
    return _preview_response(request, model_admin, upload.intake, context)


def _preview_response(request, model_admin, intake, context):
    context |= {"title": gettext("Preview of an import"), "intake": intake}
    may_see = model_admin.has_view_permission(request)
    is_over = may_see and intake.state == Intake.State.TAKEN
    context |= {"again": start_of(intake), "record": address(intake, "change") if is_over else ""}
    into = intake.checklist or intake.guideline
    return page(request, model_admin, intake.kind, into, "preview.html", context)


def _context(upload, columns, words, **how):
    columns = columns or columns_form(upload)
    pages = workbook_pages(run.page_options(upload), upload.intake.choice)
    try:
        import_preview, digest = run.preview(upload.intake, upload)
    except NoHeading as error:
        return {"columns": columns, "pages": pages, "unknown": str(error)}
    how["texts"] = row_texts(upload.read()) if import_preview.chosen else {}
    rows = shown(upload.intake, import_preview, columns, **how)
    words = words or words_form(upload)
    is_chosen = columns is None or not columns.is_found or bool(upload.intake.choice.get("pages"))
    skipped = skipped_pages(import_preview.skipped, pages, is_chosen=is_chosen)
    rows |= {"columns": columns, "pages": pages, "skipped": skipped}
    return {**rows, "words": words, "seen": digest}
