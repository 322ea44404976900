"""Import runs in the admin: the preview, saving the selected rows, and the record of all runs."""

from functools import partial, wraps

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.translation import gettext, gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from audit.models import BulkChange
from disclosures.admin.bulk_links import link, with_link
from disclosures.admin.item_links import places
from disclosures.admin.page import AdminWithPages, admin_page, post_only
from disclosures.admin.read_only import ReadOnlyAdmin
from disclosures.imports import run
from disclosures.imports.files.errors import NoHeading, UnreadableSheet
from disclosures.imports.resources import ImportRefused
from disclosures.imports.tables.choice import Choice
from disclosures.models import Intake, WorkflowError
from disclosures.permissions import READ_BULK_CHANGES

from .columns_form import ColumnsForm
from .decide_page import fields_of_row, opened_rows, save_decision, typed_numbers, why_not
from .import_kinds import IMPORT_KINDS
from .page_choice import workbook_pages
from .preview_rows import shown
from .reason_form import ImportReasonForm
from .record_rows import became, lines, places_of
from .ticks import Ticks, tell_lost
from .upload_page import address, import_products, page, start_of
from .words_form import WordsForm


def _with_import(view):
    """Pass the import run of that primary key to the view.

    Answers 403 to users without the permissions for its kind.
    """

    @wraps(view)
    def with_import(request, model_admin, pk):
        if not any(request.user.has_perms(kind.permissions) for kind in IMPORT_KINDS.values()):
            raise PermissionDenied  # nobody else learns which imports there are
        imports = Intake.objects.select_related("checklist", "guideline", "by")
        intake = get_object_or_404(imports, pk=pk)
        if not request.user.has_perms(IMPORT_KINDS[intake.kind].permissions):
            raise PermissionDenied
        return view(request, model_admin, intake=intake)

    return with_import


def _preview_address(intake):
    return address(intake, "preview")


@admin_page("<int:pk>/preview/", "preview")
@_with_import
def show_preview(request, model_admin, intake):
    """GET shows what confirming would do; POST does it for the ticked rows, or shows others."""
    upload = run.Upload(intake)
    if request.method != "POST":
        return _preview(request, model_admin, upload, only=request.GET.get("look", ""))
    if "look" in request.POST or "open_row" in request.POST:
        return _show_filtered(request, model_admin, upload)
    return _confirm(request, model_admin, upload)


@admin_page("<int:pk>/columns/", "columns")
@_with_import
@post_only(_preview_address)
def save_columns(request, model_admin, intake):
    """POST saves the page and columns by which the file is read."""
    upload = run.Upload(intake)
    try:
        intake.refuse_unless_open(request.user)
        form = _columns_form(upload, request.POST)
    except (WorkflowError, UnreadableSheet) as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(address(intake, "preview"))
    if form and form.is_valid():
        return _save_choice(request, model_admin, intake, form.choice())
    return _preview(request, model_admin, upload, columns_form=form)


@admin_page("<int:pk>/words/", "words")
@_with_import
@post_only(_preview_address)
def save_words(request, model_admin, intake):
    """POST saves what words of the file mean."""
    upload = run.Upload(intake)
    try:
        intake.refuse_unless_open(request.user)
        form = _words_form(upload, request.POST)
    except (WorkflowError, UnreadableSheet) as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(address(intake, "preview"))
    if form.is_valid():
        return _save_choice(request, model_admin, intake, form.choice())
    return _preview(request, model_admin, upload, words_form=form)


@admin_page("<int:pk>/row/", "row")
@_with_import
@require_safe
def show_row(request, model_admin, intake):
    """The fields of rows, to be put into the preview."""
    return fields_of_row(request, intake)


@admin_page("<int:pk>/decide/", "decide")
@_with_import
@post_only(_preview_address)
def decide(request, model_admin, intake):
    """POST keeps what was decided about a row, and what is ticked."""
    return save_decision(request, intake, partial(_preview, request, model_admin))


def _save_choice(request, model_admin, intake, choice):
    try:
        intake.read_as(choice.to_json(), by=request.user)
    except WorkflowError as error:
        messages.error(request, str(error))
    return HttpResponseRedirect(address(intake, "preview"))


@admin_page("<int:pk>/discard/", "discard")
@_with_import
@post_only(_preview_address)
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
    """Show other rows of the same preview, or the fields of one; the ticks stay where they are."""
    data, forms, ticks = request.POST, {}, Ticks.sent(request.POST)
    try:
        upload.intake.refuse_unless_open(request.user)
        forms = opened_rows(data, upload)
        upload.intake.refuse_unless_seen(request.user, data.get("seen"))
    except (WorkflowError, UnreadableSheet) as error:
        messages.error(request, str(error))
        return _preview(request, model_admin, upload, ticks=ticks, forms=forms)
    only = data.get("look", data.get("only", ""))
    return _preview(request, model_admin, upload, ticks=ticks, only=only, forms=forms)


