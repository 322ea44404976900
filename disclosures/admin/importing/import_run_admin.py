"""Import runs in the admin: the preview, saving the selected rows, and the record of all runs."""

from functools import wraps

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_lazy, ngettext

from disclosures.admin.item_links import places
from disclosures.admin.page import AdminWithPages, admin_page, post_only
from disclosures.admin.read_only import ReadOnlyAdmin
from disclosures.imports import run
from disclosures.imports.files.errors import NoHeading, UnreadableSheet
from disclosures.imports.resources import ImportRefused
from disclosures.models import Intake, Item, WorkflowError
from products.models import Product

from .columns_form import ColumnsForm
from .import_kinds import IMPORT_KINDS
from .preview_rows import became, shown
from .upload_page import address, import_products, page, start_of


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
        return _preview(request, model_admin, upload)
    if "look" in request.POST:
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


def _save_choice(request, model_admin, intake, choice):
    try:
        intake.read_as(choice, by=request.user)
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
    """Show other rows of the same preview; the ticks stay where they are."""
    try:
        upload.intake.refuse_unless_seen(request.user, request.POST.get("seen"))
    except WorkflowError as error:
        messages.error(request, str(error))
        return _preview(request, model_admin, upload)
    chosen, only = _selected_rows(request.POST), request.POST["look"]
    return _preview(request, model_admin, upload, chosen=chosen, only=only)


def _confirm(request, model_admin, upload):
    intake, chosen = upload.intake, _selected_rows(request.POST)
    # This view hides the rows that would be saved; nobody confirms what is not in view.
    if request.POST.get("only") == "problems":
        message = gettext("The rows to take in were not in view. Look at them, then confirm.")
        messages.error(request, gettext("Nothing was taken in: %s") % message)
        return _preview(request, model_admin, upload, chosen=chosen)
    expected_digest = request.POST.get("seen")
    try:
        run.confirm(intake, by=request.user, seen=expected_digest, upload=upload, **chosen)
    except WorkflowError as error:
        messages.error(request, str(error))
        intake.refresh_from_db()
        return _preview(request, model_admin, run.Upload(intake))
    except UnreadableSheet as error:
        return _preview_response(request, model_admin, intake, {"objection": str(error)})
    except ImportRefused as error:
        messages.error(request, gettext("Nothing was taken in: %s") % error)
        return _preview(request, model_admin, upload, chosen=chosen)
    count = sum(item["is_taken"] for item in intake.report["items"])
    message = ngettext("%(count)d row was taken in.", "%(count)d rows were taken in.", count)
    messages.success(request, message % {"count": count})
    may_see = model_admin.has_view_permission(request)
    return HttpResponseRedirect(address(intake, "change") if may_see else start_of(intake))


def _preview(request, model_admin, upload, *, columns_form=None, **how):
    try:
        upload.intake.refuse_unless_open(request.user)
        context = _context(upload, columns_form, **how)
    except (WorkflowError, UnreadableSheet) as error:
        context = {"objection": str(error)}
    return _preview_response(request, model_admin, upload.intake, context)


def _preview_response(request, model_admin, intake, context):
    context |= {"title": gettext("Preview of an import"), "intake": intake}
    context |= {"again": start_of(intake)}
    into = intake.checklist or intake.guideline
    return page(request, model_admin, intake.kind, into, "preview.html", context)


@admin.register(Intake)
class IntakeAdmin(AdminWithPages, ReadOnlyAdmin):
    """The record of all imports, and the pages of one that is open."""

    pages = (import_products, show_preview, save_columns, discard)

    list_display = ["file_name", "checklist", "guideline", "by", "received_at", "condition"]
    list_filter = ["checklist", "guideline", "state"]
    list_select_related = ["checklist", "guideline", "by"]
    search_fields = ["file_name", "sha256"]
    fields = [
        *("file_name", "condition", "became", "problem", "checklist", "guideline", "by"),
        *("received_at", "finished_at", "sha256", "size"),
    ]
    readonly_fields = ["condition", "became"]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("content")

    def get_fields(self, request, obj=None):
        """What says nothing of this file is left out."""
        may_be_empty = ("problem", "checklist", "guideline")
        return [name for name in self.fields if name not in may_be_empty or getattr(obj, name)]

    @admin.display(description=gettext_lazy("state"), ordering="state")
    def condition(self, intake):
        """Its state as of now."""
        return intake.condition

    @admin.display(description=gettext_lazy("what became of each item"))
    def became(self, intake):
        """Each of them, by what became of it, and where it stands now."""
        where = places(intake.checklist) if intake.checklist else {}
        context = {
            "became": list(became(intake.report, where)),
            "lines": intake.report.get("unmatched", []),
            "links": _places_of(intake),
        }
        return render_to_string("admin/disclosures/intake/_became.html", context)


def _places_of(intake):
    """Where a person sees what came in, each with its name."""
    if intake.kind == "answers":
        page = "admin:disclosures_checklist_{}".format
        changes, worksheet = (
            reverse(page(name), args=[intake.checklist_id]) for name in ("changes", "worksheet")
        )
        return [(gettext("Changes"), changes), (gettext("Worksheet"), worksheet)]
    if intake.kind == "items":
        items = reverse("admin:disclosures_item_changelist")
        only = f"?guideline__id__exact={intake.guideline_id}"
        return [(capfirst(Item._meta.verbose_name_plural), items + only)]
    products = reverse("admin:products_product_changelist")
    return [(capfirst(Product._meta.verbose_name_plural), products)]


def _context(upload, columns_form, **how):
    form = columns_form or _columns_form(upload)
    try:
        import_preview, digest = run.preview(upload.intake, upload)
    except NoHeading as error:
        return {"columns": form, "unknown": str(error)}
    rows = shown(upload.intake, import_preview, form, **how)
    return {**rows, "columns": form, "seen": digest}


def _columns_form(upload, data=None):
    """The form for its columns, or None where they have fixed names."""
    if not (needed := run.enough(upload.intake)):
        return None
    read, is_found = run.reading(upload), not upload.intake.choice.get("columns")
    return ColumnsForm(data, grids=upload.pages, read=read, is_found=is_found, enough=needed)


def _selected_rows(data):
    """The positions of the ticked rows, and of those to be kept product by product."""
    return {
        "ticked": _positions(data.getlist("take")),
        "divided": _positions(data.getlist("divide")),
    }


def _positions(values):
    # No row has a position of more than five digits; int() raises on thousands of them.
    return {int(text) for text in values if text.isdecimal() and len(text) < 6}
