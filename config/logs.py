"""What is recorded when something fails: one line on standard error, with the request's number.

The number stands in the answer, too: on the page of a 500, and as X-Request-ID in every answer
that was recorded. It is made when it is first asked for, so an answer that goes well costs nothing.
"""

import logging
import re
import secrets
from contextvars import ContextVar
from copy import copy
from textwrap import indent

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template import loader

logger = logging.getLogger(__name__)

FROM_PROXY = re.compile(r"[0-9A-Za-z_-]{8,64}")
# Signs that steer a terminal, and those that turn the direction of a text.
UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]"
)
OUTSIDE = "-"  # in place of the number of a request
# Where even the page for errors cannot be made, as without the collected static files.
PLAIN = "エラーが発生しました。/ Something went wrong.\n{}\n"

_request = ContextVar("request", default=None)


class Recording:
    """The middleware that knows whose number a record carries; before all that may record."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        token = _request.set(request)
        try:
            response = self.get_response(request)
            status = response.status_code
            if status >= 500 or hasattr(request, "number"):
                response.headers["X-Request-ID"] = number()
            return response
        finally:
            _request.reset(token)


def number():
    """The number of the request that is being answered; made the first time."""
    return number_of(_request.get())


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


class Numbered(logging.Filter):
    """Gives each record the number of its request."""

    def filter(self, record):
        record.number = number_of(getattr(record, "request", None) or _request.get())
        return True


class OneLine(logging.Formatter):
    """A record is one line; a traceback follows indented, so that no text can pose as a record."""

    def format(self, record):
        if record.name.startswith("django.security."):
            record = copy(record)  # whoever sent it is at fault, and no line of ours
            record.exc_info = record.exc_text = None
        return super().format(record)

    def formatMessage(self, record):
        return _printable(super().formatMessage(record)).replace("\n", "\\n")

    def formatException(self, exc_info):
        return indent(_printable(super().formatException(exc_info)), "  ")


def _printable(text):
    return UNPRINTABLE.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def failed(request):
    """The page of a 500, with the number that stands in the record."""
    try:
        page, kind = loader.render_to_string("500.html", {"number": number()}), "text/html"
    except Exception:
        logger.exception("The page for errors cannot be made")
        page, kind = PLAIN.format(number()), "text/plain"
    return HttpResponse(page, status=500, content_type=f"{kind}; charset=utf-8")
