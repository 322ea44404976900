"""How readers are answered: before anything of the staff's side runs, and from kept bytes.

```
 request ─▶ Delivery ─┬─ public view ─▶ standing ─▶ shelf ─┬─ kept ─▶ bytes
                      │                                    └─ not yet ─▶ the view makes them, once
                      └─ all else ─▶ session, user, messages, admin
```
"""

import logging
from functools import lru_cache, wraps

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import Http404
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.log import log_response
from django.views.decorators.http import require_safe

from disclosures.integrity import triggers
from disclosures.integrity.readiness import Problem, readiness

from .page_cache import Kept, Shelf
from .publication_state import FAILURES, NO_ANSWER, known_site, withdrawn_in

logger = logging.getLogger(__name__)

page_shelf = Shelf(room=128 * 1024**2)
# Searches and what is no more have any number of addresses; apart they push no page off.
side_shelf = Shelf(room=16 * 1024**2)

READING = {"GET", "HEAD", "OPTIONS", "TRACE"}
LONGEST_QUERY = 1_000  # characters of one that is kept; the shelf counts answers, not addresses


class NoLongerPublic(Exception):
    """The version that was asked for was withdrawn; `current` is what is public instead."""

    def __init__(self, withdrawn, current=None):
        super().__init__(withdrawn.version)
        self.withdrawn = withdrawn
        self.current = current


def public(view):
    """A view for readers, who only read; where its version was withdrawn, 410 with the notice.

    It must not ask for the session or the user: there are none.
    """

    @require_safe
    @wraps(view)
    def answered(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except NoLongerPublic as gone:
            sheet = gone.current and gone.current.content
            context = {"withdrawn": gone.withdrawn, "current": gone.current, "sheet": sheet}
            return render(request, "disclosures/gone.html", context, status=410)

    answered.is_public = True
    return answered


def kept(view):
    """A `public` view that says the same until what is public changes.

    Its answer may depend on its address and on what is public, and on nothing else: the query, the
    cookies and the headers of a request are those of one reader.
    """
    return _kept(view, page_shelf, lambda request: request.path)


def kept_by_query(view):
    """As `kept`, for a view whose answer depends on its query, too."""
    return _kept(view, side_shelf, lambda request: (request.path, _query(request)))


def _query(request):
    return request.META.get("QUERY_STRING", "")


def _kept(view, shelf, address_of):
    made = public(view)

    def known(place, standing):
        return shelf.get(place, standing) or side_shelf.get(place, standing)

    @public
    @wraps(view)
    def answered(request, *args, **kwargs):
        standing = known_site.now().standing(kwargs.get("slug"))
        if standing is None:
            raise Http404
        place = (address_of(request), _named(request))
        found = known(place, standing)
        if found is None:
            try:
                with shelf.making:  # the others wait and find it made
                    found = known(place, standing) or Kept.of(made(request, *args, **kwargs))
                    home = shelf if found.status == 200 else side_shelf
                    if len(_query(request)) <= LONGEST_QUERY:
                        home.put(place, standing, found)
            except FAILURES:
                found = _said_before(shelf, place, standing)
                found = found or _said_before(side_shelf, place, standing)
                if found is None:
                    raise
            if known_site.now().standing(kwargs.get("slug")) != standing:
                return answered(request, *args, **kwargs)  # it took longer than what it says holds
        return found.answer(request)

    return answered


def _said_before(shelf, place, standing):
    """What that place said before the last decisions; nothing where one of them withdrew."""
    before = shelf.last_state(place)
    if before is None or withdrawn_in(before) != withdrawn_in(standing):
        return None
    return shelf.get(place, before)


def _named(request):
    """What `address.base` follows; `CommonMiddleware` found the host to be one of ours before."""
    return settings.KAIJI_URL or (request.scheme, request.META.get("HTTP_HOST", "").lower())


@lru_cache(maxsize=4_096)
def _public(urlconf, language, path):
    """The match of a public address, remembered; None of any other. Raises `Resolver404`.

    language: the active one, for an English address has its own beginning.
    """
    match = resolve(path, urlconf)
    return match if getattr(match.func, "is_public", False) else None


class Delivery:
    """The middleware that answers readers itself and leaves everything else to those after it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        language = "en" if request.path_info.startswith("/en/") else settings.LANGUAGE_CODE
        translation.activate(language)
        request.LANGUAGE_CODE = language
        try:
            match = _public(settings.ROOT_URLCONF, language, request.path_info)
            if match is None:
                return self._answer_staff(request)
            request.resolver_match = match
            return match.func(request, *match.args, **match.kwargs)
        except (Resolver404, Http404) as nothing:
            return not_found(request, nothing)
        except FAILURES as error:
            return unavailable(request, error)

    def _answer_staff(self, request):
        """Nothing is written while the guards are gone, as during a migration of SQLite."""
        if request.method not in READING:
            try:
                triggers.require(connection)
            except triggers.Unguarded as error:
                return unavailable(request, because=error, nothing_was_saved=True)
        return self.get_response(request)

    def process_exception(self, request, exception):
        """What staff read while the database does not answer, or is not migrated."""
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


def unavailable(request, error=None, *, because=None, **context):
    """503: the database does not answer or is not as it must be, and nothing is kept to say.

    error: recorded with its traceback. because: the words of the record, where they say it all.
    """
    response = render(request, "503.html", context, status=503)
    response.headers["Retry-After"] = "10"
    response.headers["Cache-Control"] = "no-store"
    said = {"request": request, "response": response, "exception": error}
    because = because or readiness.problem() or "the database failed"
    log_response("%s cannot be answered: %s", request.path, because, logger=logger, **said)
    return response


def not_understood(request, exception):
    """400, before it is known in which language the request speaks."""
    translation.activate(settings.LANGUAGE_CODE)
    return render(request, "400.html", status=400)
