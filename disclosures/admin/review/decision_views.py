"""The addresses of decisions about a version, one for each; they take POST alone."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from accounts.recently_confirmed import recently_confirmed
from disclosures.admin.page import admin_page, permitted, post_only
from disclosures.models import Revision, State, WorkflowError
from disclosures.permissions import COMMENT_REVISION
from disclosures.sheet.moments import moment

from .decision_forms import CommentsForm
from .decisions import DECISIONS, SEND_BACK
from .review_page import review, review_address


def _asking_again(decision):
    """The decorator that asks who it is before this decision, or none."""
    if decision.asks_again:
        return recently_confirmed(lambda model_admin, pk: review_address(pk))
    return lambda view: view


def _decision_page(decision):
    @admin_page(f"<int:pk>/{decision.path}/", decision.verb)
    @permitted(decision.permission)
    @post_only(review_address)
    @_asking_again(decision)
    def decide(request, model_admin, pk):
        """One decision; what cannot be done now comes back with the reason."""
        revision = get_object_or_404(Revision, pk=pk)
        form = decision.form(request.POST, prefix=decision.verb)
        comments = None
        if decision is SEND_BACK and request.user.has_perm(COMMENT_REVISION):
            comments = CommentsForm(request.POST, sheet=revision.content)
        if form.is_valid() and (comments is None or comments.is_valid()):
            texts = {"texts": comments.texts()} if comments else {}
            if _is_done(revision, decision, form, by=request.user, **texts):
                messages.success(request, _done_message(revision, decision))
                return HttpResponseRedirect(review_address(pk))
        return review(request, model_admin, pk, answered={decision: form}, comments=comments)

    return decide


DECISION_PAGES = tuple(_decision_page(decision) for decision in DECISIONS)


def _is_done(revision, decision, form, **more):
    try:
        getattr(revision, decision.verb)(**form.cleaned_data, **more)
    except WorkflowError as error:
        form.add_error(None, str(error))
        return False
    return True


def _done_message(revision, decision):
    """What was done, and what readers see now and from when."""
    sentences = [str(decision.done) % {"version": revision.version}]
    public = revision.siblings().current()
    if public is None:
        sentences.append(_("Readers see nothing of this checklist."))
    else:
        sentences.append(_("Readers see version %(version)s.") % {"version": public.version})
    if revision.state == State.APPROVED and revision != public:
        begins = moment(revision.effective_at)
        sentences.append(
            _("From %(moment)s on they see version %(version)s.")
            % {"moment": begins, "version": revision.version}
        )
    return " ".join(sentences)
