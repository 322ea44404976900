"""Answers made once and kept as bytes, compressed, with the tag that browsers ask by.

A shelf is this process's own and bounded; what was not asked for longest leaves first.
"""

import gzip
import hashlib
import re
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from time import time

import brotli
from cachetools import LRUCache
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import ResponseHeaders
from django.utils.http import parse_etags

COMPRESSED = re.compile(r"text/|application/(?:[a-z]+\+)?(?:json|xml)|image/svg")
ENCODINGS: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda body: brotli.compress(body, quality=9),
    "gzip": lambda body: gzip.compress(body, mtime=0),
}
SAID_AGAIN = {"Cache-Control", "ETag", "Link", "Vary"}  # by a 304, too (RFC 9110, 15.4.5)
BESIDE = 8_000  # bytes that an answer takes at most beside its bodies, its address among them
CACHE_CONTROL = "public, max-age=0, s-maxage=1"  # browsers ask each time, proxies each second


@dataclass(frozen=True)
class Kept:
    """One answer, ready to be sent, by content coding; "" is the plain one."""

    status: int
    bodies: dict[str, bytes]
    headers: dict[str, ResponseHeaders]
    said_again: dict[str, ResponseHeaders]  # of the headers, by a 304

    @classmethod
    def of(cls, response: HttpResponse) -> "Kept":
        """What this response says, without what belongs to one request."""
        plain = response.content
        common = {**dict(response.items()), "Cache-Control": CACHE_CONTROL}
        bodies = {"": plain}
        if COMPRESSED.match(response["Content-Type"]):
            bodies |= {coding: compress(plain) for coding, compress in ENCODINGS.items()}
            common["Vary"] = "Accept-Encoding"
        tag = hashlib.sha256(plain).hexdigest()[:32]
        headers = {"": ResponseHeaders({**common, "ETag": f'"{tag}"'})}
        for coding in bodies.keys() - {""}:
            about = {"ETag": f'"{tag}-{coding}"', "Content-Encoding": coding}
            headers[coding] = ResponseHeaders({**common, **about})
        said_again = {
            coding: ResponseHeaders({k: v for k, v in one.items() if k in SAID_AGAIN})
            for coding, one in headers.items()
        }
        for coding, body in bodies.items():
            headers[coding]["Content-Length"] = str(len(body))
        return cls(response.status_code, bodies, headers, said_again)

    @property
    def size(self) -> int:
        """How many bytes it takes, however short its bodies are."""
        return BESIDE + sum(len(body) for body in self.bodies.values())

    def answer(self, request: HttpRequest) -> HttpResponse:
        """The response to this request: 304 where its browser has these bytes already."""
        coding = (
            _coding(request.META.get("HTTP_ACCEPT_ENCODING", "")) if len(self.bodies) > 1 else ""
        )
        headers = self.headers[coding]
        asked = request.META.get("HTTP_IF_NONE_MATCH")
        if asked and self.status == 200 and _has(asked, headers["ETag"]):
            response = HttpResponseNotModified()
            response.headers = _copied(self.said_again[coding])
        else:
            # The type is there for Django, which looks for one; it is among the headers again.
            response = HttpResponse(self.bodies[coding], "text/html", self.status)
            response.headers = _copied(headers)
        # nginx counts whole seconds: of "a second" it makes nearly two, unless told when to stop.
        response.headers["X-Accel-Expires"] = f"@{int(time())}"
        return response


def _copied(headers: ResponseHeaders) -> ResponseHeaders:
    """The same headers for one answer more, without looking at each value again."""
    made = ResponseHeaders({})
    made._store = dict(headers._store)
    return made


@lru_cache(maxsize=256)
def _coding(accepted: str) -> str:
    """The shortest coding that this Accept-Encoding header allows (RFC 9110, 12.5.3)."""
    weights = {}
    for part in accepted.lower().split(","):
        name, _, weight = part.partition(";")
        weights[name.strip()] = not re.fullmatch(r"\s*q\s*=\s*0(\.0*)?\s*", weight)
    return next((name for name in ENCODINGS if weights.get(name)), "")


def _has(asked: str, tag: str) -> bool:
    """Whether If-None-Match names this tag; compared weakly (RFC 9110, 13.1.2)."""
    return asked == tag or any(one in ("*", tag, f"W/{tag}") for one in parse_etags(asked))


class Shelf:
    """Kept answers by what they depend on; may be used by several threads."""

    def __init__(self, room: int) -> None:
        """room: how many bytes it holds. Who makes an answer for it holds `making` meanwhile."""
        self._lock, self.making = Lock(), Lock()
        self._newest: LRUCache[Hashable, Hashable] = LRUCache(room // BESIDE + 1)
        self._kept: LRUCache[Hashable, Kept] = LRUCache(room, getsizeof=lambda kept: kept.size)

    def get(self, place: Hashable, state: Hashable) -> Kept | None:
        """What that place said in that state."""
        with self._lock:
            return self._kept.get((place, state))

    def last_state(self, place: Hashable) -> Hashable | None:
        """In which state that place was kept last."""
        with self._lock:
            return self._newest.get(place)

    def put(self, place: Hashable, state: Hashable, kept: Kept) -> None:
        """Keep it, unless it is larger than a tenth of the shelf."""
        if kept.size <= self._kept.maxsize / 10:
            with self._lock:
                self._kept[place, state] = kept
                self._newest[place] = state

    def clear(self) -> None:
        """Keep nothing, as a new process does."""
        with self._lock:
            self._kept.clear()
            self._newest.clear()
