"""Decisions that are refused: something is missing, stale, or was decided first."""

from datetime import timedelta

import pytest
from django.utils import timezone

from disclosures.permissions import EDITOR
from tests.factory import approve, editor, make_user

from .reading import NOW, REASON, WITHDRAWAL, decide

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("verb", "missing"),
    [
        ("approve", {**NOW, "approve-seen": ""}),
        ("approve", {}),
        ("approve", {"approve-when": "soon"}),
        ("approve", {"approve-when": "later"}),
        ("approve", {"approve-when": "later", "approve-at": "tomorrow"}),
        ("send_back", {"send_back-reason": " "}),
        ("recall", {}),
        ("withdraw", {"withdraw-public_notice": "Please ask us."}),
    ],
)
def test_what_is_missing_is_asked_for_and_nothing_happens(client, submitted, verb, missing):
    if verb == "withdraw":
        approve(submitted)
    events = submitted.events.count()

    by = make_user(role=EDITOR) if verb == "recall" else None
    response = decide(client, submitted, verb, missing, by=by)

    assert response.status_code == 200
    assert submitted.events.count() == events


STATE_FOR = {"withdraw": "approved", "cancel": "approved"}


@pytest.mark.parametrize("verb", ["approve", "send_back", "recall", "cancel", "withdraw"])
def test_a_stale_hash_comes_back_with_the_reason(client, submitted, verb):
    if verb in STATE_FOR:
        tomorrow = timezone.now() + timedelta(days=1)
        approve(submitted, at=tomorrow if verb == "cancel" else None)
    events = submitted.events.count()
    by = make_user(role=EDITOR) if verb == "recall" else None

    stale = {**REASON, **WITHDRAWAL, f"{verb}-seen": "0" * 64}
    response = decide(client, submitted, verb, stale, by=by)

    assert "申請された内容と異なります" in response.content.decode()
    assert submitted.state == STATE_FOR.get(verb, "submitted")
    assert submitted.events.count() == events


def test_a_decision_that_somebody_else_took_first_is_refused_in_words(client, submitted):
    stale = {**NOW, "approve-seen": submitted.sha256}
    submitted.recall(by=editor(), reason="Not yet")

    response = decide(client, submitted, "approve", stale)

    assert "この操作はもう行えません" in response.content.decode()
    assert submitted.state == "recalled"


@pytest.mark.parametrize("verb", ["approve", "send_back", "recall", "cancel", "withdraw"])
def test_the_same_decision_twice_happens_once(client, submitted, verb):
    if verb in STATE_FOR:
        tomorrow = timezone.now() + timedelta(days=1)
        approve(submitted, at=tomorrow if verb == "cancel" else None)
    by = make_user(role=EDITOR) if verb == "recall" else None
    decide(client, submitted, verb, by=by)
    state, events = submitted.state, submitted.events.count()

    response = decide(client, submitted, verb, by=by)

    assert "この操作はもう行えません" in response.content.decode()
    assert (submitted.state, submitted.events.count()) == (state, events)


@pytest.mark.parametrize("verb", ["approve", "send_back", "recall", "cancel", "withdraw"])
def test_after_a_recall_nothing_can_be_decided(client, submitted, verb):
    submitted.recall(by=editor(), reason="Not yet")
    by = make_user(role=EDITOR) if verb == "recall" else None

    response = decide(client, submitted, verb, by=by)

    assert "この操作はもう行えません" in response.content.decode()
    assert (submitted.state, submitted.events.count()) == ("recalled", 2)


def test_a_character_that_the_door_refuses_comes_back_in_words(client, submitted):
    response = decide(client, submitted, "send_back", {"send_back-reason": "Hid\u200bden"})

    assert "U+200B" in response.content.decode()
