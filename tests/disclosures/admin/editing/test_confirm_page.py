"""The page on which answers are confirmed unchanged."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from disclosures.models import Answer, Section
from disclosures.permissions import AUDITOR, EDITOR, MANAGER, REVIEWER
from tests.factory import (
    answer_of,
    change_answer,
    editor,
    make_checklist,
    make_guideline,
    make_item,
    make_product,
    make_user,
    saved,
)
from tests.pages import fill, page_of, save
from tests.racing import confirm_seen, race

pytestmark = pytest.mark.django_db

LIST = "/admin/disclosures/answer/"
OVERDUE, LATER = date(2020, 1, 1), date(2100, 1, 1)


@pytest.fixture
def checklist(client):
    client.force_login(editor())
    checklist = make_checklist(review_interval=12, products=[make_product("Alpha")])
    for number in "123":
        change_answer(checklist, number, body=f"Words {number}.", review_due_on=OVERDUE)
    return checklist


def address(checklist):
    return reverse("admin:disclosures_checklist_confirm", args=[checklist.pk])


def rows(response):
    return response.context["rows"]


def numbers(response):
    return [row.answer.item.number for row in rows(response)]


def ticks(client, checklist, *wanted, **query):
    """What the ticks of these items send, as the page shows them."""
    shown = rows(client.get(address(checklist), {"only": "all", **query}))
    return [row.tick for row in shown if row.answer.item.number in wanted]


def send(client, checklist, seen, reason="Read again", **query):
    data = {"seen": seen, "change_reason": reason}
    return client.post(address(checklist), data, query_params=query)


def confirmed(checklist):
    rows = checklist.answers.exclude(confirmed_on=None)
    return [answer.item.number for answer in rows]


# What it lists


def test_it_lists_what_is_due_unless_asked_otherwise(client, checklist):
    change_answer(checklist, "1", review_due_on=LATER)
    change_answer(checklist, "2", review_due_on=None, owner=editor())

    listed = {
        only: numbers(client.get(address(checklist), {"only": only} if only else {}))
        for only in ("", "due", "mine", "all")
    }

    assert listed == {"": ["3"], "due": ["3"], "mine": ["2"], "all": ["1", "2", "3"]}


def test_it_lists_one_section(client, checklist):
    other = saved(Section(guideline=checklist.guideline, title="Network", position=1))
    make_item(checklist.guideline, "9", section=other)
    checklist.ensure_answers(by=editor(), reason="for the test")

    response = client.get(address(checklist), {"only": "all", "section": other.pk})

    assert numbers(response) == ["9"]


def test_each_row_shows_what_is_needed_to_judge_it(client, checklist):
    product = checklist.products().get()
    change_answer(checklist, "1", owner=make_user("kobayashi"), confirmed_on=date(2025, 4, 1))
    change_answer(
        checklist, "1", product=product, body="Only here.", review_due_on=date(2025, 5, 2)
    )

    shown = client.get(address(checklist)).content.decode()

    wanted = ["Name 1", "Words 1.", "kobayashi", "2025年4月1日", "Alpha", "Only here."]
    assert [words for words in [*wanted, "2025年5月2日"] if words not in shown] == []


def test_answers_to_retired_items_are_not_listed(client, checklist):
    item = checklist.guideline.items.get(number="2")
    item.retired_on = OVERDUE
    saved(item)

    assert numbers(client.get(address(checklist), {"only": "all"})) == ["1", "3"]
    assert "?answer=" not in client.get(page_of(answer_of(checklist, "2"))).content.decode()


def test_what_nobody_answered_has_no_tick_and_says_why(client, checklist):
    change_answer(checklist, "2", body="")

    response = client.get(address(checklist))

    shown = response.content.decode()
    assert [row.answer.can_be_confirmed for row in rows(response)] == [True, False, True]
    assert (shown.count('name="seen"'), shown.count("確認できません")) == (2, 1)


@pytest.mark.parametrize(
    "query", [{"only": "junk"}, {"section": "junk"}, {"answer": "junk"}, {"answer": "99999"}]
)
def test_what_cannot_be_asked_for_is_not_found(client, checklist, query):
    assert client.get(address(checklist), query).status_code == 404


def test_an_answer_of_another_checklist_is_not_found_here(client, checklist):
    other = make_checklist("other", guideline=checklist.guideline)

    response = client.get(address(checklist), {"answer": answer_of(other, "1").pk})

    assert response.status_code == 404


def test_many_answers_stand_on_several_pages(client):
    guideline = make_guideline(items=[str(number) for number in range(70)])
    products = [make_product(name) for name in ("Alpha", "Beta")]
    checklist = make_checklist(guideline=guideline, products=products)
    for item in guideline.items.all():
        for product in products:
            checklist.ensure_product_answer(item, product, by=editor(), reason="for the test")
    client.force_login(editor())

    pages = [client.get(address(checklist), {"only": "all", "page": page}) for page in (1, 2)]

    assert [len(rows(page)) for page in pages] == [200, 10]
    assert '<a href="?only=all&amp;page=2">2</a>' in pages[0].content.decode()


# Confirming


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

    send(client, checklist, [row.tick for row in rows(refused)])

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


# One answer, from its own page


def test_an_answer_leads_to_its_confirmation_and_back(client, checklist):
    answer = answer_of(checklist, "2")
    link = f"{address(checklist)}?answer={answer.pk}"
    assert f'href="{link}"' in client.get(page_of(answer)).content.decode()

    [row] = rows(client.get(link))
    response = send(client, checklist, [row.tick], answer=answer.pk)

    assert (row.answer, row.is_ticked) == (answer, True)
    assert response["Location"] == page_of(answer)
    assert confirmed(checklist) == ["2"]


def test_the_day_of_a_confirmation_is_not_typed(client, checklist):
    answer = answer_of(checklist, "1")
    assert "confirmed_on" not in fill(client, page_of(answer))

    save(client, answer, confirmed_on="2020-01-01", review_due_on="2030-01-01")

    answer.refresh_from_db()
    assert (answer.confirmed_on, answer.review_due_on) == (None, date(2030, 1, 1))


@pytest.mark.parametrize(("role", "offered"), [(None, True), (REVIEWER, False)])
def test_checklist_and_answer_offer_it_to_who_may(client, checklist, role, offered):
    client.force_login(make_user(role=role) if role else editor())

    pages = [page_of(checklist), page_of(answer_of(checklist, "1"))]

    found = [address(checklist) in client.get(page).content.decode() for page in pages]
    assert found == [offered, offered]


# The list of answers


def test_the_list_shows_what_is_due_and_what_is_mine(client, checklist):
    change_answer(checklist, "1", review_due_on=LATER, owner=editor())
    change_answer(checklist, "2", owner=make_user())

    def listed(**query):
        found = client.get(LIST, query).context["cl"].result_list
        return [answer.item.number for answer in found]

    assert (listed(due="1"), listed(mine="1")) == (["2", "3"], ["1"])


# What it costs


@pytest.mark.parametrize(("items", "products"), [(3, 1), (73, 5)])
def test_the_page_costs_the_same_with_more_items_and_products(
    client, items, products, django_assert_max_num_queries
):
    guideline = make_guideline(items=[str(number) for number in range(items)])
    made = [make_product(f"Product{number}") for number in range(products)]
    checklist = make_checklist(guideline=guideline, products=made)
    for product in made:
        change_answer(checklist, "1", product=product, body="Words.", owner=editor())
    change_answer(checklist, "2", same_as=guideline.items.get(number="0"))
    client.force_login(editor())

    with django_assert_max_num_queries(9):
        response = client.get(address(checklist), {"only": "all"})

    assert len(rows(response)) == items + products
