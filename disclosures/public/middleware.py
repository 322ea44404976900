"""The middleware that answers readers before anything of the staff's side runs.

```
 request ─▶ PublicPageMiddleware ─┬─ public view ─▶ publication state ─▶ page cache ─┬─▶ bytes
                                  │                                                  └─▶ build
                                  └─ all else ─▶ session, user, messages, admin
```
"""

import logging
from functools import lru_cache
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import Http404, HttpResponseNotAllowed
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.log import log_response

from audit.models import RefusalCount
from audit.refusal_count import count_refusal
from disclosures.integrity import triggers
from disclosures.integrity.readiness import Problem, readiness

from .publication_state import FAILURES, NO_ANSWER

logger = logging.getLogger(__name__)

security = logging.getLogger("django.security.refused")

METHODS_OF_STAFF = ("GET", "HEAD", "OPTIONS", "POST")
REFUSALS = {400: RefusalCount.Kind.REQUEST, 403: RefusalCount.Kind.PERMISSION}
SAFE_METHODS = {"GET", "HEAD", "OPTIONS", "TRACE"}  # RFC 9110, 9.2.1


# Finding the view of an address costs as much as half of a cached response.
@lru_cache(maxsize=4_096)
def _public_match(urlconf, language, path):
    """The resolver's match of a public address; None of any other. Raises `Resolver404`.

    language: the active one, for an English address has its own beginning.
    """
    match = resolve(path, urlconf)
    return match if getattr(match.func, "is_public", False) else None


# Whoever watches the program asks it by any host.
OF_EVERY_HOST = {"/healthz", "/readyz"}


def _refuse_other_host(request, match):
    """Raise `Http404` where the admin has a host of its own, and this address is of the other."""
    if not settings.KAIJI_ADMIN_URL or request.path_info in OF_EVERY_HOST:
        return
    is_admin_host = request.get_host() == urlsplit(settings.KAIJI_ADMIN_URL).netloc
    if is_admin_host == (match is not None):
        raise Http404


class PublicPageMiddleware:
    """Answers readers by itself and leaves all other requests to the middleware behind it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        language = "en" if request.path_info.startswith("/en/") else settings.LANGUAGE_CODE
        translation.activate(language)
        request.LANGUAGE_CODE = language
        try:
            match = _public_match(settings.ROOT_URLCONF, language, request.path_info)
            _refuse_other_host(request, match)
            if match is None:
                return self._answer_staff(request)
            request.resolver_match = match
            return match.func(request, *match.args, **match.kwargs)
        except (Resolver404, Http404) as error:
            return not_found(request, error)
        except FAILURES as error:
            return unavailable(request, error)

    def _answer_staff(self, request):
        """Nothing is written while the guards are gone, as during a migration of SQLite."""
        if request.method not in METHODS_OF_STAFF:
            return HttpResponseNotAllowed(METHODS_OF_STAFF)
        if request.method not in SAFE_METHODS:
            try:
                triggers.require(connection)
            except triggers.Unguarded as error:
                return unavailable(request, reason=error, nothing_was_saved=True)
        response = self.get_response(request)
        if response.status_code in REFUSALS:
            count_refusal(REFUSALS[response.status_code])
            security.warning("%s was refused: %s", request.path, response.status_code)
        return response

    def process_exception(self, request, exception):
        return without_database(request, exception)


def without_database(request, exception):
    """503 while the database does not answer or is not migrated; None at any other exception."""
    if isinstance(exception, NO_ANSWER):
        return unavailable(request, exception)
    if isinstance(exception, DatabaseError) and readiness.problem() == Problem.NOT_MIGRATED:
        return unavailable(request, exception)
    return None


def not_found(request, exception):
    """404; no proxy keeps it, for what is not public now may be so in a second."""
    response = render(request, "404.html", status=404)
    response.headers["Cache-Control"] = "no-store"
    return response


def unavailable(request, error=None, *, reason=None, **context):
    """503: the database does not answer or is not as it must be, and no cached response may serve.

    error: recorded with its traceback. reason: the words of the record, where they say it all.
    """
    response = render(request, "503.html", context, status=503)
    response.headers["Retry-After"] = "10"
    response.headers["Cache-Control"] = "no-store"
    reason = reason or readiness.problem() or "the database failed"
    log_response(
        "%s cannot be answered: %s",
        request.path,
        reason,
        logger=logger,
        request=request,
        response=response,
        exception=error,
    )
    return response


def bad_request(request, exception):
    """400, before it is known in which language the request speaks."""
    translation.activate(settings.LANGUAGE_CODE)
    return render(request, "400.html", status=400)
