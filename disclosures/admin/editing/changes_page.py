"""The page of all changes to what a checklist prints: when, who, why, where and what."""

from django import forms
from django.contrib.auth import get_user_model
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_safe

from audit import clock
from disclosures.admin.page import admin_page, page_response, permitted_any
from disclosures.models import Checklist
from disclosures.models.revision_queryset import seen_last_of
from disclosures.permissions import CHANGE_ANSWER, CHANGE_CHECKLIST, VIEW_ANSWER, VIEW_CHECKLIST
from disclosures.sheet.moments import moment

from .change_entries import mixed_entries

PER_PAGE = 100
BEGINNING = "0"  # no version has this number


class PeriodForm(forms.Form):
    """The filter of the changes: from and until which submission, and by whom."""

    since = forms.ChoiceField(label=gettext_lazy("Since the submission of"))
    until = forms.ChoiceField(label=gettext_lazy("Until the submission of"), required=False)
    user = forms.ChoiceField(label=gettext_lazy("User"), required=False)

    def __init__(self, data, *, revisions, users):
        super().__init__(data)
        self.revisions = {str(revision.number): revision for revision in revisions}
        versions = [(number, _label(revision)) for number, revision in self.revisions.items()]
        self.fields["since"].choices = [*versions, (BEGINNING, gettext("(since the beginning)"))]
        self.fields["until"].choices = [("", gettext("(until now)")), *versions]
        everybody = ("", gettext("(everybody)"))
        self.fields["user"].choices = [everybody, *((str(user.pk), str(user)) for user in users)]

    def conditions(self):
        """The arguments of `Checklist.recorded`."""
        since, until, user = (self.cleaned_data[name] for name in ("since", "until", "user"))
        conditions = {}
        if since != BEGINNING:
            conditions["after"] = self.revisions[since].watermark
        if until:
            conditions["until"] = self.revisions[until].watermark
        if user:
            conditions["history_user_id"] = int(user)
        return conditions


# As everywhere in the admin, who may change something may also read it.
@admin_page("<int:pk>/changes/", "changes")
@permitted_any(VIEW_CHECKLIST, CHANGE_CHECKLIST)
@permitted_any(VIEW_ANSWER, CHANGE_ANSWER)
@require_safe
def list_changes(request, model_admin, pk):
    """All changes, the newest first; what was changed at once is one of them."""
    checklist = get_object_or_404(Checklist, pk=pk)
    form = _form(request, checklist)
    if not form.is_valid():
        raise Http404
    rows = checklist.recorded("of_kind", "key", "history_date", **form.conditions())
    newest_first = rows.order_by("-history_date", "of_kind", "-key")
    page = Paginator(newest_first, PER_PAGE).get_page(request.GET.get("p"))
    page_rows = [(kind, key) for kind, key, _at in page]
    return page_response(
        request,
        model_admin,
        "admin/disclosures/checklist/changes.html",
        title=gettext("Changes"),
        subtitle=checklist.title,
        checklist=checklist,
        form=form,
        page_obj=page,
        page_range=page.paginator.get_elided_page_range(page.number),
        entries=mixed_entries(request, model_admin.admin_site, checklist, page_rows),
    )


def _form(request, checklist):
    """The form filled from the address; by default since the version that readers saw last."""
    revisions = checklist.revisions.with_visibility(clock.sql_now()).defer("sheet")
    revisions = list(revisions.annotate(asked_at=clock.sql_now()))
    seen_last = seen_last_of(revisions)
    users = get_user_model().objects.filter(pk__in=checklist.recorded("history_user_id"))
    data = {"since": str(seen_last.number) if seen_last else BEGINNING, **request.GET.dict()}
    return PeriodForm(data, revisions=revisions, users=users.order_by("username"))


def _label(revision):
    return gettext("version %(version)s (%(state)s), %(moment)s") % {
        "version": revision.version,
        "state": revision.condition(revision.asked_at),
        "moment": moment(revision.submitted_at),
    }
