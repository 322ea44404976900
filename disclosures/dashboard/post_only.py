"""Addresses that take POST alone: whoever opens one is led to the page with its form."""

from django.contrib import messages
from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.utils.translation import gettext as _


def back_to(request, page):
    """Answer what is no POST: go to the address `page`, where it says that nothing was done."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    messages.warning(request, _("Nothing was done. Please check this page, and send it again."))
    return HttpResponseRedirect(page)
