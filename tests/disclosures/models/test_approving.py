"""Somebody else approves exactly the bytes that were submitted."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from disclosures.models import Revision, RevisionEvent, State, WorkflowError
from tests.factory import (
    answer_of,
    approve,
    change_answer,
    editor,
    make_approved,
    make_checklist,
    make_item,
    make_product,
    make_user,
    manager,
    reviewer,
    saved,
    submit,
)

pytestmark = pytest.mark.django_db


OWN_SUBMISSION = "自分が申請した版"
OWN_CHANGE = "自分の変更を含む版"
STALE = "申請された内容と異なります"
PASSED = "指定した日時はすでに過ぎています"


def assert_refused(revision, by, because=OWN_CHANGE, **kwargs):
    with pytest.raises(WorkflowError, match=because):
        revision.approve(by=by, **{"seen": revision.sha256, **kwargs})
    revision.refresh_from_db()
    assert (revision.state, revision.approved_by) == (State.SUBMITTED, None)


def test_another_user_approves_and_it_is_public_at_once():
    revision = submit(make_checklist())

    approve(revision)

    assert Revision.objects.current() == revision
    assert revision.events.last().action == RevisionEvent.Action.APPROVE


def test_nobody_approves_their_own_submission():
    revision = submit(make_checklist(), by=reviewer())

    assert_refused(revision, reviewer(), OWN_SUBMISSION)


def test_a_superuser_does_not_approve_their_own_submission():
    root = make_user(is_superuser=True)

    assert_refused(submit(make_checklist(), by=root), root, OWN_SUBMISSION)


def test_an_editor_of_the_change_cannot_approve_it():
    checklist = make_checklist()
    change_answer(checklist, "1", body="Mine", by=make_user("author"))
    revision = submit(checklist)

    assert_refused(revision, answer_of(checklist, "1").history.first().history_user)


def test_an_edit_that_was_reverted_still_counts():
    checklist = make_approved().checklist
    author = make_user()
    change_answer(checklist, "1", body="Mine", by=author)
    change_answer(checklist, "1", body="", by=editor())

    assert_refused(submit(checklist, "2.0"), author)


@pytest.mark.parametrize("change", ["item", "section", "guideline", "product", "title", "products"])
def test_a_change_of_anything_the_sheet_prints_counts(change):
    product = make_product()
    checklist = make_checklist(products=[product])
    approve(submit(checklist))
    author = make_user()
    guideline = checklist.guideline
    changed, field = {
        "item": (guideline.items.first(), "question"),
        "section": (guideline.sections.first(), "title"),
        "guideline": (guideline, "name"),
        "product": (product, "name"),
        "title": (checklist, "title"),
        "products": (checklist.for_products.get(), "position"),
    }[change]
    setattr(changed, field, 7 if field == "position" else "Other words")
    saved(changed, author)

    assert_refused(submit(checklist, "2.0"), author)


def test_who_took_a_product_off_the_sheet_cannot_approve_that():
    checklist = make_checklist(products=[make_product()])
    approve(submit(checklist))
    author = make_user()
    checklist.for_products.get().delete(by=author, reason="Not offered any more")

    assert_refused(submit(checklist, "2.0"), author)


def test_who_added_an_item_cannot_approve_it():
    checklist = make_approved().checklist
    author = make_user()
    item = make_item(checklist.guideline, "99")
    item.question = "Really?"
    saved(item, author)

    assert_refused(submit(checklist, "2.0"), author)


def test_edits_before_the_public_version_do_not_count():
    checklist = make_checklist()
    author = make_user()
    change_answer(checklist, "1", body="Mine", by=author)
    approve(submit(checklist))

    approve(submit(checklist, "2.0"), by=author)

    assert Revision.objects.current().approved_by == author


def test_edits_count_again_after_the_version_that_held_them_is_withdrawn():
    checklist = make_checklist()
    approve(submit(checklist))
    author = make_user()
    change_answer(checklist, "1", body="Mine", by=author)
    second = approve(submit(checklist, "2.0"))
    second.withdraw(by=reviewer(), reason="Wrong", public_notice="Withdrawn")

    assert_refused(submit(checklist, "3.0"), author)


def test_a_stale_hash_is_refused_with_a_clear_message():
    revision = submit(make_checklist())

    assert_refused(revision, reviewer(), STALE, seen="0" * 64)


def test_approving_twice_is_refused():
    revision = make_approved()

    with pytest.raises(WorkflowError):
        revision.approve(by=make_user(), seen=revision.sha256)


def test_approving_after_recall_is_refused():
    seen = submit(make_checklist())
    Revision.objects.get(pk=seen.pk).recall(by=editor(), reason="Not yet")

    with pytest.raises(WorkflowError):
        seen.approve(by=reviewer(), seen=seen.sha256)


def test_a_moment_that_has_passed_is_refused():
    revision = submit(make_checklist())

    assert_refused(revision, reviewer(), PASSED, at=timezone.now() - timedelta(minutes=1))


def test_the_database_refuses_the_submitter_as_approver():
    revision = submit(make_checklist())
    raw = {"state": "approved", "approved_by": editor()}

    with pytest.raises(IntegrityError), transaction.atomic():
        _update(revision, **raw)


def test_the_database_refuses_a_contributor_as_approver():
    revision = submit(make_checklist())

    with pytest.raises(IntegrityError, match="contributor"), transaction.atomic():
        _update(revision, state="approved", approved_by=manager())


def test_the_database_accepts_another_approver():
    revision = submit(make_checklist())

    _update(revision, state="approved", approved_by=reviewer())

    assert Revision.objects.get().state == State.APPROVED


def test_the_database_refuses_a_public_moment_before_the_approval():
    revision = submit(make_checklist())
    now = timezone.now()
    early = {"approved_at": now, "effective_at": now - timedelta(seconds=1)}

    with pytest.raises(IntegrityError, match="public_only_after_approval"), transaction.atomic():
        _update(revision, state="approved", approved_by=reviewer(), **early)


def _update(revision, **columns):
    now = timezone.now()
    moments = {"approved_at": now, "effective_at": now}
    Revision.objects.filter(pk=revision.pk).update(**{**moments, **columns})
