"""How readers are answered: before anything of the staff's side runs, and from kept bytes.

```
 request ─▶ Delivery ─┬─ public view ─▶ standing ─▶ shelf ─┬─ kept ─▶ bytes
                      │                                    └─ not yet ─▶ the view makes them, once
                      └─ all else ─▶ session, user, messages, admin
```
"""

from functools import wraps

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.translation import get_language_from_path
from django.views.decorators.http import require_safe

from .shelf import Kept, Shelf
from .standing import NO_ANSWER, known_site

pages = Shelf(room=128 * 1024**2)
searches = Shelf(room=16 * 1024**2)  # of their own: no number of searches pushes a page off


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
            context = {"slug": kwargs["slug"], "withdrawn": gone.withdrawn, "current": gone.current}
            return render(request, "disclosures/gone.html", context, status=410)

    answered.is_public = True
    return answered


def kept(view):
    """A `public` view that says the same until what is public changes.

    Its answer may depend on its address and on what is public, and on nothing else: the query, the
    cookies and the headers of a request are those of one reader.
    """
    return _kept(view, pages, lambda request: request.path)


def kept_by_query(view):
    """As `kept`, for a view whose answer depends on its query, too."""
    return _kept(view, searches, lambda request: request.get_full_path())


def _kept(view, shelf, address_of):
    made = public(view)

    @require_safe
    @wraps(view)
    def answered(request, *args, **kwargs):
        standing = known_site.now().standing(kwargs.get("slug"))
        if standing is None:
            raise Http404
        key = (address_of(request), _named(request), standing)
        found = shelf.get(key)
        if found is None:
            found = Kept.of(made(request, *args, **kwargs))
            shelf.put(key, found)
        return found.answer(request)

    answered.is_public = True
    return answered


def base(request):
    """Scheme and host of this installation as readers know it, `https://host`."""
    return settings.KAIJI_URL or f"{request.scheme}://{request.get_host().lower()}"


def _named(request):
    """What `base` follows; the host was found to be one of ours before (`CommonMiddleware`)."""
    return settings.KAIJI_URL or (request.scheme, request.META.get("HTTP_HOST", "").lower())


class Delivery:
    """The middleware that answers readers itself and leaves everything else to those after it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        language = get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
        translation.activate(language)
        request.LANGUAGE_CODE = language
        try:
            match = resolve(request.path_info)
        except Resolver404 as nothing:
            raise Http404 from nothing
        if not getattr(match.func, "is_public", False):
            return self.get_response(request)
        request.resolver_match = match
        try:
            return match.func(request, *match.args, **match.kwargs)
        except NO_ANSWER:
            return unavailable(request)

    def process_exception(self, request, exception):
        """What staff read while the database does not answer."""
        return unavailable(request) if isinstance(exception, NO_ANSWER) else None


def not_found(request, exception):
    """404; no proxy keeps it, for what is not public now may be so in a second."""
    response = render(request, "404.html", status=404)
    response.headers["Cache-Control"] = "no-store"
    return response


def unavailable(request):
    """503: the database does not answer, and what was asked for is not kept."""
    response = render(request, "503.html", status=503)
    response.headers["Retry-After"] = "10"
    response.headers["Cache-Control"] = "no-store"
    return response
