"""Versions in the admin: the review page, and one POST address for each decision."""

from functools import partial

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..diffs import changes
from ..models import Revision, State, WorkflowError
from ..templatetags.sheets import moment
from .deciding import APPROVE, DECISIONS, RESTORERS
from .read_only import ReadOnlyAdmin


@admin.register(Revision)
class RevisionAdmin(ReadOnlyAdmin):
    list_display = [
        "version",
        "checklist",
        "condition",
        "updated_on",
        "submitted_by",
        "approved_by",
        "public_from",
    ]
    list_filter = ["checklist", "state"]
    list_select_related = ["checklist", "submitted_by", "approved_by"]
    search_fields = ["version", "summary", "sha256"]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("sheet")

    @admin.display(description=gettext_lazy("state"), ordering="state")
    def condition(self, revision):
        return revision.condition(timezone.now())

    @admin.display(description=gettext_lazy("public from"), ordering="effective_at")
    def public_from(self, revision):
        """Empty for a cancelled schedule, which was never public."""
        cancelled = revision.state == State.WITHDRAWN and not revision.was_public
        return None if cancelled else revision.effective_at

    def get_list_display(self, request):
        may_restore = request.user.has_perms(RESTORERS)
        return [*self.list_display, "restoring"] if may_restore else self.list_display

    @admin.display(description=gettext_lazy("restore"))
    def restoring(self, revision):
        """The way to the page that brings it back into the working copy."""
        if not revision.was_approved:
            return None
        keys = [revision.checklist_id, revision.pk]
        address = reverse("admin:disclosures_checklist_restore", args=keys)
        label = _("Restore version %(version)s") % {"version": revision.version}
        return format_html('<a href="{}">{}</a>', address, label)

    def get_urls(self):
        decide = [
            path(
                f"<int:pk>/{decision.path}/",
                self.admin_site.admin_view(partial(self.decide, decision=decision)),
                name=decision.url_name,
            )
            for decision in DECISIONS
        ]
        sheet = path(
            "<int:pk>/sheet.json",
            self.admin_site.admin_view(self.sheet_json),
            name="disclosures_revision_sheet",
        )
        return [*decide, sheet, *super().get_urls()]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """The review page; decisions have addresses of their own."""
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        revision = self.get_object(request, object_id)
        if revision is None:
            raise Http404
        return self._review(request, revision)

    def sheet_json(self, request, pk):
        """The frozen text itself, for whoever decides about it."""
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        if not self.has_view_permission(request):
            raise PermissionDenied
        revision = get_object_or_404(Revision, pk=pk)
        return HttpResponse(revision.sheet.encode(), content_type="application/json")

    def decide(self, request, pk, decision):
        """One decision, by POST; what cannot be done now comes back with the reason."""
        if not request.user.has_perm(decision.permission):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        revision = get_object_or_404(Revision, pk=pk)
        form = decision.form(request.POST, prefix=decision.verb)
        if form.is_valid() and self._is_done(request, revision, decision, form):
            return HttpResponseRedirect(reverse("admin:disclosures_revision_change", args=[pk]))
        return self._review(request, revision, {decision: form})

    def _is_done(self, request, revision, decision, form):
        try:
            getattr(revision, decision.verb)(by=request.user, **form.cleaned_data)
        except WorkflowError as error:
            form.add_error(None, str(error))
            return False
        begins = revision.effective_at and moment(revision.effective_at)
        messages.success(request, decision.done % {"version": revision.version, "moment": begins})
        return True

    def _review(self, request, revision, answered=None):
        if not self.has_view_permission(request, revision):
            raise PermissionDenied
        now, answered = timezone.now(), answered or {}
        before, sheet = revision.before(), revision.content
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Version %(version)s") % {"version": revision.version},
            "subtitle": revision.checklist.title,
            "revision": revision,
            "condition": revision.condition(now),
            "public_from": self.public_from(revision),
            "sheet": sheet,
            "before": before,
            "changes": changes(before and before.content, sheet),
            "answered": answered,
            "decisions": self._decisions(request, revision, answered, now),
            **_consequences(revision, now),
            "events": revision.events.order_by("at", "id"),
            "contributors": revision.contributors.select_related("user"),
        }
        return TemplateResponse(request, "admin/disclosures/revision/review.html", context)

    def _decisions(self, request, revision, answered, now):
        """What this user may decide now: each with its form, or with the objection to it."""
        return [
            {
                "decision": decision,
                "objection": revision.objection_to(request.user) if decision is APPROVE else None,
                "form": answered.get(decision)
                or decision.form(prefix=decision.verb, initial={"seen": revision.sha256}),
                "url": reverse(f"admin:{decision.url_name}", args=[revision.pk]),
            }
            for decision in DECISIONS
            if decision.verb in revision.open_verbs(now)
            and request.user.has_perm(decision.permission)
        ]


def _consequences(revision, now):
    """What readers find after a withdrawal, and what else it takes down."""
    in_effect = revision.siblings().in_effect(now).defer("sheet").order_by("-number")
    return {
        "stays": in_effect.filter(number__gt=revision.number).first(),
        "returns": in_effect.filter(number__lt=revision.number).first(),
        "falls": revision.falls_with_it(now).defer("sheet").first(),
    }
