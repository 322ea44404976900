"""Taking away the second factor of somebody who lost it, so that they set up another."""

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.credential_seal import is_broken
from accounts.recently_confirmed import ask_again
from accounts.second_factor import forget_factors, has_factor

from .account_change import account_changed
from .page import admin_page, page_response, permitted

CHANGE_USER = "auth.change_user"


@admin_page("<int:pk>/lost-factor/", "lost_factor")
@permitted(CHANGE_USER)
def lost_factor_page(request, model_admin, pk):
    """GET says what follows; POST takes away every factor and recovery code of the user."""
    user = get_object_or_404(User, pk=pk)
    if not model_admin.has_change_permission(request, user):
        raise PermissionDenied
    if asking := ask_again(request, request.path):
        return asking
    if request.method == "POST":
        with transaction.atomic():
            was_sealed = not is_broken(user)
            forget_factors(user)
            account_changed(request, user, ["second_factor"], was_sealed=was_sealed)
        words = _(
            "The user %(user)s has no second factor now, and sets one up when signing in next."
        )
        messages.success(request, words % {"user": user})
        return HttpResponseRedirect(reverse("admin:auth_user_change", args=[pk]))
    context = {"owner": user, "has_factor": has_factor(user)}
    template, title = "admin/auth/user/lost_factor.html", _("Lost second factor")
    return page_response(request, model_admin, template, title=title, **context)
