"""Two people at the same moment, in processes of their own, on both engines."""

import threading
from collections import Counter

import pytest
from django.db import connection, transaction

from disclosures.models import Answer, Revision, RevisionEvent
from disclosures.roles import EDITOR
from tests.factory import (
    change_answer,
    editor,
    make_approved,
    make_checklist,
    make_guideline,
    make_user,
    submit,
)
from tests.pages import page_of
from tests.racing import approve_each, edit_each, race, submit_each

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 100


@pytest.fixture
def checklists():
    guideline = make_guideline(items=["1"])
    return [make_checklist(f"sheet-{n}", guideline=guideline) for n in range(ROUNDS)]


def test_two_reviewers_in_two_processes_make_exactly_one_approval_each_round(checklists):
    keys = [submit(checklist).pk for checklist in checklists]
    for name in ("one", "two"):
        make_user(name)

    outcomes = race(approve_each, ("one", keys), ("two", keys))

    assert sum(outcomes, Counter()) == {"done": ROUNDS, "refused": ROUNDS}
    assert RevisionEvent.objects.filter(action="approve").count() == ROUNDS


def test_two_submissions_at_the_same_moment_make_exactly_one_revision_each_round(checklists):
    keys = [checklist.pk for checklist in checklists]
    editor()

    outcomes = race(submit_each, ("editor", keys), ("editor", keys))

    assert sum(outcomes, Counter()) == {"done": ROUNDS, "refused": ROUNDS}
    assert Revision.objects.count() == ROUNDS


def test_the_author_of_an_edit_still_uncommitted_while_the_sheet_froze_is_a_contributor():
    checklist = make_approved(make_checklist()).checklist
    author, submitter = make_user("author"), make_user("submitter")
    written, failures = threading.Event(), []

    def submit_meanwhile():
        try:
            written.wait(10)
            submit(checklist, "2.0", by=submitter)
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=submit_meanwhile)
    thread.start()
    with transaction.atomic():
        change_answer(checklist, "1", body="Still open", by=author)
        written.set()
        thread.join(1)
        assert thread.is_alive()  # it waits for this transaction
    thread.join(20)

    revision = Revision.objects.get(version="2.0")
    assert failures == []
    assert "Still open" in revision.sheet
    assert [c.user for c in revision.contributors.all()] == [author]


def test_of_500_edits_by_8_people_each_is_saved_and_kept_or_refused():
    checklist = make_checklist(guideline=make_guideline(items=["1", "2", "3"]))
    names = [make_user(f"person{n}", role=EDITOR).username for n in range(8)]
    texts = [[f"{name} {turn}" for turn in range(63 if name < "person4" else 62)] for name in names]

    address = page_of(checklist, "worksheet")
    outcomes = race(edit_each, *((n, address, t) for n, t in zip(names, texts, strict=True)))

    saved = sorted(text for outcome in outcomes for text in outcome["saved"])
    refused = [text for outcome in outcomes for text in outcome["refused"]]
    kept = Answer.history.exclude(body="").values_list("body", flat=True)
    assert (len(saved) + len(refused), sorted(kept)) == (500, saved)
    assert min(len(saved), len(refused)) > 0
