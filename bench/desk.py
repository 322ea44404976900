"""What the review page, the lists of staff and the files cost.

The review page of 73 changed items stands beside the preview of the same 73 items, which is made
anew for each request like the public page the first time, and beside the smallest page of the
program (/healthz). Lists, a worksheet and a review page are asked for with one more checklist and
one version of it, and again with fifty of both; the ratio tells whether a row costs more than its
share. The PDF is made of that version, and of 73 answers of 3,000 characters. All times are
standard seconds (see `bench.standard`).
"""

from functools import partial

from django.db import transaction
from django.test import Client
from django.urls import reverse

from bench.standard import seconds
from disclosures.exports.registry import FORMATS
from disclosures.public import cached_views, publication_state
from tests.factory import AFTER, make_approved, make_checklist, make_guideline, reviewer
from tests.sheets import answer, item, sheet

ROUNDS = 20
MANY = 50  # checklists, and versions of one
LIMIT = 0.5  # for the review page
PDF_LIMITS = (3, 10)  # for the PDF of a usual sheet, and of a very long one


def report(revision):
    """Print what they cost and whether the limits are kept."""
    print(f"The desk: {ROUNDS} requests each, standard seconds of processor time")
    _report_pages(revision)
    with transaction.atomic():
        _report_growth()
        transaction.set_rollback(True)  # nothing of it stands beside what readers ask for
    if "pdf" in FORMATS:
        _report_pdf(revision.content)


def _report_pages(revision):
    client = Client()
    client.force_login(reviewer())
    review = _seconds(client, reverse("admin:disclosures_revision_change", args=[revision.pk]))
    preview = _seconds(
        client, reverse("admin:disclosures_checklist_preview", args=[revision.checklist_id])
    )
    least = _seconds(Client(), "/healthz")
    for name, cost, other, least_name in [
        ("review page, 73 changes", review, preview, "the preview"),
        ("preview, 73 items", preview, least, "the smallest page"),
    ]:
        print(f"{name:<24} {cost * 1000:6.1f} ms  {cost / other:5.1f} × {least_name}")
    kept = "kept" if review < LIMIT else "BROKEN"
    print(f"{'limit of the review page':<24} {LIMIT * 1000:6.1f} ms  {kept}")


def _report_growth():
    """Each page beside one small checklist of one version, and beside fifty with fifty versions."""
    client = Client()
    client.force_login(reviewer())
    small = make_guideline("small", items=["1"])
    checklist = make_checklist("sheet-1", guideline=small)
    pages = _pages(make_approved(checklist, "1.0"))
    one = {name: _seconds(client, address) for name, address in pages.items()}
    for number in range(2, MANY + 1):
        make_checklist(f"sheet-{number}", guideline=small)
        newest = make_approved(checklist, f"{number}.0")
    for name, address in _pages(newest).items():
        cost = _seconds(client, address)
        line = f"{name}, {MANY}"
        print(f"{line:<24} {cost * 1000:6.1f} ms  {cost / one[name]:5.1f} × with one")


def _pages(revision):
    """The addresses of pages that show more with more checklists, or with more versions of one."""
    key = revision.checklist_id
    return {
        "start page": reverse("admin:index"),
        "list of checklists": reverse("admin:disclosures_checklist_changelist"),
        "list of versions": reverse("admin:disclosures_revision_changelist"),
        "worksheet": reverse("admin:disclosures_checklist_worksheet", args=[key]),
        "review page": reverse("admin:disclosures_revision_change", args=[revision.pk]),
        "public version list": f"/{revision.checklist.slug}/versions/",
    }


def _report_pdf(usual):
    long = sheet(*(item(str(number), answer((AFTER * 40)[:3000])) for number in range(1, 74)))
    for name, made, limit in zip(("usual", "very long"), (usual, long), PDF_LIMITS, strict=True):
        cost = seconds(partial(FORMATS["pdf"].render, made))
        kept = "kept" if cost < limit else "BROKEN"
        print(f"{'PDF, 73 items, ' + name:<24} {cost * 1000:6.1f} ms  limit {limit} s {kept}")


def _seconds(client, address):
    """Of one request, with the page made anew; the first, which loads templates, is not counted."""
    publication_state.site_state_cache.clear()
    assert client.get(address).status_code == 200

    def load():
        cached_views.page_cache.clear()
        client.get(address)

    return sum(seconds(load) for _round in range(ROUNDS)) / ROUNDS
