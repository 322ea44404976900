"""Confirming the ticked answers unchanged."""

import pytest
from django.urls import reverse
from django.utils import timezone

from disclosures.models import Answer
from disclosures.permissions import AUDITOR, EDITOR, MANAGER, REVIEWER
from tests.factory import change_answer, editor, make_checklist, make_guideline, make_user
from tests.racing import confirm_seen, race

from .confirming import OVERDUE, address, confirmed, rows, send

pytestmark = pytest.mark.django_db


def ticks(client, checklist, *wanted, **query):
    """What the ticks of these items send, as the page shows them."""
    shown = rows(client.get(address(checklist), {"only": "all", **query}))
    return [row.selection for row in shown if row.answer.item.number in wanted]


def test_the_ticked_answers_are_confirmed_and_no_others(client, checklist):
    response = send(client, checklist, ticks(client, checklist, "1", "3"))

    assert (response.status_code, response["Location"]) == (302, address(checklist))
    assert confirmed(checklist) == ["1", "3"]


def test_the_page_stays_on_its_choice(client, checklist):
    response = send(client, checklist, ticks(client, checklist, "1"), only="all")

    assert response["Location"] == f"{address(checklist)}?only=all"


def test_twenty_ticks_leave_twenty_rows_of_history_with_the_reason_and_moved_dates(client):
    guideline = make_guideline(items=[str(number) for number in range(20)])
    checklist = make_checklist(guideline=guideline, review_interval=1)
    for number in range(20):
        change_answer(checklist, str(number), body="Words.", review_due_on=OVERDUE)
    client.force_login(editor())
    before = Answer.history.count()

    send(client, checklist, ticks(client, checklist, *map(str, range(20))), reason="A review")

    written = Answer.history.order_by("-history_id")[: Answer.history.count() - before]
    assert len(written) == 20
    assert {(row.history_change_reason, row.history_user) for row in written} == {
        ("A review", editor())
    }
    assert not Answer.objects.due(timezone.localdate()).exists()


def test_what_moved_since_it_was_shown_is_refused_by_name_and_shown_again(client, checklist):
    seen = ticks(client, checklist, "1", "2")
    change_answer(checklist, "2", body="New words.")

    response = send(client, checklist, seen)

    [row] = rows(response)
    shown = response.content.decode()
    assert confirmed(checklist) == ["1"]
    assert (row.answer.item.number, row.is_ticked, bool(row.problem)) == ("2", False, True)
    assert ("New words." in shown, 'class="errornote"' in shown) == (True, True)
    assert f'<a href="#answer-{row.answer.pk}">2 Name 2</a>' in shown


def test_what_was_refused_can_be_read_and_confirmed_then(client, checklist):
    seen = ticks(client, checklist, "2")
    change_answer(checklist, "2", body="New words.")
    refused = send(client, checklist, seen)

    send(client, checklist, [row.selection for row in rows(refused)])

    assert confirmed(checklist) == ["2"]


def test_the_same_page_sent_twice_confirms_once(client, checklist):
    seen = ticks(client, checklist, "1")
    send(client, checklist, seen)
    count = Answer.history.count()

    response = send(client, checklist, seen)

    assert (response.status_code, Answer.history.count()) == (200, count)


@pytest.mark.django_db(transaction=True)
def test_two_people_at_the_same_moment_confirm_what_they_saw_once():
    checklist = make_checklist(guideline=make_guideline(items=map(str, range(20))))
    for number in range(20):
        change_answer(checklist, str(number), body="Words.")
    for name in ("one", "two"):
        make_user(name, role=EDITOR)
    shown = checklist.answers.with_last_change()
    seen = [f"{answer.pk}:{answer.last_change}" for answer in shown]
    before = Answer.history.count()

    url = address(checklist)
    statuses = race(confirm_seen, ("one", url, seen), ("two", url, seen))

    written = Answer.history.order_by("-history_id")[: Answer.history.count() - before]
    assert sorted(statuses) == [200, 302]
    assert (len(written), len({row.history_user for row in written})) == (20, 1)


def test_an_answer_emptied_meanwhile_is_refused(client, checklist):
    change_answer(checklist, "1", body="")
    answer = Answer.objects.with_last_change().get(item__number="1")

    response = send(client, checklist, [f"{answer.pk}:{answer.last_change}"])

    assert [bool(row.problem) for row in rows(response)] == [True]
    assert confirmed(checklist) == []


def test_without_a_reason_nothing_is_confirmed_and_the_ticks_stay(client, checklist):
    response = send(client, checklist, ticks(client, checklist, "1", "3"), reason=" ")

    assert [row.is_ticked for row in rows(response)] == [True, False, True]
    assert list(response.context["form"].errors) == ["change_reason"]
    assert confirmed(checklist) == []


def test_a_tick_does_not_stay_on_words_that_nobody_saw(client, checklist):
    seen = ticks(client, checklist, "1", "2")
    change_answer(checklist, "2", body="New words.")

    response = send(client, checklist, seen, reason=" ")

    shown = {row.answer.item.number: (row.is_ticked, bool(row.problem)) for row in rows(response)}
    assert shown == {"1": (True, False), "2": (False, True), "3": (False, False)}


@pytest.mark.parametrize("seen", [[], ["junk"], ["1"], ["1:None"], ["1:2:3"], ["１:１"]])
def test_without_a_tick_nothing_is_confirmed(client, checklist, seen):
    response = send(client, checklist, seen)

    assert response.context["form"].non_field_errors()
    assert confirmed(checklist) == []


def test_a_row_of_another_checklist_is_not_confirmed_here(client, checklist):
    other = make_checklist("other", guideline=checklist.guideline)
    change_answer(other, "1", body="Elsewhere.")

    send(client, checklist, ticks(client, other, "1"))

    assert confirmed(other) == []


@pytest.mark.parametrize("role", [MANAGER, REVIEWER, AUDITOR, None])
def test_only_who_may_change_answers_confirms(client, checklist, role):
    seen = ticks(client, checklist, "1")
    client.force_login(make_user(role=role))

    assert client.get(address(checklist)).status_code == 403
    assert send(client, checklist, seen).status_code == 403
    assert confirmed(checklist) == []


def test_an_unknown_checklist_is_not_found(client, checklist):
    missing = reverse("admin:disclosures_checklist_confirm", args=[99999])

    assert client.get(missing).status_code == 404
