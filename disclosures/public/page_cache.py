"""A cache of whole responses as bytes: compressed, and with the tag that browsers ask by.

It belongs to one process and is bounded; the least recently used response leaves first.
"""

import gzip
import hashlib
import re
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from threading import Lock
from time import time

import brotli
from cachetools import LRUCache
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import ResponseHeaders
from django.utils.http import parse_etags

# Text shrinks; a workbook or a PDF is compressed already.
COMPRESSIBLE = re.compile(r"text/|application/(?:[a-z]+\+)?(?:json|xml)|image/svg")
ENCODINGS: dict[str, Callable[[bytes], bytes]] = {  # the shortest first
    "br": lambda body: brotli.compress(body, quality=9),
    "gzip": lambda body: gzip.compress(body, mtime=0),
}
NOT_MODIFIED_HEADERS = {"Cache-Control", "ETag", "Link", "Vary"}  # of a 304 (RFC 9110, 15.4.5)
OVERHEAD = 8_000  # bytes that a response takes at most beside its bodies, its address among them
CACHE_CONTROL = "public, max-age=0, s-maxage=1"  # browsers ask each time, proxies each second


@dataclass(frozen=True)
class CachedResponse:
    """One response, ready to be sent, by content coding; "" is the plain one."""

    status: int
    bodies: dict[str, bytes]
    headers: dict[str, ResponseHeaders]
    not_modified_headers: dict[str, ResponseHeaders]  # those of the headers that a 304 repeats

    @classmethod
    def from_response(cls, response: HttpResponse) -> "CachedResponse":
        """The same response without what belongs to one request."""
        plain = response.content
        common = {**dict(response.items()), "Cache-Control": CACHE_CONTROL}
        bodies = {"": plain}
        if COMPRESSIBLE.match(response["Content-Type"]):
            bodies |= {coding: compress(plain) for coding, compress in ENCODINGS.items()}
            common["Vary"] = "Accept-Encoding"
        tag = hashlib.sha256(plain).hexdigest()[:32]
        headers = {"": ResponseHeaders({**common, "ETag": f'"{tag}"'})}
        for coding in bodies.keys() - {""}:
            own = {"ETag": f'"{tag}-{coding}"', "Content-Encoding": coding}
            headers[coding] = ResponseHeaders({**common, **own})
        not_modified_headers = {
            coding: ResponseHeaders(
                {name: value for name, value in all_headers.items() if name in NOT_MODIFIED_HEADERS}
            )
            for coding, all_headers in headers.items()
        }
        for coding, body in bodies.items():
            headers[coding]["Content-Length"] = str(len(body))
        return cls(response.status_code, bodies, headers, not_modified_headers)

    @property
    def size(self) -> int:
        """The bytes counted for it; `OVERHEAD` makes short bodies count too."""
        return OVERHEAD + sum(len(body) for body in self.bodies.values())

    def response_to(self, request: HttpRequest) -> HttpResponse:
        """The response to this request: 304 where its browser has these bytes already."""
        coding = ""
        if len(self.bodies) > 1:
            coding = _best_coding(request.META.get("HTTP_ACCEPT_ENCODING", ""))
        headers = self.headers[coding]
        if_none_match = request.META.get("HTTP_IF_NONE_MATCH")
        if if_none_match and self.status == 200 and _etag_matches(if_none_match, headers["ETag"]):
            response = HttpResponseNotModified()
            response.headers = _copied(self.not_modified_headers[coding])
        else:
            # The type is there for Django, which looks for one; it is among the headers again.
            response = HttpResponse(self.bodies[coding], "text/html", self.status)
            response.headers = _copied(headers)
        # nginx counts whole seconds: of "a second" it makes nearly two, unless told when to stop.
        response.headers["X-Accel-Expires"] = f"@{int(time())}"
        return response


def _copied(headers: ResponseHeaders) -> ResponseHeaders:
    """The same headers for one more response, without checking each value again."""
    # Django offers no public way that does not check them.
    copy = ResponseHeaders({})
    copy._store = dict(headers._store)
    return copy


@lru_cache(maxsize=256)
def _best_coding(accept_encoding: str) -> str:
    """The shortest coding that this Accept-Encoding header allows (RFC 9110, 12.5.3)."""
    is_allowed = {}
    for part in accept_encoding.lower().split(","):
        name, _, weight = part.partition(";")
        is_zero = re.fullmatch(r"\s*q\s*=\s*0(\.0*)?\s*", weight)  # weight 0 forbids a coding
        is_allowed[name.strip()] = not is_zero
    return next((name for name in ENCODINGS if is_allowed.get(name)), "")


def _etag_matches(if_none_match: str, tag: str) -> bool:
    """Whether If-None-Match names this tag; compared weakly (RFC 9110, 13.1.2)."""
    if if_none_match == tag:
        return True
    return any(asked in ("*", tag, f"W/{tag}") for asked in parse_etags(if_none_match))


@dataclass
class _BuildLock:
    lock: Lock = field(default_factory=Lock)
    users: int = 0  # threads that hold it or wait for it


class PageCache:
    """Cached responses by their key and the state of what they show; several threads may use it.

    The key is what names a response: its address, and the host that it names.
    """

    def __init__(self, max_bytes: int) -> None:
        self._lock = Lock()  # held for a look-up only, never while a response is built
        self._build_locks: dict[Hashable, _BuildLock] = {}
        self._latest_states: LRUCache[Hashable, Hashable] = LRUCache(max_bytes // OVERHEAD + 1)
        self._responses: LRUCache[Hashable, CachedResponse] = LRUCache(
            max_bytes, getsizeof=lambda response: response.size
        )

    def get(self, key: Hashable, state: Hashable) -> CachedResponse | None:
        """The response of that key in that state, if it is here."""
        with self._lock:
            return self._responses.get((key, state))

    def latest_state(self, key: Hashable) -> Hashable | None:
        """The state in which a response of that key was stored last."""
        with self._lock:
            return self._latest_states.get(key)

    def put(self, key: Hashable, state: Hashable, response: CachedResponse) -> None:
        """Store the response, unless it is larger than a tenth of the cache."""
        if response.size <= self._responses.maxsize / 10:
            with self._lock:
                self._responses[key, state] = response
                self._latest_states[key] = state

    @contextmanager
    def build_lock(self, key: Hashable) -> Iterator[None]:
        """Held by the one thread that builds the response of that key, and by no other meanwhile.

        Each key has its own lock, so that a slow page holds up nobody who asks for another one.
        A lock is there only while a thread holds it or waits for it: there are never more of
        them than threads, however many addresses are asked for.
        """
        with self._lock:
            build_lock = self._build_locks.setdefault(key, _BuildLock())
            build_lock.users += 1
        try:
            with build_lock.lock:
                yield
        finally:
            with self._lock:
                build_lock.users -= 1
                if not build_lock.users:
                    del self._build_locks[key]

    def clear(self) -> None:
        """Hold no response, as a new process does."""
        with self._lock:
            self._responses.clear()
            self._latest_states.clear()
