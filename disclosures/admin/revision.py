"""Versions in the admin: the review page, and one POST address for each decision."""

from functools import partial

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ..diffs import changes
from ..models import Revision, WorkflowError
from .deciding import APPROVE, DECISIONS, WITHDRAW, open_decisions
from .read_only import ReadOnlyAdmin


@admin.register(Revision)
class RevisionAdmin(ReadOnlyAdmin):
    list_display = [
        "version",
        "checklist",
        "state",
        "updated_on",
        "submitted_by",
        "submitted_at",
        "approved_by",
        "effective_at",
    ]
    list_filter = ["checklist", "state"]
    list_select_related = ["checklist", "submitted_by", "approved_by"]
    search_fields = ["version", "summary", "sha256"]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("sheet")

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
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        return self._review(request, revision)

    def sheet_json(self, request, pk):
        """The frozen text itself, for whoever decides about it."""
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        if not self.has_view_permission(request):
            raise PermissionDenied
        revision = self.get_object(request, str(pk))
        if revision is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(pk))
        return HttpResponse(revision.sheet.encode(), content_type="application/json")

    def decide(self, request, pk, decision):
        """One decision, by POST; what cannot be done now comes back with the reason."""
        if not request.user.has_perm(decision.permission):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        revision = self.get_object(request, str(pk))
        if revision is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(pk))
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
        messages.success(request, decision.done % {"version": revision.version})
        return True

    def _review(self, request, revision, answered=None):
        if not self.has_view_permission(request, revision):
            raise PermissionDenied
        before, sheet = revision.before(), revision.content
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Version %(version)s") % {"version": revision.version},
            "subtitle": revision.checklist.title,
            "revision": revision,
            "sheet": sheet,
            "before": before,
            "changes": changes(before and before.content, sheet),
            "answered": answered or {},
            "decisions": self._decisions(request, revision, answered or {}),
            **self._consequences(revision),
            "events": revision.events.order_by("at", "id"),
            "contributors": revision.contributors.select_related("user"),
        }
        return TemplateResponse(request, "admin/disclosures/revision/review.html", context)

    def _decisions(self, request, revision, answered):
        """What this user may decide now: each with its form, or with the objection to it."""
        return [
            {
                "decision": decision,
                "objection": revision.objection_to(request.user) if decision is APPROVE else None,
                "form": answered.get(decision)
                or decision.form(prefix=decision.verb, initial={"seen": revision.sha256}),
                "url": reverse(f"admin:{decision.url_name}", args=[revision.pk]),
            }
            for decision in open_decisions(revision, timezone.now())
            if request.user.has_perm(decision.permission)
        ]

    def _consequences(self, revision):
        """What withdrawing this version would bring back, and what it would take down."""
        if WITHDRAW not in open_decisions(revision, timezone.now()):
            return {}
        public = revision.siblings().in_effect().defer("sheet").order_by("-number")
        is_newest = public.first() == revision
        return {
            "is_newest": is_newest,
            "returns": public.exclude(pk=revision.pk).first() if is_newest else None,
            "falls": revision.siblings().on_its_way().defer("sheet").first() if is_newest else None,
        }
