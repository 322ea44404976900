"""The pages on which a file is brought in."""

from hashlib import file_digest, sha256

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.html import format_html
from django.utils.text import format_lazy
from django.utils.translation import gettext, gettext_lazy

from disclosures.admin.page import admin_page, permitted
from disclosures.imports.files.limits import MAX_CONTENT
from disclosures.imports.run import kept_name, receive
from disclosures.models import Intake
from disclosures.sheet.moments import moment

from .import_kinds import IMPORT_KINDS, IN_THE_FILE
from .import_page import address, page


class UploadForm(forms.Form):
    """A file, or text that was copied from a spreadsheet."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        help_text=format_lazy(
            gettext_lazy("Excel (.xlsx), CSV or text with tabs; at most {limit} MB."),
            limit=MAX_CONTENT // 1024**2,
        ),
    )
    text = forms.CharField(
        label=gettext_lazy("Or paste rows of a spreadsheet"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField", "data-rows": ""}),
    )

    def clean(self):
        file, text = self.cleaned_data.get("file"), self.cleaned_data.get("text")
        is_pasted = bool((text or "").strip())
        if not self.errors and file and is_pasted:
            raise ValidationError(
                gettext(
                    "There are both a file and pasted rows. Please empty the field of the rows, or"
                    " send them alone; a file has to be chosen anew."
                )
            )
        if not self.errors and not (file or is_pasted):
            raise ValidationError(gettext("Please choose a file, or paste its rows."))
        if file:
            self.cleaned_data["name"] = kept_name(file.name)
        return self.cleaned_data

    def named_content(self):
        """The file's name, its first `MAX_CONTENT` bytes, and the size and SHA-256 of all."""
        file = self.cleaned_data["file"]
        if file:
            digest = file_digest(file, "sha256").hexdigest()
            file.seek(0)
            return self.cleaned_data["name"], file.read(MAX_CONTENT), (file.size, digest)
        text = self.cleaned_data["text"].encode(errors="replace")
        return gettext("pasted rows"), text[:MAX_CONTENT], (len(text), sha256(text).hexdigest())


@admin_page("<int:pk>/import/", "import")
@permitted(*IMPORT_KINDS["answers"].permissions)
def import_answers(request, model_admin, pk):
    """Import a file into the answers of this checklist."""
    return _upload(request, model_admin, "answers", pk)


@admin_page("<int:pk>/import/", "import")
@permitted(*IMPORT_KINDS["items"].permissions)
def import_items(request, model_admin, pk):
    """Import a file into the items of this guideline."""
    return _upload(request, model_admin, "items", pk)


@admin_page("products/", "products")
@permitted(*IMPORT_KINDS["products"].permissions)
def import_products(request, model_admin):
    """Import a file into the products."""
    return _upload(request, model_admin, "products", None)


def _upload(request, model_admin, name, pk):
    """GET asks for a file; POST records it and leads to its preview."""
    kind = IMPORT_KINDS[name]
    into = None if pk is None else get_object_or_404(kind.model, pk=pk)
    is_sent = request.method == "POST"
    form = UploadForm(request.POST, request.FILES) if is_sent else UploadForm()
    if is_sent and form.is_valid():
        file_name, content, whole = form.named_content()
        intake = receive(into, file_name, content, by=request.user, whole=whole)
        _tell_same(request, intake)
        return HttpResponseRedirect(address(intake, "preview"))
    earlier = into.intakes if into else Intake.objects.filter(checklist=None, guideline=None)
    context = {
        "form": form,
        "about": kind.about,
        "known": kind.known,
        "stays": format_html(kind.stays, word=IN_THE_FILE) if kind.stays else "",
        "intakes": earlier.defer("content", "report").select_related("by")[:10],
    }
    return page(request, model_admin, name, into, "import.html", {**context, "title": kind.title})


def _tell_same(request, intake):
    """Say where the same file is in the making already, with the link for whose it is."""
    found = Intake.objects.in_the_making().filter(
        sha256=intake.sha256, checklist=intake.checklist_id, guideline=intake.guideline_id
    )
    others = found.exclude(pk=intake.pk)
    same = others.filter(by=request.user).first() or others.first()
    if same is None:
        return
    words = gettext("The same file is in the making already: %(file)s, %(moment)s, %(user)s.")
    told = {"file": same.file_name, "moment": moment(same.received_at), "user": same.by}
    message = words % told
    if same.by_id == request.user.pk:
        link = format_html('<a href="{}">{}</a>', address(same, "preview"), gettext("Go on there"))
        message = format_html("{} {}", message, link)
    messages.warning(request, message)
