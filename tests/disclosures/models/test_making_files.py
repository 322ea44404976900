"""The files of a version are made while others may save, of exactly what is then stored."""

import json
from contextlib import closing
from threading import Thread

import pytest
from django.db import connection

from disclosures.exports.registry import FORMATS, Format
from disclosures.models import Answer, Rendition, Revision, WorkflowError
from disclosures.models.revision_queryset import ATTEMPTS
from disclosures.sheet.canonical import canonical_text
from tests.factory import (
    change_answer,
    editor,
    make_approved,
    make_checklist,
    make_product,
    make_user,
    reviewer,
    submit,
)

pytestmark = pytest.mark.django_db(transaction=True)

PATIENCE = 5  # seconds until a save that has to wait is given up


@pytest.fixture
def while_made(monkeypatch):
    """Let a format of its own run these steps, one each time that files are made."""
    monkeypatch.delitem(FORMATS, "pdf", raising=False)
    made = []

    def let(*steps):
        def render(sheet):
            made.append(sheet)
            if len(made) <= len(steps):
                steps[len(made) - 1]()
            return canonical_text(sheet).encode()

        monkeypatch.setitem(FORMATS, "txt", Format(render, "text/plain", "TXT"))
        return made

    return let


def in_another_connection(work, *arguments, **values):
    """A step that runs `work` in a thread with its own connection, and fails where it waits."""

    def step():
        failures = []

        def run():
            with closing(connection):
                try:
                    work(*arguments, **values)
                except Exception as error:
                    failures.append(error)

        thread = Thread(target=run)
        thread.start()
        thread.join(PATIENCE)
        assert (thread.is_alive(), failures) == (False, [])

    return step


def stored_text(revision):
    return bytes(Rendition.objects.get(revision=revision, format="txt").content).decode()


def test_another_editor_saves_while_the_files_are_made(while_made):
    checklist, other = make_checklist(), make_user("other")
    made = while_made(
        in_another_connection(change_answer, checklist, "2", body="Saved meanwhile.", by=other)
    )

    revision = submit(checklist)

    assert "Saved meanwhile." in revision.sheet
    assert stored_text(revision) == revision.sheet
    assert [contributor.user.username for contributor in revision.contributors.all()] == [
        "manager",
        "other",
    ]
    assert len(made) == 2  # for what was frozen first, and for what was saved then


def test_files_are_made_once_where_nothing_changes_meanwhile(while_made):
    made = while_made()

    revision = submit(make_checklist())

    assert [canonical_text(sheet) for sheet in made] == [revision.sheet]


def test_a_change_that_the_sheet_does_not_print_makes_nothing_again(while_made):
    checklist = make_checklist()
    made = while_made(
        in_another_connection(change_answer, checklist, "1", internal_note="Ask the lab.")
    )

    submit(checklist)

    assert len(made) == 1


def test_a_withdrawal_meanwhile_counts_the_contributors_of_all_that_was_never_public(while_made):
    checklist, early = make_checklist(), make_user("early")
    change_answer(checklist, "1", body="Early.", by=early)
    first = make_approved(checklist)
    made = while_made(
        in_another_connection(
            first.withdraw, by=reviewer(), reason="Wrong.", public_notice="Soon again."
        )
    )

    revision = submit(checklist, "2.0")

    assert early in [contributor.user for contributor in revision.contributors.all()]
    assert json.loads(revision.sheet)["previous"]["version"] == "1.0"
    assert len(made) == 1  # the sheet says the same


def test_a_label_that_is_taken_meanwhile_is_refused_and_nothing_is_stored(while_made):
    checklist = make_checklist()
    made = while_made(in_another_connection(submit, checklist))

    with pytest.raises(WorkflowError, match=r"1\.0"):
        submit(checklist)

    [revision] = Revision.objects.all()
    assert Rendition.objects.filter(revision=revision).count() == Rendition.objects.count()
    assert len(made) == 2  # one of each submission


def test_what_is_refused_is_refused_before_files_are_made(while_made):
    checklist = make_checklist()
    submit(checklist)
    made = while_made()

    with pytest.raises(WorkflowError):
        submit(checklist, "2.0")

    assert made == []


def test_a_file_that_cannot_be_made_leaves_nothing_behind(while_made):
    def fail():
        raise OSError("The disk is full.")

    while_made(fail)

    with pytest.raises(OSError, match="full"):
        submit(make_checklist())

    assert not Revision.objects.exists()
    assert not Rendition.objects.exists()


def test_a_sheet_that_changes_all_the_time_is_made_under_the_locks_at_last(while_made):
    checklist, moments = make_checklist(), []

    def save_where_possible():
        moments.append(connection.in_atomic_block)
        if not connection.in_atomic_block:
            change_answer(checklist, "1", body=f"Saved {len(moments)} times.")

    while_made(*[save_where_possible] * (ATTEMPTS + 5))

    revision = submit(checklist)

    assert moments == [False] * ATTEMPTS + [True]
    assert stored_text(revision) == revision.sheet
    assert f"Saved {ATTEMPTS} times." in revision.sheet


def test_a_product_that_is_renamed_meanwhile_stands_in_sheet_and_files(while_made):
    product = make_product("Alpha")
    checklist = make_checklist(products=[product])

    def rename():
        product.name = "Beta"
        product.save(by=editor(), reason="New name")

    while_made(in_another_connection(rename))

    revision = submit(checklist)

    assert [product.name for product in revision.content.products] == ["Beta"]
    assert stored_text(revision) == revision.sheet
    assert Answer.objects.count() == 3
