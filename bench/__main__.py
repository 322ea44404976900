"""`make bench`: what pages cost in processor time, against each other within one run.

The review page of 73 changed items stands beside the public page of the same 73 items, made
anew for each request, and beside the smallest page of the program (/healthz).
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
from tests.factory import reviewer, submit_all_changed

ROUNDS = 20
LIMIT = 0.5  # seconds of processor time for the review page


def main():
    setup_test_environment(debug=False)
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        print(f"{connection.vendor}, {ROUNDS} requests each, processor time of this process")
        _report(submit_all_changed(73))
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


def _seconds(client, address):
    """Of one request; the first, which fills caches, is not counted."""
    assert client.get(address).status_code == 200
    begun = time.process_time()
    for _ in range(ROUNDS):
        client.get(address)
    return (time.process_time() - begun) / ROUNDS


main()
