"""How the file of an import is read: what a person says of its pages, columns and words."""

from functools import partial

from django.http import HttpResponseRedirect

from disclosures.admin.page import admin_page, post_only
from disclosures.imports.files.errors import UnreadableSheet
from disclosures.imports.upload import Upload
from disclosures.models import WorkflowError

from .columns_form import columns_form
from .import_page import address, preview_address, tell, with_import
from .preview_page import preview
from .words_form import words_form


@admin_page("<int:pk>/columns/", "columns")
@with_import
@post_only(preview_address)
def save_columns(request, model_admin, intake):
    """POST saves the page and columns by which the file is read."""
    show = partial(preview, request, model_admin)
    return _save(request, intake, columns_form, lambda upload, form: show(upload, columns=form))


@admin_page("<int:pk>/words/", "words")
@with_import
@post_only(preview_address)
def save_words(request, model_admin, intake):
    """POST saves what words of the file mean."""
    show = partial(preview, request, model_admin)
    return _save(request, intake, words_form, lambda upload, form: show(upload, words=form))


def _save(request, intake, make_form, show):
    """Read the file as the form says; show: makes the preview with a form that was refused.

    make_form: makes the form of an upload from what was sent, or None where it has none.
    """
    upload = Upload(intake)
    try:
        intake.refuse_unless_open(request.user)
        form = make_form(upload, request.POST)
        if not (form and form.is_valid()):
            return show(upload, form)
        intake.read_as(form.choice().to_json(), by=request.user)
    except (WorkflowError, UnreadableSheet) as error:
        tell(request, error)
    return HttpResponseRedirect(address(intake, "preview"))
