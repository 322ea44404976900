"""What the pages of an import share: who may see them, where they are, how they are shown."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse

from disclosures.admin.page import page_response
from disclosures.imports.files.errors import UnreadableSheet
from disclosures.models import Intake
from disclosures.models.import_run import ImportClosed

from .import_kinds import IMPORT_KINDS


def with_import(view):
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


def preview_address(intake):
    """Where its preview is."""
    return address(intake, "preview")


def address(intake, name):
    """Where one of the import's pages is."""
    return reverse(f"admin:disclosures_intake_{name}", args=[intake.pk])


def start_of(intake):
    """Where another file of the kind is brought in."""
    if intake.kind == "products":
        return reverse("admin:disclosures_intake_products")
    into = intake.checklist or intake.guideline
    return reverse(f"admin:disclosures_{into._meta.model_name}_import", args=[into.pk])


def page(request, model_admin, name, into, template, context):
    """A page about that kind of file, of that template below `intake/`."""
    kind = IMPORT_KINDS[name]
    common = {"opts": kind.model._meta, "subtitle": into, "into": into, "checklist": into}
    return page_response(
        request,
        model_admin,
        f"admin/disclosures/intake/{template}",
        is_wide=True,
        **{**common, "kind": kind, "base": kind.base, **context},
    )


def tell(request, error):
    """Say why nothing was done; where the preview that follows says it itself, leave it to that."""
    if not isinstance(error, (ImportClosed, UnreadableSheet)):
        messages.error(request, str(error))
