"""No clock decides who may approve what, and a wrong one forges no moment."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from disclosures.integrity import triggers
from disclosures.integrity.verification import problems
from disclosures.models import Revision, RevisionEvent, State, WorkflowError
from disclosures.public.versions import history
from tests.factory import approve, change_answer, make_approved, make_checklist, make_user, submit

pytestmark = pytest.mark.django_db

BEHIND = "時計が遅れています"
HOURS = pytest.mark.parametrize("hours", [1, 3])
MISTAKE = datetime(2035, 6, 1, tzinfo=UTC)
ON_POSTGRESQL = pytest.mark.postgresql


@pytest.fixture
def checklist():
    return make_checklist("sheet")


def newest(checklist):
    return checklist.revisions.order_by("-number").first()


@HOURS
def test_an_edit_bars_its_editor_though_the_clock_was_behind(checklist, clock, hours):
    make_approved(checklist)
    clock.forward(hours=-hours)  # the process that saves; its date is before the submission
    second = make_user("second", role="Reviewer")
    change_answer(checklist, "1", by=second, body="Theirs")
    clock.forward(hours=hours, minutes=1)
    revision = submit(checklist, "2.0")

    assert revision.contributors.filter(user=second).exists()
    with pytest.raises(WorkflowError, match="自分の変更"):
        approve(revision, by=second)


@HOURS
@pytest.mark.parametrize(
    "verb",
    [
        lambda revision, by: approve(revision),
        lambda revision, by: revision.send_back(by=by, reason="Why"),
        lambda revision, by: revision.recall(by=by, reason="Why"),
        lambda revision, by: revision.comment(by=by, texts={"": "Words"}),
    ],
    ids=["approve", "send back", "recall", "comment"],
)
def test_no_verb_writes_a_moment_before_the_newest_one(checklist, clock, hours, verb):
    revision = submit(checklist)
    clock.forward(hours=-hours)

    with pytest.raises(WorkflowError, match=BEHIND):
        verb(revision, make_user("second", role="Reviewer"))

    revision.refresh_from_db()
    assert revision.state == State.SUBMITTED
    assert [revision.events.count(), revision.comments.count()] == [1, 0]


@HOURS
def test_no_submission_and_no_withdrawal_while_the_clock_is_behind(checklist, clock, hours):
    revision = make_approved(checklist)
    clock.forward(hours=-hours)

    with pytest.raises(WorkflowError, match=BEHIND):
        submit(checklist, "2.0")
    with pytest.raises(WorkflowError, match=BEHIND):
        revision.withdraw(by=make_user("second"), reason="Why", public_notice="Notice")

    assert list(Revision.objects.values_list("version", "state")) == [("1.0", State.APPROVED)]


@ON_POSTGRESQL
@HOURS
def test_the_moments_are_those_of_the_database(checklist, process_clock, hours):
    before = process_clock.now()
    process_clock.forward(hours=-hours)

    revision = make_approved(checklist)
    [row] = history("sheet")

    assert revision.submitted_at >= before
    assert [event.at >= before for event in revision.events.all()] == [True, True]
    assert Revision.objects.current() == revision
    assert [period.until for period in row["periods"]] == [None]


@ON_POSTGRESQL
@HOURS
def test_readers_of_a_process_that_is_behind_see_what_is_public(
    checklist, process_clock, client, hours
):
    process_clock.forward(hours=-hours)
    revision = make_approved(checklist)
    assert client.get("/sheet/").status_code == 200
    assert "1.0" in client.get("/sheet/versions/").content.decode()

    revision.withdraw(by=make_user("second"), reason="Why", public_notice="Notice")

    assert client.get("/sheet/").status_code == 410
    assert client.get("/sheet/versions/1.0/").status_code == 410


def approved_by_mistake(checklist, clock):
    """A version approved while the clock said 2035; now it is right again."""
    revision, today = submit(checklist), clock.now()
    clock.move_to(MISTAKE)
    approve(revision)
    clock.move_to(today + timedelta(hours=1))
    return revision


def repair(slug="sheet"):
    call_command("repair_clock", slug, user="second", reason="The clock said 2035")


@pytest.fixture
def second():
    return make_user("second", role="Reviewer")


def test_a_decision_of_2035_is_repaired(checklist, clock, second):
    revision = approved_by_mistake(checklist, clock)
    assert Revision.objects.current() is None
    with pytest.raises(WorkflowError, match=BEHIND):
        revision.cancel(by=second, reason="Why")

    repair()

    revision.refresh_from_db()
    assert Revision.objects.current() == revision
    assert revision.approved_at == revision.effective_at == clock.now()
    approval, event = revision.events.order_by("pk")[1:]
    assert (approval.at, event.at) == (MISTAKE, clock.now())
    assert (event.action, event.actor_name, event.note) == (
        RevisionEvent.Action.REPAIR_CLOCK,
        "second",
        "The clock said 2035",
    )
    assert problems() == []


def test_after_a_repair_the_work_goes_on(checklist, clock, second):
    approved_by_mistake(checklist, clock)
    repair()
    clock.forward(minutes=1)

    make_approved(checklist, "2.0")

    assert newest(checklist) == Revision.objects.current()
    periods = {row["revision"].version: row["periods"] for row in history("sheet")}
    assert [period.start < period.until for period in periods["1.0"]] == [True]
    assert problems() == []


def test_a_withdrawal_of_2035_counts_once_it_is_repaired(checklist, clock, second, client):
    revision, today = make_approved(checklist), clock.now()
    clock.move_to(MISTAKE)
    revision.withdraw(by=second, reason="Why", public_notice="Notice")
    clock.move_to(today + timedelta(hours=1))

    repair()

    assert client.get("/sheet/").status_code == 410
    assert problems() == []


def test_a_version_that_came_and_went_in_2035_stays_on_the_public_list(
    checklist, clock, second, client
):
    make_approved(checklist)
    today = clock.now()
    clock.move_to(MISTAKE)
    revision = make_approved(checklist, "2.0")
    clock.forward(minutes=5)
    revision.withdraw(by=second, reason="Why")
    clock.move_to(today + timedelta(hours=1))

    repair()

    revision.refresh_from_db()
    assert revision.withdrawn_at == revision.effective_at == clock.now()
    assert "2.0" in {row["revision"].version for row in history("sheet")}
    assert client.get("/sheet/versions/2.0/").status_code == 410
    assert problems() == []


def test_a_submission_of_2035_can_be_decided_once_it_is_repaired(checklist, clock, second):
    today = clock.now()
    clock.move_to(MISTAKE)
    revision = submit(checklist)
    clock.move_to(today)

    repair()
    approve(revision)

    assert revision.submitted_at == today
    assert problems() == []


def test_a_moment_that_somebody_chose_stays(checklist, clock, second):
    chosen, revision, today = datetime(2036, 1, 1, tzinfo=UTC), submit(checklist), clock.now()
    clock.move_to(MISTAKE)
    approve(revision, at=chosen)
    clock.move_to(today + timedelta(hours=1))

    repair()

    revision.refresh_from_db()
    assert (revision.approved_at, revision.effective_at) == (clock.now(), chosen)
    assert problems() == []


def test_nothing_to_repair_is_an_error(checklist, clock, second):
    make_approved(checklist)

    with pytest.raises(CommandError, match="Nothing of sheet is dated in the future"):
        repair()
    with pytest.raises(CommandError, match="no checklist other"):
        repair("other")


def test_no_moment_moves_without_a_repair_nor_to_another_one(checklist, clock, second):
    revision = approved_by_mistake(checklist, clock)
    rows, today = Revision.objects.filter(pk=revision.pk), clock.now()
    moved = {"approved_at": today, "effective_at": today}

    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(**moved)
    repair()
    for column in ("submitted_at", "approved_at", "effective_at"):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**{column: today - timedelta(minutes=1)})


def test_nobody_chooses_a_moment_of_another_age(checklist):
    with pytest.raises(WorkflowError, match="年"):
        approve(submit(checklist), at=datetime(2200, 1, 1, tzinfo=UTC))


@pytest.mark.usefixtures("owner_role")
def test_older_violations_are_named(checklist, clock):
    revision = make_approved(checklist)
    triggers.drop(connection)
    early = {"approved_at": clock.now() - timedelta(days=1)}
    Revision.objects.filter(pk=revision.pk).update(**early)
    RevisionEvent.objects.filter(revision=revision, action="approve").update(
        at=early["approved_at"]
    )
    triggers.install(connection)

    assert "its events are not in the order of their moments" in [one.what for one in problems()]


@pytest.mark.usefixtures("owner_role")
def test_a_year_that_cannot_be_is_named(checklist, clock):
    revision = make_approved(checklist)
    triggers.drop(connection)
    Revision.objects.filter(pk=revision.pk).update(effective_at=datetime(2935, 1, 1, tzinfo=UTC))
    triggers.install(connection)

    assert "effective_at is in the year 2935" in [one.what for one in problems()]
