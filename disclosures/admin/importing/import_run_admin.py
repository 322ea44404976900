"""Imports in the admin: the preview is read, what was ticked is saved, and all are on record."""

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
from disclosures.imports.files.errors import NoHeading, UnreadableSheet
from disclosures.imports.resources import ImportRefused
from disclosures.imports.run import Upload, confirm, enough, preview, reading
from disclosures.models import Intake, Item, WorkflowError
from products.models import Product

from .columns_form import ColumnsForm
from .import_kinds import IMPORT_KINDS
from .preview_rows import became, shown
from .upload_page import address, import_products, page, start_of


def _with_import(view):
    """Give the view the import of that key, where the user may bring in files of its kind."""

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
    upload = Upload(intake)
    if request.method != "POST":
        return _preview(request, model_admin, upload)
    if "look" in request.POST:
        return _looked(request, model_admin, upload)
    return _confirmed(request, model_admin, upload)


@admin_page("<int:pk>/columns/", "columns")
@_with_import
@post_only(_preview_address)
def columns(request, model_admin, intake):
    """POST keeps what a person says about page and columns."""
    upload = Upload(intake)
    try:
        intake.refuse_unless_open(request.user)
        form = _columns_form(upload, request.POST)
    except (WorkflowError, UnreadableSheet) as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(address(intake, "preview"))
    if form and form.is_valid():
        return _read_as(request, model_admin, intake, form.choice())
    return _preview(request, model_admin, upload, columns=form)


def _read_as(request, model_admin, intake, choice):
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


def _looked(request, model_admin, upload):
    """Show other rows of the same preview; the ticks stay where they are."""
    try:
        upload.intake.refuse_unless_seen(request.user, request.POST.get("seen"))
    except WorkflowError as error:
        messages.error(request, str(error))
        return _preview(request, model_admin, upload)
    chosen, only = _chosen(request.POST), request.POST["look"]
    return _preview(request, model_admin, upload, chosen=chosen, only=only)


def _confirmed(request, model_admin, upload):
    intake, chosen = upload.intake, _chosen(request.POST)
    if request.POST.get("only") == "problems":
        message = gettext("The rows to take in were not in view. Look at them, then confirm.")
        messages.error(request, gettext("Nothing was taken in: %s") % message)
        return _preview(request, model_admin, upload, chosen=chosen)
    seen = request.POST.get("seen")
    try:
        confirm(intake, by=request.user, seen=seen, upload=upload, **chosen)
    except WorkflowError as error:
        messages.error(request, str(error))
        intake.refresh_from_db()
        return _preview(request, model_admin, Upload(intake))
    except UnreadableSheet as error:
        return _page(request, model_admin, intake, {"objection": str(error)})
    except ImportRefused as error:
        messages.error(request, gettext("Nothing was taken in: %s") % error)
        return _preview(request, model_admin, upload, chosen=chosen)
    count = sum(item["is_taken"] for item in intake.report["items"])
    message = ngettext("%(count)d row was taken in.", "%(count)d rows were taken in.", count)
    messages.success(request, message % {"count": count})
    may_see = model_admin.has_view_permission(request)
    return HttpResponseRedirect(address(intake, "change") if may_see else start_of(intake))


def _preview(request, model_admin, upload, *, columns=None, **how):
    try:
        upload.intake.refuse_unless_open(request.user)
        context = _context(upload, columns, **how)
    except (WorkflowError, UnreadableSheet) as error:
        context = {"objection": str(error)}
    return _page(request, model_admin, upload.intake, context)


def _page(request, model_admin, intake, context):
    context |= {"title": gettext("Preview of an import"), "intake": intake}
    context |= {"again": start_of(intake)}
    into = intake.checklist or intake.guideline
    return page(request, model_admin, intake.kind, into, "preview.html", context)


@admin.register(Intake)
class IntakeAdmin(AdminWithPages, ReadOnlyAdmin):
    """The record of all imports, and the pages of one that is open."""

    pages = (import_products, show_preview, columns, discard)

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


def _context(upload, columns, **how):
    form = columns or _columns_form(upload)
    try:
        seen, digest = preview(upload.intake, upload)
    except NoHeading as error:
        return {"columns": form, "unknown": str(error)}
    return {**shown(upload.intake, seen, form, **how), "columns": form, "seen": digest}


def _columns_form(upload, data=None):
    """The form for its columns, or None where they have fixed names."""
    if not (needed := enough(upload.intake)):
        return None
    read, is_found = reading(upload), not upload.intake.choice.get("columns")
    return ColumnsForm(data, grids=upload.pages, read=read, is_found=is_found, enough=needed)


def _chosen(data):
    return {
        "ticked": _positions(data.getlist("take")),
        "divided": _positions(data.getlist("divide")),
    }


def _positions(sent):
    return {int(text) for text in sent if text.isdecimal() and len(text) < 6}
