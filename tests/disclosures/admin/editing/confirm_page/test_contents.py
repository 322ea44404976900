"""What the confirm page lists, and what it costs."""

from datetime import date

import pytest

from disclosures.models import Section
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
from tests.pages import page_of

from .confirming import LATER, OVERDUE, address, rows

pytestmark = pytest.mark.django_db


def numbers(response):
    return [row.answer.item.number for row in rows(response)]


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
