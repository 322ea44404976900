"""Submitting freezes the working copy as one whole sheet."""

import pytest

from disclosures.models import RevisionEvent, State, WorkflowError
from disclosures.sheet.canonical import sha256_of
from disclosures.sheet.document import Previous
from tests.factory import (
    approve,
    change_answer,
    editor,
    make_approved,
    make_checklist,
    make_user,
    submit,
)

pytestmark = pytest.mark.django_db


def test_the_sheet_and_its_hash_are_kept():
    checklist = make_checklist()
    change_answer(checklist, "2", body="We do.")

    revision = submit(checklist)

    bodies = [answer.body for item in revision.content.items() for answer in item.answers]
    assert bodies == ["We do."]
    assert revision.sha256 == sha256_of(revision.sheet)
    assert (revision.number, revision.version, revision.state) == (1, "1.0", State.SUBMITTED)


def test_submitting_appends_an_event():
    revision = submit(make_checklist())

    [event] = revision.events.all()

    assert (event.action, event.actor_name, event.sheet_sha256) == (
        RevisionEvent.Action.SUBMIT,
        "editor",
        revision.sha256,
    )


def test_later_edits_do_not_reach_the_frozen_sheet():
    checklist = make_checklist()
    revision = submit(checklist)
    text = revision.sheet

    change_answer(checklist, "1", body="Later")
    revision.refresh_from_db()

    assert revision.sheet == text


def test_a_second_submission_is_refused_in_words_while_one_is_on_its_way():
    checklist = make_checklist()
    submit(checklist)

    with pytest.raises(WorkflowError, match=r"1\.0"):
        submit(checklist, "2.0")


def test_a_version_without_changes_may_be_submitted():
    first = make_approved()

    second = submit(first.checklist, "1.1", summary="Confirmed, nothing changed")

    assert second.content.previous == Previous("1.0", first.sha256)


@pytest.mark.parametrize(
    "version", ["", " ", "1 0", "-1", "版1", "1/0", "x" * 21, "1.0\n", "index.html"]
)
def test_a_malformed_version_label_is_refused(version):
    checklist = make_checklist()

    with pytest.raises(WorkflowError):
        submit(checklist, version)


def test_a_label_that_was_public_is_never_used_again():
    first = make_approved()

    with pytest.raises(WorkflowError):
        submit(first.checklist, "1.0")


@pytest.mark.parametrize("verb", ["recall", "send_back"])
def test_the_label_of_a_submission_that_came_to_nothing_is_free_again(verb):
    first = submit(make_checklist())
    getattr(first, verb)(by=make_user(), reason="Not yet")

    again = submit(first.checklist, "1.0")

    assert (again.number, again.version) == (2, "1.0")


def test_contributors_are_those_who_changed_something_since_the_public_version():
    checklist = make_checklist()
    early, late = make_user("early"), make_user("late")
    change_answer(checklist, "1", body="Early", by=early)
    approve(submit(checklist))
    change_answer(checklist, "1", body="Late", by=late)

    revision = submit(checklist, "2.0")

    assert [c.user.username for c in revision.contributors.all()] == ["late"]


def test_a_summary_is_required():
    with pytest.raises(WorkflowError):
        submit(make_checklist(), summary="  ")


def test_only_the_submitted_state_is_recalled():
    revision = make_approved()

    with pytest.raises(WorkflowError):
        revision.recall(by=editor(), reason="Too late")
