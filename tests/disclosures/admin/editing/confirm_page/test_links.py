"""The ways to the confirm page: from an answer, a checklist and the list of answers."""

from datetime import date

import pytest

from disclosures.permissions import REVIEWER
from tests.factory import answer_of, change_answer, editor, make_user
from tests.pages import fill, page_of, save

from .confirming import LATER, address, confirmed, rows, send

pytestmark = pytest.mark.django_db


LIST = "/admin/disclosures/answer/"


# One answer, from its own page


def test_an_answer_leads_to_its_confirmation_and_back(client, checklist):
    answer = answer_of(checklist, "2")
    link = f"{address(checklist)}?answer={answer.pk}"
    assert f'href="{link}"' in client.get(page_of(answer)).content.decode()

    [row] = rows(client.get(link))
    response = send(client, checklist, [row.selection], answer=answer.pk)

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
