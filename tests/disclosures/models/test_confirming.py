"""Confirming an answer: who looked at it, when, and when the next look is due."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from audit.models import UntrackedWrite
from disclosures.models import Answer, Checklist, Item, WorkflowError
from disclosures.models.freezing import draft
from tests.factory import (
    answer_of,
    change_answer,
    editor,
    make_checklist,
    make_guideline,
    make_item,
    make_product,
    make_user,
    manager,
    saved,
)
from tests.pages import errors_of, save

pytestmark = pytest.mark.django_db

TOKYO = ZoneInfo("Asia/Tokyo")


@pytest.fixture
def checklist():
    checklist = make_checklist(review_interval=12)
    change_answer(checklist, "1", body="Every night.")
    return checklist


def confirm(checklist, number="1", **kwargs):
    answer = answer_of(checklist, number)
    answer.confirm(**{"by": editor(), "reason": "Read again", **kwargs})
    return answer_of(checklist, number)


def set_interval(checklist, number, months):
    item = checklist.guideline.items.get(number=number)
    item.review_interval = months
    saved(item)


# The verb


def test_a_confirmation_leaves_who_when_and_why_and_nothing_else_changes(checklist):
    before = answer_of(checklist, "1")

    after = confirm(checklist, on=date(2026, 4, 1), reason="Read again with operations")

    row, earlier = after.history.first(), after.history.all()[1]
    assert (row.history_user, row.history_change_reason) == (
        editor(),
        "Read again with operations",
    )
    assert row.diff_against(earlier).changed_fields == ["confirmed_on", "review_due_on"]
    assert (after.body, after.confirmed_on) == (before.body, date(2026, 4, 1))


@pytest.mark.parametrize(
    ("on", "months", "due"),
    [
        (date(2026, 4, 1), 12, date(2027, 4, 1)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 8, 31), 1, date(2026, 9, 30)),
        (date(2026, 11, 30), 1, date(2026, 12, 30)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 12, 15), 120, date(2036, 12, 15)),
    ],
)
def test_the_next_review_is_due_in_calendar_months(checklist, on, months, due):
    set_interval(checklist, "1", months)

    assert confirm(checklist, on=on).review_due_on == due


def test_the_interval_of_the_item_goes_before_that_of_the_checklist(checklist):
    change_answer(checklist, "2", body="Every week.")
    set_interval(checklist, "1", 3)

    one, two = (confirm(checklist, number, on=date(2026, 4, 1)) for number in "12")

    assert (one.review_due_on, two.review_due_on) == (date(2026, 7, 1), date(2027, 4, 1))


def test_without_an_interval_nothing_is_due(checklist):
    checklist.review_interval = None
    saved(checklist)
    change_answer(checklist, "1", review_due_on=date(2026, 1, 1))

    assert confirm(checklist).review_due_on is None


def test_today_is_the_day_in_japan(checklist, clock):
    clock.move_to(datetime(2026, 4, 1, 0, 30, tzinfo=TOKYO))

    assert confirm(checklist).confirmed_on == date(2026, 4, 1)


def test_a_second_confirmation_on_the_same_day_is_recorded_too(checklist):
    confirm(checklist, reason="Read alone")
    count = Answer.history.count()

    after = confirm(checklist, reason="Read with operations")

    assert Answer.history.count() == count + 1
    assert after.history.first().history_change_reason == "Read with operations"


def test_what_others_saved_meanwhile_stays(checklist):
    stale = answer_of(checklist, "1")
    change_answer(checklist, "1", body="Every hour.")

    stale.confirm(by=editor(), reason="Read again")

    assert answer_of(checklist, "1").body == "Every hour."


def test_a_row_that_says_nothing_cannot_be_confirmed(checklist):
    with pytest.raises(WorkflowError, match="まだ回答がないため"):
        confirm(checklist, "2")

    assert answer_of(checklist, "2").confirmed_on is None


@pytest.mark.parametrize(("repeated", "possible"), [("1", True), ("3", False)])
def test_same_as_can_be_confirmed_where_that_item_is_answered(checklist, repeated, possible):
    change_answer(checklist, "2", same_as=answer_of(checklist, repeated).item)

    if possible:
        assert confirm(checklist, "2").confirmed_on
    else:
        with pytest.raises(WorkflowError):
            confirm(checklist, "2")


@pytest.mark.parametrize("missing", [{"by": None}, {"reason": " "}])
def test_a_confirmation_names_who_and_why(checklist, missing):
    with pytest.raises((UntrackedWrite, WorkflowError)):
        confirm(checklist, **missing)

    assert answer_of(checklist, "1").confirmed_on is None


def test_a_reason_that_the_door_refuses_confirms_nothing(checklist):
    with pytest.raises(WorkflowError, match=r"U\+200B"):
        confirm(checklist, reason="Hid\u200bden")

    assert answer_of(checklist, "1").confirmed_on is None


# What is due, and whose it is


def test_what_is_due_on_a_day_or_before_is_found(checklist):
    for number, day in [("1", date(2026, 4, 1)), ("2", date(2026, 4, 2))]:
        change_answer(checklist, number, review_due_on=day)

    def due(on):
        return [answer.item.number for answer in Answer.objects.due(on)]

    assert due(date(2026, 3, 31)) == []
    assert due(date(2026, 4, 1)) == ["1"]
    assert due(date(2026, 4, 2)) == ["1", "2"]


def test_answers_to_retired_items_are_never_due(checklist):
    change_answer(checklist, "1", review_due_on=date(2026, 4, 1))
    item = checklist.guideline.items.get(number="1")
    item.retired_on = date(2026, 1, 1)
    saved(item)

    assert list(Answer.objects.due(date(2026, 5, 1))) == []


def test_an_owner_finds_what_is_theirs(checklist):
    owner = make_user("owner")
    change_answer(checklist, "2", owner=owner)

    assert [answer.item.number for answer in Answer.objects.owned_by(owner)] == ["2"]


def test_what_a_product_says_does_not_answer_for_the_common_row(checklist):
    alpha = make_product("Alpha")
    change_answer(checklist, "2", product=alpha, body="Only here.")

    rows = [(row.item.number, row.product) for row in Answer.objects.answered()]

    assert rows == [("1", None), ("2", alpha)]


# The interval


@pytest.mark.parametrize("months", [0, 121])
def test_an_interval_is_1_to_120_months(checklist, months):
    for row in (checklist, checklist.guideline.items.first()):
        row.review_interval = months
        with pytest.raises(ValidationError) as refused:
            saved(row)
        assert list(refused.value.message_dict) == ["review_interval"]


@pytest.mark.parametrize("model", [Checklist, Item])
@pytest.mark.parametrize("months", [0, 121])
def test_the_database_holds_the_interval_too(checklist, model, months):
    statement = f"UPDATE {model._meta.db_table} SET review_interval = %s"

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, [months])


def test_intervals_and_dates_are_no_part_of_the_sheet(checklist):
    before = draft(checklist)

    set_interval(checklist, "1", 3)
    checklist.review_interval = 6
    saved(checklist)
    confirm(checklist)

    assert draft(checklist) == before


def test_a_manager_sets_the_interval_of_an_item(client):
    item = make_item(make_guideline(), "9")
    client.force_login(manager())

    refused = save(client, item, review_interval="121")
    save(client, item, review_interval="6")

    assert list(errors_of(refused)) == ["review_interval"]
    assert Item.objects.get(pk=item.pk).review_interval == 6
