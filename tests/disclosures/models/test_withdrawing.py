"""Withdrawing brings the version before back; a cancelled schedule was never public."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from disclosures.models import Revision, RevisionEvent, State, WorkflowError
from disclosures.permissions import REVIEWER
from tests.factory import (
    approve,
    editor,
    make_approved,
    make_checklist,
    make_user,
    reviewer,
    submit,
)

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def withdraw(revision):
    revision.withdraw(by=reviewer(), reason="An error", public_notice="Please wait for 3.0.")


def scheduled(checklist, version, clock):
    return approve(submit(checklist, version), at=clock.moment + HOUR)


@pytest.fixture
def first(clock):
    revision = make_approved()
    clock.forward(days=1)
    return revision


def test_withdrawing_brings_back_the_one_before(first, clock):
    second = make_approved(first.checklist, "2.0")
    clock.forward(days=1)

    withdraw(second)

    assert Revision.objects.current() == first


def test_withdrawing_takes_down_the_submission_on_its_way(first):
    second = submit(first.checklist, "2.0")

    withdraw(first)

    second.refresh_from_db()
    assert (second.state, second.events.last().action) == (State.SENT_BACK, "send_back")


def test_withdrawing_takes_down_the_schedule_on_its_way(first, clock):
    second = scheduled(first.checklist, "2.0", clock)

    withdraw(first)
    clock.forward(hours=2)

    second.refresh_from_db()
    assert (second.state, Revision.objects.current()) == (State.WITHDRAWN, None)


def test_withdrawing_an_older_version_leaves_the_public_one_and_its_successor(first, clock):
    second = make_approved(first.checklist, "2.0")
    third = submit(first.checklist, "3.0")
    clock.forward(days=1)

    withdraw(first)

    third.refresh_from_db()
    assert (Revision.objects.current(), third.state) == (second, State.SUBMITTED)


def test_a_withdrawal_needs_a_reason(first):
    with pytest.raises(WorkflowError):
        first.withdraw(by=reviewer(), reason=" ", public_notice="Please wait.")

    assert Revision.objects.current() == first


def test_one_person_withdraws_at_once_and_readers_find_the_notice_of_two(first):
    withdraw(first)
    assert (Revision.objects.current(), first.shown_notice) == (None, "")

    first.approve_notice(by=make_user(role=REVIEWER))

    first.refresh_from_db()
    assert first.shown_notice == "Please wait for 3.0."
    assert [event.action for event in first.events.all()][-2:] == ["withdraw", "approve_notice"]


def test_nobody_approves_their_own_notice(first):
    withdraw(first)

    with pytest.raises(WorkflowError, match="自分で書いた"):
        first.approve_notice(by=reviewer())

    assert first.shown_notice == ""


def test_a_notice_is_approved_once_and_none_needs_no_approval(first):
    first.withdraw(by=reviewer(), reason="An error")

    with pytest.raises(WorkflowError):
        first.approve_notice(by=make_user(role=REVIEWER))


@pytest.mark.parametrize("by", ["nobody", "reviewer"])
def test_the_database_shows_no_notice_of_one_person(first, by):
    withdraw(first)
    if by == "reviewer":
        RevisionEvent.append(first, "approve_notice", reviewer(), first.withdrawn_at, "")

    with pytest.raises(IntegrityError), transaction.atomic():
        Revision.objects.filter(pk=first.pk).update(notice_waits=False)


def test_nor_one_that_did_not_wait(first):
    gone = {"state": State.WITHDRAWN, "withdrawn_by": reviewer(), "withdrawn_at": timezone.now()}

    with pytest.raises(IntegrityError), transaction.atomic():
        Revision.objects.filter(pk=first.pk).update(public_notice="Of one person", **gone)


def test_a_withdrawn_version_is_not_withdrawn_again(first):
    withdraw(first)

    with pytest.raises(WorkflowError):
        withdraw(first)


def test_a_schedule_is_cancelled_before_its_time_and_its_label_is_free_again(first, clock):
    second = scheduled(first.checklist, "2.0", clock)

    second.cancel(by=reviewer(), reason="Another date")

    assert submit(first.checklist, "2.0").number == 3
    assert second not in Revision.objects.once_public(clock.moment + 2 * HOUR)


def test_a_public_version_is_not_cancelled(first):
    with pytest.raises(WorkflowError):
        first.cancel(by=reviewer(), reason="Too late")


def test_a_scheduled_version_is_not_withdrawn_but_cancelled(first, clock):
    with pytest.raises(WorkflowError):
        withdraw(scheduled(first.checklist, "2.0", clock))


def test_a_second_submission_waits_for_a_scheduled_version(first, clock):
    scheduled(first.checklist, "2.0", clock)

    with pytest.raises(WorkflowError, match=r"2\.0"):
        submit(first.checklist, "3.0")


def test_a_scheduled_version_is_in_effect_at_its_moment_with_no_process_running(first, clock):
    second = scheduled(first.checklist, "2.0", clock)
    moment = second.effective_at

    before = Revision.objects.current(moment - timedelta(microseconds=1))
    after = Revision.objects.current(moment)

    assert (before, after) == (first, second)


def test_in_effect_of_a_past_moment_answers_with_what_was_public_then(first, clock):
    second = make_approved(first.checklist, "2.0")
    with_second = clock.moment
    clock.forward(days=1)
    withdraw(second)
    clock.forward(days=1)

    answers = [
        Revision.objects.current(moment)
        for moment in (first.effective_at - HOUR, with_second - HOUR, with_second, clock.moment)
    ]

    assert answers == [None, first, second, first]


def test_the_next_sheet_follows_the_newest_version_that_was_ever_public(first, clock):
    second = make_approved(first.checklist, "2.0")
    clock.forward(days=1)
    withdraw(second)

    third = submit(first.checklist, "3.0")

    assert third.content.previous.sha256 == second.sha256


def test_recalling_and_sending_back_keep_the_reason():
    checklist = make_checklist()
    submit(checklist).recall(by=editor(), reason="A typo")
    submit(checklist).send_back(by=reviewer(), reason="Item 3 is unclear")

    notes = RevisionEvent.objects.exclude(action="submit").values_list("action", "note")

    assert list(notes) == [("recall", "A typo"), ("send_back", "Item 3 is unclear")]
