"""Find and replace over a checklist's answers: shown first, then saved for the ticked rows."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext, gettext_lazy, ngettext

from audit.forms import ReasonForm
from disclosures.admin.bulk_links import with_link
from disclosures.admin.page import admin_page, page_response, permitted
from disclosures.models import Answer, BulkKind, Checklist
from disclosures.permissions import CHANGE_ANSWER
from texts.normalize import caseless
from texts.validation import MAX_LENGTH

from .row_selection import change_selected, selected_rows, selection_value

TEXTS = ("body", "evidence")  # what of an answer is a text that customers read


def _text(label, **kwargs):
    area = forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"})
    return forms.CharField(label=label, strip=False, max_length=MAX_LENGTH, widget=area, **kwargs)


class FindForm(forms.Form):
    """The text to find and its replacement, with spaces and line breaks as typed."""

    find = _text(gettext_lazy("Find"))
    replacement = _text(
        gettext_lazy("Replace with"),
        required=False,
        help_text=gettext_lazy("Leave empty to take the text out."),
    )

    def clean(self):
        texts = {name: text.replace("\r\n", "\n") for name, text in self.cleaned_data.items()}
        if "find" in texts and texts["find"] == texts.get("replacement"):
            raise ValidationError(gettext("Both texts are the same; nothing would change."))
        return texts

    def replaced(self, answer):
        """Those of the answer's `TEXTS` that hold the text, with it replaced, by field."""
        find, replacement = self.cleaned_data["find"], self.cleaned_data["replacement"]
        texts = {name: getattr(answer, name) for name in TEXTS}
        return {name: old.replace(find, replacement) for name, old in texts.items() if find in old}

    def holds_alike(self, answer):
        """Whether the answer holds the text in another width or case."""
        find = caseless(self.cleaned_data["find"]).strip()
        return any(find in caseless(getattr(answer, name)) for name in TEXTS)


@dataclass(frozen=True)
class ReplaceRow:
    """An answer that holds the text, and how its texts would read, by field."""

    answer: Answer
    replaced: dict[str, str]
    is_ticked: bool
    problem: str

    @property
    def selection(self):
        """The value of its checkbox."""
        return selection_value(self.answer)

    @property
    def changes(self):
        """Of each text that would change the name of its field, the old and the new one."""
        return [
            (Answer._meta.get_field(name).verbose_name, getattr(self.answer, name), new)
            for name, new in self.replaced.items()
        ]


@admin_page("<int:pk>/replace/", "replace")
@permitted(CHANGE_ANSWER)
def replace_text(request, model_admin, pk):
    """POST shows what would change, or with `save` changes the ticked rows.

    Both texts are sent by POST, because an address has no room for them.
    """
    checklist = get_object_or_404(Checklist, pk=pk)
    form = FindForm(request.POST or None)
    why = ReasonForm(request.POST if "save" in request.POST else None)
    if not (form.is_valid() and why.is_bound):
        return _page(request, model_admin, checklist, form, why)
    seen = selected_rows(request.POST)
    if not seen:
        why.add_error(None, gettext("Please tick the answers in which the text is replaced."))
    if not why.is_valid():
        return _page(request, model_admin, checklist, form, why, seen=seen)
    refused = _replace_selected(request, checklist, form, seen, why.cleaned_data["change_reason"])
    if refused:
        return _page(request, model_admin, checklist, form, why, refused=refused)
    return HttpResponseRedirect(request.path)


def _replace_selected(request, checklist, form, seen, reason):
    """Save the selected answers that are unchanged; why others were refused, by key."""

    def change(answer, signature):
        for name, text in form.replaced(answer).items():
            setattr(answer, name, text)
        answer.save(**signature)

    answers = checklist.answers.select_related("item", "product")
    bulk_change, count, refused = change_selected(
        answers, seen, change, BulkKind.REPLACEMENT, by=request.user, reason=reason
    )
    if bulk_change:
        done = ngettext("%(count)d answer was changed.", "%(count)d answers were changed.", count)
        messages.success(request, with_link(request, done % {"count": count}, bulk_change))
    return refused


def _page(request, model_admin, checklist, form, why, *, seen=None, refused=()):
    rows, otherwise = (
        _matching_rows(checklist, form, seen, dict(refused)) if form.is_valid() else ([], [])
    )
    return page_response(
        request,
        model_admin,
        "admin/disclosures/checklist/replace.html",
        title=gettext("Find and replace"),
        subtitle=checklist.title,
        checklist=checklist,
        form=form,
        why=why,
        rows=rows,
        otherwise=otherwise,
        refused=[row for row in rows if row.problem],
    )


def _matching_rows(checklist, form, seen, refused):
    """The answers that hold the text, and those that hold it in other widths or cases.

    Compared here: a database may take upper and lower case, or signs like %, for the same.
    """
    answers = checklist.answers.asked().with_last_change().select_related("item", "product")
    rows, otherwise = [], []
    for answer in answers:
        if replaced := form.replaced(answer):
            is_ticked = answer.pk not in refused and (seen is None or answer.pk in seen)
            problem = refused.get(answer.pk, "")
            rows.append(ReplaceRow(answer, replaced, is_ticked, problem))
        elif form.holds_alike(answer):
            otherwise.append(answer)
    return rows, otherwise
