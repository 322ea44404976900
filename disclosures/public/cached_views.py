"""The decorators of public views: they only read, and most are answered from the page cache."""

from functools import wraps

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from .page_cache import CachedResponse, PageCache
from .publication_state import FAILURES, site_state_cache, withdrawn_counts

page_cache = PageCache(max_bytes=128 * 1024**2)
# Searches and withdrawn versions have any number of addresses: in the same cache they would
# push out the pages.
side_cache = PageCache(max_bytes=16 * 1024**2)

MAX_QUERY = 1_000  # characters; of a longer one nothing is cached, for the cache counts bodies


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
    def public_view(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except NoLongerPublic as gone:
            sheet = gone.current and gone.current.content
            context = {"withdrawn": gone.withdrawn, "current": gone.current, "sheet": sheet}
            return render(request, "disclosures/gone.html", context, status=410)

    public_view.is_public = True
    return public_view


def cached(view):
    """A `public` view whose response is cached until what is public changes.

    The response may depend on its address and on what is public, and on nothing else: the query,
    the cookies and the headers of a request are those of one reader.
    """
    return _cached(view, page_cache, lambda request: request.path)


def cached_by_query(view):
    """As `cached`, for a view whose response depends on its query, too."""
    return _cached(view, side_cache, lambda request: (request.path, _query(request)))


def _cached(view, cache, address_of):
    build = public(view)

    @public
    @wraps(view)
    def cached_view(request, *args, **kwargs):
        slug = kwargs.get("slug")
        state = site_state_cache.get().state_of(slug)
        if state is None:
            raise Http404
        key = (address_of(request), _base(request))
        response = _find(cache, key, state)
        if response is None:
            is_stored = len(_query(request)) <= MAX_QUERY
            response = _build(
                cache, key, state, lambda: build(request, *args, **kwargs), is_stored=is_stored
            )
            # It may have taken so long that something else is public by now.
            if site_state_cache.get().state_of(slug) != state:
                return cached_view(request, *args, **kwargs)
        return response.response_to(request)

    return cached_view


def _find(cache, key, state):
    return cache.get(key, state) or side_cache.get(key, state)


def _build(cache, key, state, build, *, is_stored):
    """The response, built by one thread while the others that ask for it wait.

    Where the database fails, an earlier response stands in for it, if one may.
    """
    try:
        with cache.build_lock(key):
            response = _find(cache, key, state)  # built while this thread waited for the lock
            if response is None:
                response = CachedResponse.from_response(build())
                if is_stored:
                    (cache if response.status == 200 else side_cache).put(key, state, response)
            return response
    except FAILURES:
        response = _earlier(cache, key, state) or _earlier(side_cache, key, state)
        if response is None:
            raise
        return response


def _earlier(cache, key, state):
    """The response cached before the latest decisions, or None if one of these withdrew."""
    earlier = cache.latest_state(key)
    if earlier is None or withdrawn_counts(earlier) != withdrawn_counts(state):
        return None
    return cache.get(key, earlier)


def _query(request):
    return request.META.get("QUERY_STRING", "")


def _base(request):
    """What `links.base` follows; `CommonMiddleware` found the host to be one of ours before."""
    return settings.KAIJI_URL or (request.scheme, request.META.get("HTTP_HOST", "").lower())
