"""Versions in the admin: the review page, and one POST address for each decision."""

from functools import partial

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from disclosures.admin.preview_page import frozen
from disclosures.admin.read_only import ReadOnlyAdmin
from disclosures.dashboard.post_only import back_to
from disclosures.exports.comparison_formats import FILES
from disclosures.exports.registry import FORMATS
from disclosures.models import Rendition, Revision, State, WorkflowError
from disclosures.permissions import COMMENT_REVISION, RESTORE_CHECKLIST
from disclosures.sheet.labels import moment

from .comment_views import comment, reply
from .comparison_page import compare, compare_file
from .decisions import DECISIONS, SEND_BACK, CommentsForm
from .review_page import review


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
        may_restore = request.user.has_perms(RESTORE_CHECKLIST)
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
        others = [
            ("sheet.json", self.sheet_json, "sheet"),
            *(
                (
                    f"sheet.{kind}",
                    require_safe(partial(self.sheet_file, kind=kind)),
                    f"sheet_{kind}",
                )
                for kind in FORMATS
            ),
            ("sheet/", partial(frozen, self), "frozen"),
            ("comment/", partial(comment, self), "comment"),
            ("since/<int:older>/", require_safe(partial(compare, self)), "compare"),
            *(
                (
                    f"since/<int:older>/changes.{kind}",
                    require_safe(partial(compare_file, self, kind=kind)),
                    f"compare_{kind}",
                )
                for kind in FILES
            ),
        ]
        reading = [
            path(
                f"<int:pk>/{address}",
                self.admin_site.admin_view(view),
                name=f"disclosures_revision_{name}",
            )
            for address, view, name in others
        ]
        replying = path(
            "comment/<int:pk>/reply/",
            self.admin_site.admin_view(reply),
            name="disclosures_revision_reply",
        )
        return [*decide, *reading, replying, *super().get_urls()]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """The review page; decisions have addresses of their own."""
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        if not object_id.isdecimal():
            raise Http404
        return review(self, request, int(object_id))

    def sheet_json(self, request, pk):
        """The frozen text itself, for whoever decides about it."""
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        if not self.has_view_permission(request):
            raise PermissionDenied
        revision = get_object_or_404(Revision, pk=pk)
        return HttpResponse(revision.sheet.encode(), content_type="application/json")

    def sheet_file(self, request, pk, kind):
        """The version's file as customers get it once it is public."""
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        if not self.has_view_permission(request):
            raise PermissionDenied
        file = get_object_or_404(Rendition, revision=pk, format=kind)
        return HttpResponse(bytes(file.content), content_type=FORMATS[kind].content_type)

    def decide(self, request, pk, decision):
        """One decision, by POST; what cannot be done now comes back with the reason."""
        if not request.user.has_perm(decision.permission):
            raise PermissionDenied
        revision = get_object_or_404(Revision, pk=pk)
        if request.method != "POST":
            return back_to(request, _page_of(revision))
        form = decision.form(request.POST, prefix=decision.verb)
        comments = None
        if decision is SEND_BACK and request.user.has_perm(COMMENT_REVISION):
            comments = CommentsForm(request.POST, sheet=revision.content)
        if form.is_valid() and (comments is None or comments.is_valid()):
            texts = {"texts": comments.texts()} if comments else {}
            if _is_done(revision, decision, form, by=request.user, **texts):
                messages.success(request, _said(revision, decision))
                return HttpResponseRedirect(_page_of(revision))
        return review(self, request, pk, answered={decision: form}, comments=comments)


def _is_done(revision, decision, form, **more):
    try:
        getattr(revision, decision.verb)(**form.cleaned_data, **more)
    except WorkflowError as error:
        form.add_error(None, str(error))
        return False
    return True


def _said(revision, decision):
    """What was done, and what readers see now and from when."""
    words = [str(decision.done) % {"version": revision.version}]
    public = revision.siblings().current()
    if public is None:
        words.append(_("Readers see nothing of this checklist."))
    else:
        words.append(_("Readers see version %(version)s.") % {"version": public.version})
    if revision.state == State.APPROVED and revision != public:
        begins = moment(revision.effective_at)
        words.append(
            _("From %(moment)s on they see version %(version)s.")
            % {"moment": begins, "version": revision.version}
        )
    return " ".join(words)


def _page_of(revision):
    return reverse("admin:disclosures_revision_change", args=[revision.pk])
