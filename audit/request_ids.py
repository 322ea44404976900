"""The number of a request: made when it is first asked for, or given by a trusted proxy."""

import re
import secrets
from contextvars import ContextVar

from django.conf import settings
from django.http import HttpRequest

FROM_PROXY = re.compile(r"[0-9A-Za-z_-]{8,64}")
OUTSIDE = "-"  # in place of the number of a request
current_request = ContextVar("request", default=None)


class Recording:
    """The middleware that knows whose number a record carries; before all that may record."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        token = current_request.set(request)
        try:
            response = self.get_response(request)
            status = response.status_code
            if status >= 500 or hasattr(request, "number"):
                response.headers["X-Request-ID"] = number()
            return response
        finally:
            current_request.reset(token)


def number():
    """The number of the request that is being answered; made the first time."""
    return number_of(current_request.get())


def number_of(request):
    """The number of that request; made the first time."""
    if not isinstance(request, HttpRequest):
        return OUTSIDE
    if not hasattr(request, "number"):
        request.number = _given(request) or secrets.token_hex(8)
    return request.number


def _given(request):
    """The number that a proxy gave it; what anybody else sends is not believed."""
    given = request.META.get("HTTP_X_REQUEST_ID", "") if settings.KAIJI_BEHIND_PROXY else ""
    return given if FROM_PROXY.fullmatch(given) else None
