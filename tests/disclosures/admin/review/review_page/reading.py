"""What the tests of the review page share: the page, its headings, and a decision on it."""

from django.urls import reverse

from tests.factory import reviewer

NOW = {"approve-when": "now"}
REASON = {**NOW, "recall-reason": "Why", "send_back-reason": "Why", "cancel-reason": "Why"}
WITHDRAWAL = {"withdraw-reason": "Why", "withdraw-public_notice": "Please ask us."}


def page(client, revision, by=None):
    client.force_login(by or reviewer())
    return client.get(review_page(revision))


def review_page(revision):
    return reverse("admin:disclosures_revision_change", args=[revision.pk])


def decide(client, revision, verb, data=None, *, by=None):
    client.force_login(by or reviewer())
    url = reverse(f"admin:disclosures_revision_{verb}", args=[revision.pk])
    given = {**REASON, **WITHDRAWAL} if data is None else data
    response = client.post(url, {f"{verb}-seen": revision.sha256, **given})
    revision.refresh_from_db()
    return response
