"""The page on which answers are confirmed unchanged, many at a time or one."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy, ngettext

from audit.forms import ReasonForm
from disclosures.admin.bulk_links import with_link
from disclosures.admin.page import admin_page, page_response, permitted
from disclosures.models import Answer, BulkKind, Checklist, Section
from disclosures.permissions import CHANGE_ANSWER

from .row_selection import MOVED, change_selected, selected_rows, selection_value

ROWS_A_PAGE = 200


class ChoiceForm(forms.Form):
    """The filter of the answers that the page lists."""

    only = forms.ChoiceField(
        label=gettext_lazy("Show"),
        required=False,
        choices=[
            ("due", gettext_lazy("due for review")),
            ("mine", gettext_lazy("mine")),
            ("all", gettext_lazy("all")),
        ],
    )
    section = forms.ModelChoiceField(
        Section.objects.none(),
        label=gettext_lazy("section"),
        required=False,
        empty_label=gettext_lazy("all"),
    )
    answer = forms.ModelChoiceField(Answer.objects.none(), required=False, widget=forms.HiddenInput)

    def __init__(self, data, checklist):
        super().__init__({"only": "due", **data.dict()})
        self.fields["section"].queryset = Section.objects.filter(guideline=checklist.guideline_id)
        self.fields["answer"].queryset = checklist.answers.asked()

    def chosen_from(self, answers, user):
        """The answers to list: a single one, or those of a section: due, the user's, or all."""
        only, section, answer = (self.cleaned_data[name] for name in self.fields)
        if answer:
            return answers.filter(pk=answer.pk)
        if section:
            answers = answers.filter(item__section=section)
        if only == "mine":
            return answers.owned_by(user)
        return answers if only == "all" else answers.due(timezone.localdate())


@dataclass(frozen=True)
class ConfirmRow:
    """An answer as the page lists it."""

    answer: Answer
    is_ticked: bool
    is_overdue: bool
    problem: str

    @property
    def selection(self):
        """The value of its checkbox: which row was shown, and in which state."""
        return selection_value(self.answer)


@admin_page("<int:pk>/confirm/", "confirm")
@permitted(CHANGE_ANSWER)
def confirm_answers(request, model_admin, pk):
    """GET lists answers, POST confirms the ticked ones that still are as they were shown."""
    checklist = get_object_or_404(Checklist, pk=pk)
    choice = ChoiceForm(request.GET, checklist)
    if not choice.is_valid():
        raise Http404
    if request.method != "POST":
        return _page(request, model_admin, checklist, choice, ReasonForm())
    form, seen = ReasonForm(request.POST), selected_rows(request.POST)
    if not seen:
        form.add_error(None, gettext("Please tick the answers that you confirm."))
    if not form.is_valid():
        return _page(request, model_admin, checklist, choice, form, seen=seen)
    refused = _confirm_selected(request, checklist, seen, form.cleaned_data["change_reason"])
    if refused:
        return _page(request, model_admin, checklist, choice, form, refused=refused)
    answer = choice.cleaned_data["answer"]
    answer_url = answer and reverse("admin:disclosures_answer_change", args=[answer.pk])
    return HttpResponseRedirect(answer_url or request.get_full_path())


def _confirm_selected(request, checklist, seen, reason):
    """Confirm the selected answers that are unchanged; why others were refused, by key."""
    bulk_change, count, refused = change_selected(
        checklist.answers.all(),
        seen,
        lambda row, signature: row.confirm(**signature),
        BulkKind.CONFIRMATION,
        by=request.user,
        reason=reason,
    )
    if bulk_change:
        done = ngettext("%(count)d answer is confirmed.", "%(count)d answers are confirmed.", count)
        messages.success(request, with_link(request, done % {"count": count}, bulk_change))
    return refused


def _page(request, model_admin, checklist, choice, form, *, seen=(), refused=()):
    """The page of the chosen answers, selected as in `seen`; after a refusal of the `refused`."""
    if refused:
        answers = checklist.answers.filter(pk__in=refused)
    else:
        answers = choice.chosen_from(checklist.answers.asked(), request.user)
    page = Paginator(_as_shown(answers), ROWS_A_PAGE).get_page(request.GET.get("page"))
    if choice.cleaned_data["answer"] and request.method == "GET":
        seen = {answer.pk: answer.last_change for answer in page}
    return page_response(
        request,
        model_admin,
        "admin/disclosures/checklist/confirm.html",
        title=gettext("Confirm unchanged answers"),
        subtitle=checklist.title,
        checklist=checklist,
        choice=choice,
        form=form,
        page=page,
        rows=[_row(answer, dict(seen), dict(refused)) for answer in page],
        refused=bool(refused),
    )


def _as_shown(answers):
    says_something = Answer.objects.answered().filter(pk=OuterRef("pk"))
    related = ("item", "product", "same_as", "owner")
    return (
        answers.with_last_change()
        .annotate(can_be_confirmed=Exists(says_something))
        .select_related(*related)
    )


def _row(answer, seen, refused):
    was_ticked = answer.pk in seen
    has_moved = was_ticked and seen[answer.pk] != answer.last_change
    due_on = answer.review_due_on
    return ConfirmRow(
        answer,
        is_ticked=was_ticked and not has_moved,
        is_overdue=due_on is not None and due_on < timezone.localdate(),
        problem=refused.get(answer.pk) or (MOVED if has_moved else ""),
    )
