"""The start page: how each checklist stands, for whoever opens it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from disclosures.permissions import AUDITOR, EDITOR, MANAGER, REVIEWER
from tests.factory import (
    approve,
    change_answer,
    editor,
    make_approved,
    make_checklist,
    make_guideline,
    make_product,
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
    return response.content.decode(), response.context["dashboard_entries"]


def test_each_count_leads_to_a_worksheet_of_as_many_lines(client, checklist):
    page, [entry] = opened_by(client, editor())

    links = {only: f"{page_of(checklist, 'worksheet')}?only={only}" for only in entry.counts}
    found = {only: client.get(link).context["count"] for only, link in links.items()}
    assert entry.counts == found == {**dict.fromkeys(found, 1), "commented": 0}
    assert all(f'href="{link}"' in page for link in links.values())


def test_it_says_what_readers_see_since_when_and_who_approved_it(client, checklist, clock):
    clock.forward(days=12)

    page, _ = opened_by(client, editor())

    assert "公開から12日経過しています。" in page
    assert "承認者：reviewer" in page


def test_without_a_public_version_nothing_counts_as_changed(client):
    make_checklist()

    page, [entry] = opened_by(client, editor())

    assert entry.counts == {**dict.fromkeys(entry.counts, 0), "unanswered": 3}
    assert "お客様に公開されている版はありません。" in page


def test_a_submission_waits_for_a_decision(client, checklist):
    waiting = submit(checklist, "2.0")

    page, [entry] = opened_by(client, reviewer())

    assert (entry.awaits_decision, entry.scheduled) == (waiting, None)
    assert page_of(waiting) in page


def test_a_schedule_says_when_it_becomes_public(client, checklist):
    scheduled = approve(submit(checklist, "2.0"), at=timezone.now() + timedelta(days=1))

    page, [entry] = opened_by(client, reviewer())

    assert (entry.awaits_decision, entry.scheduled) == (None, scheduled)
    assert page_of(scheduled) in page


def test_what_came_back_is_shown_to_editors_with_the_reason(client, checklist):
    submit(checklist, "2.0").send_back(by=reviewer(), reason="Number 2 is too short")

    page, _ = opened_by(client, editor())

    assert '<q class="text" lang="">Number 2 is too short</q>' in page


def test_once_submitted_again_it_no_longer_counts_as_sent_back(client, checklist):
    submit(checklist, "2.0").send_back(by=reviewer(), reason="Number 2 is too short")
    submit(checklist, "2.0")

    page, _ = opened_by(client, editor())

    assert "Number 2 is too short" not in page


@pytest.mark.parametrize("role", [EDITOR, REVIEWER, MANAGER, AUDITOR])
def test_every_role_sees_how_the_sheets_stand(client, checklist, role):
    _, [entry] = opened_by(client, make_user(role=role))

    assert entry.sheet.checklist == checklist


def test_staff_without_a_role_see_nothing_of_it(client, checklist):
    page, entries = opened_by(client, make_user())

    assert (entries, checklist.title in page) == ([], False)


def test_a_manager_of_an_empty_database_is_told_where_to_begin(client):
    page, entries = opened_by(client, make_user(role=MANAGER))

    assert (entries, "チェックシートはまだありません。" in page) == ([], True)


def make_busy(slug):
    """A checklist with a public version, comments that wait, and one that came back."""
    guideline = make_guideline(f"guideline-{slug}")
    checklist = make_checklist(slug, guideline=guideline, products=[make_product(f"P-{slug}")])
    product = checklist.products().get()
    change_answer(checklist, "1", body="Before")
    change_answer(checklist, "2", product=product, body="Added", owner=editor())
    make_approved(checklist)
    change_answer(checklist, "1", body="After")
    texts = {"3": "Please answer."}
    submit(checklist, "2.0").send_back(by=reviewer(), reason="See there", texts=texts)
    return checklist


@pytest.mark.parametrize("checklists", [1, 3])
def test_it_costs_the_same_with_more_checklists(client, checklists, django_assert_num_queries):
    for number in range(checklists):
        make_busy(f"sheet-{number}")
    client.force_login(editor())

    with django_assert_num_queries(13):
        response = client.get(START)

    counts = [entry.counts for entry in response.context["dashboard_entries"]]
    assert (
        counts
        == [{"unanswered": 1, "changed": 1, "due": 0, "commented": 1, "mine": 1}] * checklists
    )


def test_each_checklist_has_its_own_of_everything(client):
    made = [make_busy("one"), make_checklist("two", guideline=make_guideline("second"))]

    _, [one, two] = opened_by(client, editor())

    assert [entry.sheet.checklist for entry in (one, two)] == made
    assert (one.sheet.public.version, one.sheet.sent_back.version) == ("1.0", "2.0")
    assert (two.sheet.public, two.sheet.newest, two.sheet.open_comments) == (None, None, {})
    assert two.counts == {**dict.fromkeys(two.counts, 0), "unanswered": 3}
