"""Asking for password or second factor again, before what cannot be taken back."""

import time
from functools import wraps

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from .authentication_records import proved_at

ASK = _("Please confirm that it is you. What you typed is kept in this browser.")


def ask_again(request, back):
    """The way to the page that asks who it is, and from there to `back`; None right after that."""
    if not settings.KAIJI_SECOND_FACTOR or is_recent(request):
        return None
    messages.info(request, ASK)
    return HttpResponseRedirect(f"{reverse('account_reauthenticate')}?{urlencode({'next': back})}")


def confirmed(view):
    """A decorator of views that ask again; back leads to the page itself."""

    @wraps(view)
    def asked(request, *args, **kwargs):
        return ask_again(request, request.get_full_path()) or view(request, *args, **kwargs)

    return asked


def recently_confirmed(back):
    """A decorator of views that ask again; see `ask_again`.

    back: the address of the page from which the view is asked, made of the view's arguments.
    """

    def decorate(view):
        @wraps(view)
        def asked(request, *args, **kwargs):
            asking = ask_again(request, back(*args, **kwargs))
            return asking or view(request, *args, **kwargs)

        return asked

    return decorate


def is_recent(request):
    """Whether the user proved within the last minutes who they are, signing in included."""
    return time.time() - proved_at(request) < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
