"""`make bench`: what pages cost in processor time, against each other within one run.

The review page of 73 changed items stands beside the public page of the same 73 items, made
anew for each request, and beside the smallest page of the program (/healthz). The PDF is made of
that version, and of 73 answers of 3,000 characters.
"""

import os
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from django.db import connection
from django.test import Client
from django.test.utils import setup_databases, setup_test_environment, teardown_databases
from django.urls import reverse

from disclosures import guards
from disclosures.exports import FORMATS
from tests.factory import AFTER, reviewer, submit_all_changed
from tests.sheets import answer, item, sheet

ROUNDS = 20
LIMIT = 0.5  # seconds of processor time for the review page
PDF_LIMITS = (3, 10)  # for the PDF of a usual sheet, and of a very long one


def main():
    setup_test_environment(debug=False)
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        print(f"{connection.vendor}, {ROUNDS} requests each, processor time of this process")
        revision = submit_all_changed(73)
        _report(revision)
        if "pdf" in FORMATS:
            _report_pdf(revision.content)
    finally:
        guards.lift(connection)
        teardown_databases(databases, verbosity=0)


def _report(revision):
    client = Client()
    client.force_login(reviewer())
    review = _seconds(client, reverse("admin:disclosures_revision_change", args=[revision.pk]))
    public = _seconds(Client(), f"/{revision.checklist.slug}/")
    least = _seconds(Client(), "/healthz")
    for name, cost, other, least_name in [
        ("review page, 73 changes", review, public, "the public page"),
        ("public page, 73 items", public, least, "the smallest page"),
    ]:
        print(f"{name:<24} {cost * 1000:6.1f} ms  {cost / other:5.1f} × {least_name}")
    kept = "kept" if review < LIMIT else "BROKEN"
    print(f"{'limit of the review page':<24} {LIMIT * 1000:6.1f} ms  {kept}")


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


main()
