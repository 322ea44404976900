"""The start page: how each checklist stands, for whoever opens it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from disclosures.roles import AUDITOR, EDITOR, MANAGER, REVIEWER
from tests.factory import (
    approve,
    change_answer,
    editor,
    make_approved,
    make_checklist,
    make_user,
    reviewer,
    submit,
)
from tests.pages import page_of

pytestmark = pytest.mark.django_db

START = reverse("admin:index")


@pytest.fixture
def checklist():
    """Item 1 says something else than version 1.0, item 2 is due and the editor's, 3 unanswered."""
    checklist = make_checklist()
    change_answer(checklist, "1", body="Before")
    change_answer(checklist, "2", body="Words")
    make_approved(checklist)
    change_answer(checklist, "1", body="After")
    change_answer(checklist, "2", owner=editor(), review_due_on=timezone.localdate())
    return checklist


def opened_by(client, user):
    client.force_login(user)
    response = client.get(START)
    return response.content.decode(), response.context["standings"]


def test_each_count_leads_to_a_worksheet_of_as_many_lines(client, checklist):
    page, [standing] = opened_by(client, editor())

    links = {only: f"{page_of(checklist, 'worksheet')}?only={only}" for only in standing.counts}
    found = {only: client.get(link).context["count"] for only, link in links.items()}
    assert standing.counts == found == {**dict.fromkeys(found, 1), "commented": 0}
    assert all(f'href="{link}"' in page for link in links.values())


def test_it_says_what_readers_see_since_when_and_who_approved_it(client, checklist, clock):
    clock.forward(days=12)

    page, _ = opened_by(client, editor())

    assert "公開から12日経過しています。" in page
    assert "承認者：reviewer" in page


def test_without_a_public_version_nothing_counts_as_changed(client):
    make_checklist()

    page, [standing] = opened_by(client, editor())

    assert standing.counts == {**dict.fromkeys(standing.counts, 0), "unanswered": 3}
    assert "まだ公開されていません" in page


def test_a_submission_waits_for_a_decision(client, checklist):
    waiting = submit(checklist, "2.0")

    page, [standing] = opened_by(client, reviewer())

    assert (standing.awaits_decision, standing.scheduled) == (waiting, None)
    assert page_of(waiting) in page


def test_a_schedule_says_when_it_becomes_public(client, checklist):
    scheduled = approve(submit(checklist, "2.0"), at=timezone.now() + timedelta(days=1))

    page, [standing] = opened_by(client, reviewer())

    assert (standing.awaits_decision, standing.scheduled) == (None, scheduled)
    assert page_of(scheduled) in page


def test_what_came_back_is_shown_to_editors_with_the_reason(client, checklist):
    submit(checklist, "2.0").send_back(by=reviewer(), reason="Number 2 is too short")

    page, _ = opened_by(client, editor())

    assert '<q class="text">Number 2 is too short</q>' in page


def test_once_submitted_again_it_no_longer_counts_as_sent_back(client, checklist):
    submit(checklist, "2.0").send_back(by=reviewer(), reason="Number 2 is too short")
    submit(checklist, "2.0")

    page, _ = opened_by(client, editor())

    assert "Number 2 is too short" not in page


@pytest.mark.parametrize("role", [EDITOR, REVIEWER, MANAGER, AUDITOR])
def test_every_role_sees_how_the_sheets_stand(client, checklist, role):
    _, [standing] = opened_by(client, make_user(role=role))

    assert standing.sheet.checklist == checklist


def test_staff_without_a_role_see_nothing_of_it(client, checklist):
    page, standings = opened_by(client, make_user())

    assert (standings, checklist.title in page) == ([], False)


def test_a_manager_of_an_empty_database_is_told_where_to_begin(client):
    page, standings = opened_by(client, make_user(role=MANAGER))

    assert (standings, "チェックシートはまだありません。" in page) == ([], True)
