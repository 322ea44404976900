"""A process that is killed in the middle of a verb leaves all of it or nothing."""

import os
import subprocess
import sys

import pytest
from django.core.management import call_command
from django.db import connections

from disclosures.imports.run import confirm, preview, receive
from disclosures.models import Answer, Intake, Rendition, Revision, RevisionEvent, State
from tests.factory import (
    approve,
    change_answer,
    editor,
    make_approved,
    make_checklist,
    reviewer,
    submit,
)
from tests.racing import PATIENCE, address_of_test_database
from tests.servers import PROJECT
from tests.soaking import times

pytestmark = pytest.mark.django_db(transaction=True)

STEPS = [
    ("submit", "files made", False),
    ("submit", "version stored", False),
    ("submit", "files stored", False),
    ("submit", "event appended", False),
    ("submit", "committed", True),
    ("approve", "state moved", False),
    ("approve", "event appended", False),
    ("approve", "acknowledged", True),
    ("withdraw", "state moved", False),
    ("withdraw", "event appended", False),
    ("withdraw", "acknowledged", True),
    ("import", "two rows saved", False),
    ("import", "committed", True),
]
ROWS = [f"{number},Name {number},Question {number}?,Another" for number in "123"]
FILE = "\n".join(["番号,項目,内容,回答", *ROWS]).encode()


class Submission:
    """Of version 2.0, after 1.0."""

    def __init__(self):
        self.checklist = make_checklist()
        make_approved(self.checklist)
        change_answer(self.checklist, "1", body="Another")
        self.key = self.checklist.pk

    def again(self):
        submit(self.checklist, "2.0")

    def is_done(self):
        newest = Revision.objects.order_by("-number").first()
        return newest.version == "2.0" and newest.state == State.SUBMITTED


class Approval:
    """Of the version that was submitted."""

    def __init__(self):
        self.revision = submit(make_checklist())
        self.key = self.revision.pk

    def again(self):
        approve(Revision.objects.get(pk=self.key))

    def is_done(self):
        return Revision.objects.current() is not None


class Withdrawal:
    """Of the version that is public."""

    def __init__(self):
        self.key = make_approved().pk

    def again(self):
        notice = {"reason": "Wrong", "public_notice": "Wrong"}
        Revision.objects.get(pk=self.key).withdraw(by=reviewer(), **notice)

    def is_done(self):
        return Revision.objects.current() is None


class Import:
    """Of three answers, from a file that was received."""

    def __init__(self):
        self.key = receive(make_checklist(), "answers.csv", FILE, by=editor()).pk

    def again(self):
        intake = Intake.objects.get(pk=self.key)
        seen, digest = preview(intake)
        confirm(intake, by=intake.by, seen=digest, ticked=range(len(seen.rows)))

    def is_done(self):
        return Intake.objects.get(pk=self.key).state == Intake.State.TAKEN


CASES = {"submit": Submission, "approve": Approval, "withdraw": Withdrawal, "import": Import}


def stored():
    """How much there is of all that the verbs write."""
    tables = (Revision, Rendition, RevisionEvent, Answer.history)
    return [getattr(table, "objects", table).count() for table in tables], [
        *Revision.objects.order_by("pk").values_list("state", flat=True),
        *Answer.objects.order_by("pk").values_list("body", flat=True),
    ]


def killed(verb, step, key):
    """What the process printed before it was killed."""
    connections.close_all()
    process = subprocess.run(
        [sys.executable, "-m", "tests.killing", verb, step, str(key)],
        env={
            **os.environ,
            "DATABASE_URL": address_of_test_database(),
            "DJANGO_SETTINGS_MODULE": "tests.settings",
        },
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert process.returncode == -9
    return process.stdout


@pytest.mark.parametrize("_time", range(times(1, 10)))
@pytest.mark.parametrize(("verb", "step", "stays"), STEPS)
def test_all_or_nothing_is_left(verb, step, stays, _time):
    case = CASES[verb]()
    before = stored()

    said = killed(verb, step, case.key)

    assert (case.is_done(), said) == (stays, "done\n" if step == "acknowledged" else "")
    if not stays:
        assert stored() == before
        case.again()
        assert case.is_done()
    call_command("verify_revisions")
