"""What a public page costs once it is kept: beside itself made live, and beside a constant.

Each round asks for all of them in turn, and what is compared is the ratio within a round: another
load of the machine falls on all of them alike. The middle one of the rounds' ratios counts.
"""

import time
from dataclasses import replace
from datetime import timedelta
from statistics import median

from django.core.handlers.base import BaseHandler
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import render
from django.test import RequestFactory, override_settings
from django.urls import path

from config import urls as program
from disclosures.integrity import triggers
from disclosures.models import Answer, Revision
from disclosures.models.freezing import draft
from disclosures.public import cached_views, publication_state
from disclosures.public.cached_views import public
from disclosures.public.versions import files_of, periods_of
from disclosures.sheet.document import canonical_text, sha256_of

ROUNDS, REQUESTS = 25, 100
HISTORY = 100_000  # rows
LIVE_LIMIT, CONSTANT_LIMIT, FLAT = 1 / 50, 1.5, 0.10
BR = {"HTTP_ACCEPT_ENCODING": "br"}
CONSTANT = b"x" * 12_000  # about as much as the page takes compressed


@public
def constant(request):
    """The least that a view can do behind the same middleware."""
    return HttpResponse(CONSTANT)


@public
def live(request, slug):
    """The page as it would be without anything frozen or kept: from the tables, each time."""
    revision = Revision.objects.filter(checklist__slug=slug).with_size().current()
    context = {
        "revision": revision,
        "current": revision,
        "sheet": replace(draft(revision.checklist), version=revision.version),
        "files": files_of(slug, [revision])[revision.pk],
        "periods": periods_of(slug, revision),
    }
    return render(request, "disclosures/sheet.html", context)


urlpatterns = [path("constant/", constant), path("live/<slug:slug>/", live), *program.urlpatterns]


def report(checklist):
    """Print the ratios and whether the limits are kept, with more and more versions."""
    print(f"Readers: {ROUNDS} rounds of {REQUESTS} requests each, ratios of processor time")
    with override_settings(ROOT_URLCONF=__name__):
        first = _report(checklist, 1)
        _print_live(checklist, first)
        for versions in (100, 1000):
            _fill(checklist, versions)
            if versions == 1000:
                _fill_history()
            _report(checklist, versions, first)


def _report(checklist, versions, first=None):
    asked = Asked(checklist.slug)
    found = {name: asked.ratio(name) for name in ("page", "304")}
    rows = Answer.history.count()
    for name, ratio in found.items():
        kept = [_said(ratio, ratio <= CONSTANT_LIMIT, f"limit {CONSTANT_LIMIT} ×")]
        if first:
            moved = ratio / first[name] - 1
            kept.append(
                _said(moved * 100, abs(moved) <= FLAT, "limit ± 10 %", "% of one version's")
            )
        kept.append(f"{asked.microseconds(name):.0f} µs")
        print(f"  {name:<4} {versions:>5} versions, {rows:>6} history rows: {'; '.join(kept)}")
    print(f"  constant: {asked.microseconds('constant'):.0f} µs")
    print(f"  {'ask':<4} {versions:>5} versions: {asked.asking():.1f} × a constant, once a second")
    return found


def _print_live(checklist, first):
    asked = Asked(checklist.slug)
    for name in first:
        ratio = median(asked.once(name) / asked.once("live", 2) for _ in range(ROUNDS))
        print(f"  {name:<4} 1/{1 / ratio:.0f} of the same page made live; ", end="")
        print("kept" if ratio <= LIVE_LIMIT else "BROKEN", f"(limit 1/{1 / LIVE_LIMIT:.0f})")


def _said(value, is_kept, limit, unit="× a constant"):
    return f"{value:.2f} {unit} ({limit}) {'kept' if is_kept else 'BROKEN'}"


class Asked:
    """Requests of a reader, straight to the program without a network between."""

    def __init__(self, slug):
        cached_views.page_cache.clear()
        publication_state.site_state_cache.clear()
        self.handler = BaseHandler()
        self.handler.load_middleware()
        self.asked = {"page": (f"/{slug}/", BR), "constant": ("/constant/", BR)}
        self.asked["live"] = (f"/live/{slug}/", BR)
        tag = self._answer("page", self._request("page"))["ETag"]
        self.asked["304"] = (f"/{slug}/", {**BR, "HTTP_IF_NONE_MATCH": tag})

    def ratio(self, name):
        """Its cost in those of a constant."""
        self.once(name), self.once("constant")
        return median(self.once(name) / self.once("constant") for _ in range(ROUNDS))

    def microseconds(self, name):
        """Its cost on this machine, as it is loaded now: only to be set against the same run's."""
        return median(self.once(name) for _ in range(ROUNDS)) * 1e6

    def asking(self, times=20):
        """What it costs to ask anew which versions are public, in those of a constant."""
        begun = time.process_time()
        for _ in range(times):
            publication_state.site_state_cache.clear()
            publication_state.site_state_cache.get()
        return (time.process_time() - begun) / times / self.once("constant")

    def once(self, name, requests=REQUESTS):
        """Processor time of one request, without what makes the request itself."""
        made = [self._request(name) for _ in range(requests)]
        begun = time.process_time()
        for request in made:
            self._answer(name, request)
        return (time.process_time() - begun) / requests

    def _request(self, name):
        address, headers = self.asked[name]
        return RequestFactory().get(address, **headers)

    def _answer(self, name, request):
        response = self.handler.get_response(request)
        if response.status_code != (304 if name == "304" else 200):
            raise RuntimeError(f"{name}: {response.status_code}")
        return response


def _fill(checklist, versions):
    """So many versions in all, each like the newest one; only here are any made without a verb."""
    newest = checklist.revisions.current()
    there = checklist.revisions.count()
    triggers.drop(connection)
    made = []
    for number in range(
        there + 1, there + 1 + versions - checklist.revisions.once_public().count()
    ):
        text = canonical_text(replace(newest.content, version=f"{number}.0"))
        values = {"number": number, "version": f"{number}.0", "sheet": text}
        values["effective_at"] = newest.effective_at + timedelta(microseconds=number)
        made.append(_copy(newest, sha256=sha256_of(text), **values))
    Revision.objects.bulk_create(made, batch_size=100)
    triggers.install(connection)


def _fill_history():
    like = Answer.history.last()
    missing = HISTORY - Answer.history.count()
    Answer.history.bulk_create((_copy(like) for _ in range(missing)), batch_size=5_000)


def _copy(row, **values):
    names = (field.attname for field in row._meta.concrete_fields if not field.primary_key)
    return type(row)(**{name: getattr(row, name) for name in names} | values)
