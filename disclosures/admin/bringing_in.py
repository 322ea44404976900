"""The page on which a file is brought in, and what the pages of an import share."""

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from products.text import clean_line

from ..imports.limits import MAX_CONTENT
from ..intake import receive
from ..models import Checklist

MAY_IMPORT = "disclosures.import_checklist"


class UploadForm(forms.Form):
    """A file, or text that was copied from a spreadsheet."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        help_text=gettext_lazy("Excel (.xlsx), CSV or text with tabs; at most 5 MB."),
    )
    text = forms.CharField(
        label=gettext_lazy("Or paste rows of a spreadsheet"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField", "data-rows": ""}),
    )

    def clean(self):
        file, text = self.cleaned_data.get("file"), self.cleaned_data.get("text")
        if not self.errors and bool(file) == bool((text or "").strip()):
            raise ValidationError(gettext("Please choose a file, or paste its rows."))
        if file:
            clean_line(file.name)  # the history will name it
        return self.cleaned_data

    def named_content(self):
        """The file's name and its bytes; no more of them than tell that it is too large."""
        file = self.cleaned_data["file"]
        if file:
            return clean_line(file.name)[-200:], file.read(MAX_CONTENT + 1)
        text = self.cleaned_data["text"].encode(errors="replace")
        return gettext("pasted rows"), text[: MAX_CONTENT + 1]


def bring_in(model_admin, request, pk):
    """GET asks for a file; POST records it and leads to its preview."""
    if not request.user.has_perm(MAY_IMPORT):
        raise PermissionDenied
    checklist = get_object_or_404(Checklist, pk=pk)
    is_sent = request.method == "POST"
    form = UploadForm(request.POST, request.FILES) if is_sent else UploadForm()
    if is_sent and form.is_valid():
        name, content = form.named_content()
        intake = receive(checklist, name, content, by=request.user)
        return HttpResponseRedirect(address(intake, "preview"))
    context = {
        "form": form,
        "intakes": checklist.intakes.defer("content", "report").select_related("by")[:10],
    }
    title = gettext("Import answers")
    return page(model_admin, request, checklist, "import.html", context, title)


def address(intake, name):
    """Where one of the import's pages is."""
    return reverse(f"admin:disclosures_intake_{name}", args=[intake.pk])


def page(model_admin, request, checklist, template, context, title):
    """A page of the checklist, of that template below `checklist/`."""
    whole = {
        **model_admin.admin_site.each_context(request),
        "opts": Checklist._meta,
        "is_nav_sidebar_enabled": False,  # old and new side by side need the width
        "title": title,
        "subtitle": checklist.title,
        "checklist": checklist,
        **context,
    }
    return TemplateResponse(request, f"admin/disclosures/checklist/{template}", whole)
