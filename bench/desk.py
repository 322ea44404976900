"""What the review page, the lists of staff and the files cost.

The review page of 73 changed items stands beside the preview of the same 73 items, which is made
anew for each request like the public page the first time, and beside the smallest page of the
program (/healthz). The start page and the list of checklists are asked for with one checklist and
again with fifty; the ratio tells whether a row costs more than its share. The PDF is made of that
version, and of 73 answers of 3,000 characters.
"""

import time

from django.test import Client
from django.urls import reverse

from disclosures.exports.registry import FORMATS
from tests.factory import AFTER, make_checklist, make_guideline, reviewer
from tests.sheets import answer, item, sheet

ROUNDS = 20
CHECKLISTS = 50
LIMIT = 0.5  # seconds of processor time for the review page
PDF_LIMITS = (3, 10)  # for the PDF of a usual sheet, and of a very long one


def report(revision):
    """Print what they cost and whether the limits are kept."""
    print(f"The desk: {ROUNDS} requests each, processor time of this process")
    _report_pages(revision)
    _report_lists()
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


def _report_lists():
    """Each page with one checklist, and with fifty of which the others ask one item each."""
    client = Client()
    client.force_login(reviewer())
    pages = {
        "start page": reverse("admin:index"),
        "list of checklists": reverse("admin:disclosures_checklist_changelist"),
    }
    one = {name: _seconds(client, address) for name, address in pages.items()}
    small = make_guideline("small", items=["1"])
    for number in range(2, CHECKLISTS + 1):
        make_checklist(f"sheet-{number}", guideline=small)
    for name, address in pages.items():
        cost = _seconds(client, address)
        line = f"{name}, {CHECKLISTS}"
        print(f"{line:<24} {cost * 1000:6.1f} ms  {cost / one[name]:5.1f} × with one")


def _report_pdf(usual):
    long = sheet(*(item(str(number), answer((AFTER * 40)[:3000])) for number in range(1, 74)))
    for name, made, limit in zip(("usual", "very long"), (usual, long), PDF_LIMITS, strict=True):
        begun = time.process_time()
        FORMATS["pdf"].render(made)
        cost = time.process_time() - begun
        kept = "kept" if cost < limit else "BROKEN"
        print(f"{'PDF, 73 items, ' + name:<24} {cost * 1000:6.1f} ms  limit {limit} s {kept}")


def _seconds(client, address):
    """Of one request; the first, which fills caches, is not counted."""
    assert client.get(address).status_code == 200
    begun = time.process_time()
    for _ in range(ROUNDS):
        client.get(address)
    return (time.process_time() - begun) / ROUNDS
