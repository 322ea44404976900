"""Imports in the admin: the preview is read, what was ticked is saved, and all are on record."""

from collections import Counter
from dataclasses import dataclass

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext, gettext_lazy, ngettext

from ..imports.answers import NOTHING, Statement
from ..imports.matching import Match
from ..imports.reading import pages
from ..imports.unreadable import NoHeading, UnreadableSheet
from ..intake import ImportRefused, choice_of, confirm, preview
from ..models import Intake, WorkflowError
from .bringing_in import MAY_IMPORT, address, page
from .columns import ColumnsForm
from .read_only import ReadOnlyAdmin
from .submitting import places

OUTCOMES = {
    "set": gettext_lazy("will be set"),
    "unsure": gettext_lazy("unsure, not taken"),
    "refused": gettext_lazy("cannot be set"),
    "unchanged": gettext_lazy("unchanged"),
    "empty in file": gettext_lazy("empty in the file"),
}
PROBLEMS = {"unsure", "refused"}


@dataclass(frozen=True)
class Row:
    """A match on the page: its position, what is stated now, and what confirming makes of it."""

    at: int
    name: str
    address: str  # of its row on the worksheet
    match: Match
    old: Statement
    new: Statement | None
    problem: str
    is_ticked: bool
    is_divided: bool

    @property
    def outcome(self):
        """The code of what becomes of it."""
        return "refused" if self.problem else self.match.outcome

    @property
    def words(self):
        """What becomes of it, in words."""
        return OUTCOMES[self.outcome]

    @property
    def can_be_taken(self):
        """Whether there is something to tick."""
        return self.outcome == "set"

    @property
    def is_problem(self):
        """Whether somebody has to look at it."""
        return self.outcome in PROBLEMS


@admin.register(Intake)
class IntakeAdmin(ReadOnlyAdmin):
    """The record of all imports, and the pages of one that is open."""

    list_display = ["file_name", "checklist", "by", "received_at", "state"]
    list_filter = ["checklist", "state"]
    list_select_related = ["checklist", "by"]
    search_fields = ["file_name", "sha256"]
    fields = [
        *("file_name", "sha256", "size", "checklist", "by"),
        *("received_at", "state", "finished_at", "problem", "became"),
    ]
    readonly_fields = ["became"]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("content")

    @admin.display(description=gettext_lazy("what became of each item"))
    def became(self, intake):
        """Each item of the report on a line of its own."""
        return "\n".join(
            " ".join(filter(None, (one["number"], one["product"], words, one["why"])))
            for one in intake.report.get("items", [])
            if (words := str(gettext("taken") if one["is_taken"] else OUTCOMES[one["outcome"]]))
        )

    def get_urls(self):
        own = [
            self._page("<int:pk>/preview/", self.preview, "preview"),
            self._page("<int:pk>/columns/", self.columns, "columns"),
            self._page("<int:pk>/discard/", self.discard, "discard"),
        ]
        return [*own, *super().get_urls()]

    def _page(self, route, view, name):
        return path(route, self.admin_site.admin_view(view), name=f"disclosures_intake_{name}")

    def preview(self, request, pk):
        """GET shows what confirming would do; POST does it, for the ticked rows."""
        intake = self._get(request, pk)
        if request.method == "POST":
            return self._confirmed(request, intake)
        return self._preview(request, intake)

    def columns(self, request, pk):
        """POST keeps what a person says about page and columns."""
        intake = self._get(request, pk)
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        try:
            intake.refuse_unless_open(request.user)
            form = self._columns_form(intake, request.POST)
        except (WorkflowError, UnreadableSheet) as error:
            messages.error(request, str(error))
            return HttpResponseRedirect(address(intake, "preview"))
        if form.is_valid():
            intake.choice = form.choice()
            intake.save(update_fields=["choice"])
            return HttpResponseRedirect(address(intake, "preview"))
        return self._preview(request, intake, columns=form)

    def discard(self, request, pk):
        """POST ends the preview; nothing was taken in."""
        intake = self._get(request, pk)
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        try:
            intake.refuse_unless_open(request.user)
        except WorkflowError as error:
            messages.error(request, str(error))
        else:
            intake.finish(Intake.State.DISCARDED)
            messages.success(request, gettext("The import was discarded; nothing was taken in."))
        return HttpResponseRedirect(
            reverse("admin:disclosures_checklist_import", args=[intake.checklist_id])
        )

    def _get(self, request, pk):
        if not request.user.has_perm(MAY_IMPORT):
            raise PermissionDenied
        return get_object_or_404(Intake.objects.select_related("checklist", "by"), pk=pk)

    def _confirmed(self, request, intake):
        chosen = {
            "ticked": _positions(request.POST.getlist("take")),
            "divided": _positions(request.POST.getlist("divide")),
        }
        try:
            confirm(intake, by=request.user, seen=request.POST.get("seen"), **chosen)
        except WorkflowError as error:
            messages.error(request, str(error))
            intake.refresh_from_db()
            return self._preview(request, intake)
        except ImportRefused as error:
            messages.error(request, gettext("Nothing was taken in: %s") % error)
            return self._preview(request, intake, chosen=chosen)
        count = len(chosen["ticked"])
        words = ngettext(
            "%(count)d answer was taken in.", "%(count)d answers were taken in.", count
        )
        messages.success(request, words % {"count": count})
        return HttpResponseRedirect(
            reverse("admin:disclosures_checklist_worksheet", args=[intake.checklist_id])
        )

    def _preview(self, request, intake, *, chosen=None, columns=None):
        context = {"intake": intake, "objection": _objection(intake, request.user)}
        if not context["objection"]:
            context |= self._shown(request, intake, chosen, columns)
        title = gettext("Preview of an import")
        return page(self, request, intake.checklist, "intake.html", context, title)

    def _shown(self, request, intake, chosen, columns):
        form = columns or self._columns_form(intake)
        try:
            seen = preview(intake)
        except NoHeading as error:
            return {"columns": form, "unknown": str(error)}
        only = request.GET.get("only") == "problems"
        names = dict(intake.checklist.guideline.items.values_list("number", "name"))
        where = places(intake.checklist)
        rows = [
            _row(at, found, names[found.number], where[found.number], seen, chosen)
            for at, found in enumerate(seen.matching.items)
        ]
        counts = Counter(row.outcome for row in rows)
        return {
            "columns": form,
            "rows": rows,
            "counts": [(OUTCOMES[code], counts[code]) for code in OUTCOMES if counts[code]],
            "problems": sum(row.is_problem for row in rows),
            "only": only,
            "unmatched": seen.matching.unmatched,
            "title_block": seen.file.title_block,
            "seen": seen.digest,
            "findings": seen.findings,
            "places": where,
        }

    def _columns_form(self, intake, data=None):
        return ColumnsForm(data, grids=pages(bytes(intake.content)), chosen=choice_of(intake))


def _objection(intake, user):
    """Why there is nothing to confirm, in words, or ""."""
    if intake.state == Intake.State.REFUSED:
        return intake.problem
    try:
        intake.refuse_unless_open(user)
    except WorkflowError as error:
        return str(error)
    return ""


def _row(at, found, name, address, seen, chosen):
    return Row(
        at=at,
        name=name,
        address=address,
        match=found,
        old=seen.current.get(found.key, NOTHING),
        new=found.statement,
        problem=seen.problems.get(found.key, ""),
        is_ticked=at in chosen["ticked"] if chosen else True,
        is_divided=at in chosen["divided"] if chosen else False,
    )


def _positions(sent):
    return {int(text) for text in sent if text.isdecimal() and len(text) < 6}
