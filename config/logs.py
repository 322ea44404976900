"""What is recorded when something fails: one line on standard error, with the request's number.

The number stands in the answer, too: on the page of a 500, and as X-Request-ID in every answer
that was recorded. It is made when it is first asked for, so an answer that goes well costs nothing.
"""

import logging
import re
from copy import copy
from textwrap import indent

from django.http import HttpResponse
from django.template import loader

from audit.request_ids import current_request, number, number_of

logger = logging.getLogger(__name__)

# Signs that steer a terminal, and those that turn the direction of a text.
UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]"
)
# A link by which somebody sets their password would let in whoever reads the record.
LINK = re.compile(r"(/account/password/\w+/)[^\s/]\S*")
# Where even the page for errors cannot be made, as without the collected static files.
PLAIN = "エラーが発生しました。/ Something went wrong.\n{}\n"


class Numbered(logging.Filter):
    """Gives each record the number of its request."""

    def filter(self, record):
        record.number = number_of(getattr(record, "request", None) or current_request.get())
        return True


class OneLine(logging.Formatter):
    """A record is one line; a traceback follows indented, so that no text can pose as a record."""

    def format(self, record):
        if record.name.startswith("django.security."):
            record = copy(record)  # whoever sent it is at fault, and no line of ours
            record.exc_info = record.exc_text = None
        return super().format(record)

    def formatMessage(self, record):
        text = LINK.sub(r"\1…", super().formatMessage(record))
        return _printable(text).replace("\n", "\\n")

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
