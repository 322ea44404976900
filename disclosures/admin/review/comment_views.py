"""Comments on a submission, and the editors' replies: two addresses that take POST alone."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext, ngettext

from disclosures.admin.item_links import place_of, worksheet_address
from disclosures.admin.page import admin_page, permitted, post_only
from disclosures.models import Comment, Revision, WorkflowError
from disclosures.permissions import COMMENT_REVISION

from .decision_forms import CommentsForm, text_field
from .review_page import review, review_address


@admin_page("<int:pk>/comment/", "comment")
@permitted(COMMENT_REVISION)
@post_only(review_address)
def comment(request, model_admin, pk):
    """Comments without a decision; what cannot be kept comes back with the reason."""
    revision = get_object_or_404(Revision, pk=pk)
    form = CommentsForm(request.POST, sheet=revision.content)
    if form.is_valid() and not form.texts():
        form.add_error(None, gettext("Please write a comment."))
    made = form.is_valid() and _commented(revision, form, by=request.user)
    if not made:
        return review(request, model_admin, pk, comments=form)
    message = ngettext("%(count)d comment is kept.", "%(count)d comments are kept.", len(made))
    messages.success(request, message % {"count": len(made)})
    return HttpResponseRedirect(review_address(pk))


def row_address(pk):
    """The address of the worksheet's row for the item of this comment, where it is replied to."""
    return _row_of(_comment(pk))


@admin_page("comment/<int:pk>/reply/", "reply")
@permitted(COMMENT_REVISION)
@post_only(row_address)
def reply(request, model_admin, pk):
    """A reply to one comment; leads to the row of its item on the worksheet."""
    replied_to = _comment(pk)
    try:
        text = text_field(gettext("Reply"), required=False).clean(request.POST.get("reply", ""))
        replied_to.answer(by=request.user, text=text)
    except WorkflowError as error:
        messages.error(request, str(error))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, gettext("The reply is kept."))
    return HttpResponseRedirect(_row_of(replied_to))


def _comment(pk):
    return get_object_or_404(Comment.objects.select_related("revision__checklist"), pk=pk)


def _commented(revision, form, *, by):
    try:
        return revision.comment(by=by, texts=form.texts())
    except WorkflowError as error:
        form.add_error(None, str(error))
        return []


def _row_of(comment):
    """Where the editor finds the item of this comment."""
    checklist = comment.revision.checklist
    item = checklist.guideline.items.filter(number=comment.number).first()
    return place_of(checklist, item) if item else worksheet_address(checklist)
