"""Two people at the same moment, in processes of their own, on both engines."""

import threading
from collections import Counter

import pytest
from django.db import connection, transaction

from disclosures.exports.registry import FORMATS
from disclosures.imports.run import receive
from disclosures.models import Answer, Intake, Revision, RevisionEvent
from disclosures.permissions import EDITOR
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
from tests.racing import (
    approve_each,
    confirm_each,
    discard_each,
    edit_each,
    race,
    race_of,
    submit_each,
)
from tests.soaking import rounds

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS, IMPORTS = rounds(100), rounds(25)


@pytest.fixture
def checklists(monkeypatch):
    monkeypatch.delitem(FORMATS, "pdf", raising=False)  # as `without_pdf`
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


def brought_in(checklists):
    """The import of one answer into each of them."""
    rows = "No.\t項目\t内容\t回答\n1\tName 1\tQuestion 1?\tFrom the file.\n".encode()
    return [receive(checklist, "rows", rows, by=editor()).pk for checklist in checklists]


def taken_in():
    """How many histories an import wrote."""
    return Answer.history.filter(history_change_reason__startswith="import: ").count()


def test_an_import_that_is_confirmed_twice_at_the_same_moment_is_taken_in_once(checklists):
    keys = brought_in(checklists[:IMPORTS])

    outcomes = race(confirm_each, ("editor", keys), ("editor", keys))

    assert sum(outcomes, Counter()) == {"done": IMPORTS, "refused": IMPORTS}
    assert Intake.objects.filter(state="taken").count() == taken_in() == IMPORTS


def test_an_import_that_is_confirmed_and_discarded_at_the_same_moment_has_one_end(checklists):
    keys = brought_in(checklists[:IMPORTS])

    outcomes = race_of((confirm_each, "editor", keys), (discard_each, "editor", keys))

    assert sum(outcomes, Counter()) == {"done": IMPORTS, "refused": IMPORTS}
    assert Intake.objects.filter(state="taken").count() == taken_in()
    assert not Intake.objects.previewed().exists()


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


def test_of_the_edits_by_8_people_each_is_saved_and_kept_or_refused():
    checklist = make_checklist(guideline=make_guideline(items=["1", "2", "3"]))
    names = [make_user(f"person{n}", role=EDITOR).username for n in range(8)]
    turns = rounds(63)
    texts = [[f"{name} {turn}" for turn in range(turns)] for name in names]

    address = page_of(checklist, "worksheet")
    outcomes = race(edit_each, *((n, address, t) for n, t in zip(names, texts, strict=True)))

    saved = sorted(text for outcome in outcomes for text in outcome["saved"])
    refused = [text for outcome in outcomes for text in outcome["refused"]]
    kept = Answer.history.exclude(body="").values_list("body", flat=True)
    assert (len(saved) + len(refused), sorted(kept)) == (8 * turns, saved)
    assert min(len(saved), len(refused)) > 0
