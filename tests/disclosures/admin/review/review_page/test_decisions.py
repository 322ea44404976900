"""The decisions taken from the review page."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from disclosures.models import Revision, RevisionEvent
from disclosures.permissions import EDITOR, REVIEWER
from disclosures.sheet.moments import moment
from tests.factory import approve, editor, make_user, reviewer, submit

from .reading import NOW, decide, page

pytestmark = pytest.mark.django_db


def test_a_reviewer_approves_now(client, submitted):
    response = decide(client, submitted, "approve")

    assert response.status_code == 302
    assert (Revision.objects.current(), submitted.approved_by) == (submitted, reviewer())


def test_a_reviewer_approves_for_a_moment_in_japan_time(client, submitted):
    at = timezone.localtime(timezone.now() + timedelta(days=3)).replace(second=0, microsecond=0)

    decide(
        client,
        submitted,
        "approve",
        {"approve-when": "later", "approve-at": at.strftime("%Y-%m-%dT%H:%M")},
    )

    assert (submitted.effective_at, Revision.objects.current().version) == (at, "1.0")


def test_a_note_stays_with_the_decision(client, submitted):
    data = {**NOW, "approve-note": "Checked with legal"}

    decide(client, submitted, "approve", data)

    assert submitted.events.get(action="approve").note == "Checked with legal"


def test_a_reviewer_sends_back_with_a_reason(client, submitted):
    decide(client, submitted, "send_back")

    assert submitted.state == "sent_back"
    assert submitted.events.get(action="send_back").note == "Why"


def test_an_editor_recalls_any_submission(client, submitted):
    decide(client, submitted, "recall", by=make_user(role=EDITOR))

    assert submitted.state == "recalled"


def test_a_reviewer_cancels_a_schedule(client, submitted):
    approve(submitted, at=timezone.now() + timedelta(days=1))

    decide(client, submitted, "cancel")

    assert submitted.state == "withdrawn"
    assert submitted.events.last().action == RevisionEvent.Action.CANCEL


def test_a_cancelled_schedule_is_not_shown_as_once_public(client, submitted):
    approve(submitted, at=timezone.now() + timedelta(days=1))
    decide(client, submitted, "cancel")

    shown = page(client, submitted).content.decode()
    row = client.get(reverse("admin:disclosures_revision_changelist")).content.decode()

    assert "<strong>公開予約の取り消し</strong></dd>" in shown
    assert row.count("公開予約の取り消し") == 1


def test_a_reviewer_withdraws_with_a_notice(client, submitted):
    approve(submitted)

    decide(client, submitted, "withdraw")

    assert (submitted.state, submitted.public_notice) == ("withdrawn", "Please ask us.")


def test_a_second_reviewer_approves_the_notice_and_the_first_is_told_why_not(client, submitted):
    approve(submitted)
    decide(client, submitted, "withdraw")
    assert "自分で書いたお知らせ" in page(client, submitted).content.decode()

    decide(client, submitted, "approve_notice", by=make_user(role=REVIEWER))

    submitted.refresh_from_db()
    assert submitted.shown_notice == "Please ask us."


def test_the_page_says_which_version_returns_after_a_withdrawal(client, submitted):
    approve(submitted)
    submit(submitted.checklist, "3.0")

    shown = page(client, submitted).content.decode()

    assert "版 1.0 が再び公開されます。" in shown
    assert "版 3.0 は" in shown


def test_afterwards_it_says_what_customers_see_now_and_from_when(client, submitted):
    at = (timezone.localtime() + timedelta(days=3)).replace(second=0, microsecond=0)

    data = {"approve-when": "later", "approve-at": at.strftime("%Y-%m-%dT%H:%M")}
    response = decide(client, submitted, "approve", data)

    said = client.get(response["Location"]).content.decode()
    assert "お客様には版 1.0 が表示されています。" in said
    assert f"{moment(at)} から版 2.0 が表示されます。" in said


def test_the_submitter_finds_the_objection_instead_of_the_form(client, submitted):
    both = editor()
    both.groups.add(reviewer().groups.get())

    shown = page(client, submitted, both).content.decode()

    assert 'class="objection"' in shown
    assert 'name="approve-seen"' not in shown
