"""How and where a user signs in, and ending what they lost or should sign in by no more."""

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from accounts.account_mail import AccountMail
from accounts.credential_seal import is_broken
from accounts.provided_account import disconnect, subject_of
from accounts.recently_confirmed import ask_again
from accounts.second_factor import forget_factors, has_factor
from accounts.user_sessions import end_sessions, running
from audit.security_event import SecurityEvent, record

from .account_change import account_changed
from .page import admin_page, page_response, permitted

CHANGE_USER = "auth.change_user"


@admin_page("<int:pk>/sign-in/", "sign_in")
@permitted(CHANGE_USER)
def sign_in_page(request, model_admin, pk):
    """GET says how and where the user signs in; POST takes away what `take` names.

    take: "second_factor", "identity" or "sessions"; anything else is a bad request.
    """
    user = get_object_or_404(User, pk=pk)
    if not model_admin.has_change_permission(request, user):
        raise PermissionDenied
    if asking := ask_again(request, request.path):
        return asking
    if request.method == "POST":
        words = _take_away(request, user, request.POST.get("take"))
        messages.success(request, words % {"user": user})
        return HttpResponseRedirect(request.path)
    context = {
        "owner": user,
        "is_own": user == request.user,
        "has_factor": has_factor(user),
        "subject": subject_of(user),
        "sessions": running(user),
        "mails": AccountMail.objects.filter(user=user).order_by("-pk"),
    }
    template, title = "admin/auth/user/sign_in.html", _("Sign-in methods")
    return page_response(request, model_admin, template, title=title, **context)


@transaction.atomic
def _take_away(request, user, name):
    """Returns what is so from then on, in words."""
    if name == "sessions" and user != request.user:  # own ones are ended on a page of their own
        end_sessions(user)
        about = user.get_username()
        record(SecurityEvent.Kind.SIGN_OUT, by=request.user, about=about, changed=["sessions"])
        return _("The user %(user)s is signed out everywhere.")
    was_sealed = not is_broken(user)
    if name == "second_factor":
        is_there, words = (
            has_factor(user),
            _("The user %(user)s has no second factor now, and sets one up when signing in next."),
        )
        forget_factors(user)
    elif name == "identity" and user != request.user:  # who is managed there stays so
        is_there, words = (
            subject_of(user) != "",
            _("The user %(user)s is not connected with the identity provider now."),
        )
        disconnect(user)
    else:
        raise BadRequest(f"take is {name!r}")
    if is_there:
        account_changed(request, user, [name], was_sealed=was_sealed)
    return words
