"""Redirects from addresses that take POST alone to the page with their form."""

from django.contrib import messages
from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.utils.translation import gettext as _


def back_to(request, page):
    """Redirect a GET to the address `page`, with a message that nothing was done."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    messages.warning(request, _("Nothing was done. Please check this page, and send it again."))
    return HttpResponseRedirect(page)