def _confirm(request, model_admin, upload):
    intake, ticks = upload.intake, Ticks.sent(request.POST)
    why = ImportReasonForm(request.POST, intake=intake)
    try:
        forms = opened_rows(request.POST, upload)
        if problem := why_not(request.POST, why, forms):
            messages.error(request, gettext("Nothing was taken in: %s") % problem)
            return _preview(request, model_admin, upload, ticks=ticks, forms=forms, why=why)
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
        messages.error(request, str(error))
        intake.refresh_from_db()
        return _preview(request, model_admin, run.Upload(intake), ticks=ticks)
    except UnreadableSheet as error:
        return _preview_response(request, model_admin, intake, {"objection": str(error)})
    except ImportRefused as error:
        messages.error(request, gettext("Nothing was taken in: %s") % error)
        return _preview(request, model_admin, upload, ticks=ticks, why=why)
    count = sum(item["is_taken"] for item in intake.report["items"])
    message = ngettext("%(count)d row was taken in.", "%(count)d rows were taken in.", count)
    messages.success(request, with_link(request, message % {"count": count}, intake.bulk_change))
    may_see = model_admin.has_view_permission(request)
    return HttpResponseRedirect(address(intake, "change") if may_see else start_of(intake))


def _preview(request, model_admin, upload, *, columns_form=None, words_form=None, why=None, **how):
    try:
        upload.intake.refuse_unless_open(request.user)
        how["typed"] = typed_numbers(request.POST)
        context = _context(upload, columns_form, words_form, **how)
        context["why"] = why or ImportReasonForm(intake=upload.intake, typed=request.POST)
    except (WorkflowError, UnreadableSheet) as error:
        context = {"objection": str(error)}
    if "preview" in context and how.get("ticks"):
        tell_lost(request, how["ticks"], context["preview"])
    return _preview_response(request, model_admin, upload.intake, context)


def _preview_response(request, model_admin, intake, context):
    context |= {"title": gettext("Preview of an import"), "intake": intake}
    context |= {"again": start_of(intake)}
    into = intake.checklist or intake.guideline
    return page(request, model_admin, intake.kind, into, "preview.html", context)


@admin.register(Intake)
class IntakeAdmin(AdminWithPages, ReadOnlyAdmin):
    """The record of all imports, and the pages of one that is open."""

    pages = (
        *(import_products, show_preview, save_columns, save_words),
        *(show_row, decide, discard),
    )

    list_display = [
        *("file_name", "checklist", "guideline", "by", "received_at", "condition", "going_on")
    ]
    list_filter = ["checklist", "guideline", "state"]
    list_select_related = ["checklist", "guideline", "by"]
    search_fields = ["file_name", "sha256"]
    fields = [
        *("file_name", "condition", "became", "problem", "checklist", "guideline", "by"),
        "change_reason",
        *("received_at", "finished_at", "going_on", "at_once", "sha256", "size"),
    ]
    readonly_fields = ["condition", "became", "going_on", "at_once"]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("content", "report")

    def get_fields(self, request, obj=None):
        """What says nothing of this file is left out."""
        may_be_empty = ["problem", "checklist", "guideline", "change_reason"]
        left_out = [name for name in may_be_empty if not getattr(obj, name)]
        left_out += [] if obj and obj.is_open else ["going_on"]
        may_see = request.user.has_perms(READ_BULK_CHANGES)
        left_out += [] if obj and obj.bulk_change and may_see else ["at_once"]
        return [name for name in self.fields if name not in left_out]

    @admin.display(description=gettext_lazy("state"), ordering="state")
    def condition(self, intake):
        """Its state as of now."""
        return intake.condition

    @admin.display(description=gettext_lazy("in the making"))
    def going_on(self, intake):
        """The link to its preview, as long as it can be confirmed."""
        if not intake.is_open:
            return ""
        words = gettext("Open the preview")
        return format_html('<a href="{}">{}</a>', address(intake, "preview"), words)

    @admin.display(description=BulkChange._meta.verbose_name)
    def at_once(self, intake):
        """The link to what it changed, and to its undo where there is one."""
        return link(intake.bulk_change)

    @admin.display(description=gettext_lazy("what became of each item"))
    def became(self, intake):
        """Each of them, by what became of it, and where it stands now."""
        where = places(intake.checklist) if intake.checklist else {}
        context = {
            "became": list(became(intake.report, where)),
            "lines": list(lines(intake.report)),
            "links": list(places_of(intake)),
        }
        return render_to_string("admin/disclosures/intake/_became.html", context)


def _context(upload, columns_form, words_form, **how):
    form = columns_form or _columns_form(upload)
    pages = workbook_pages(run.page_options(upload), upload.intake.choice)
    try:
        import_preview, digest = run.preview(upload.intake, upload)
    except NoHeading as error:
        return {"columns": form, "pages": pages, "unknown": str(error)}
    rows = shown(upload.intake, import_preview, form, **how)
    words = words_form or _words_form(upload)
    return {**rows, "columns": form, "pages": pages, "words": words, "seen": digest}


def _columns_form(upload, data=None):
    """The form for its columns, or None where they have fixed names."""
    if not (needed := run.enough(upload.intake)):
        return None
    read, is_found = run.reading(upload), not upload.intake.choice.get("columns")
    return ColumnsForm(data, grids=upload.pages, read=read, is_found=is_found, enough=needed)


def _words_form(upload, data=None):
    """The form for the words of its columns; it has no fields where there are none."""
    choice = Choice.from_json(upload.intake.choice)
    return WordsForm(data, columns=run.words(upload), read=choice)
