"""Rows for products on the worksheet: offered, and made when they say something."""

import pytest

from disclosures.models import Answer
from tests.factory import answer_of, change_answer, make_checklist, make_product, manager

from .worksheet import errors_of, field, opened, send, worksheet_of

pytestmark = pytest.mark.django_db


def test_the_page_leads_to_a_row_for_each_product_that_adds_nothing_yet(desk):
    alpha, beta = make_product("Alpha"), make_product("Beta")
    checklist = make_checklist(products=[alpha, beta])
    item = change_answer(checklist, "1", product=alpha, body="Of Alpha").item

    page = desk.get(worksheet_of(checklist, "?section=all")).content.decode()

    name = f"{item.pk}_{beta.pk}"
    assert f'href="?section=all&amp;add={name}#item-{item.pk}" data-row="n{name}"' in page
    assert f'data-row="n{item.pk}_{alpha.pk}"' not in page


def test_a_row_for_a_product_is_offered_and_made_only_when_it_says_something(desk):
    alpha = make_product()
    checklist = make_checklist(products=[alpha])
    prefix = f"n{answer_of(checklist, '1').item_id}_{alpha.pk}"
    data = opened(desk, checklist, f"?section=all&add={prefix[1:]}")
    before = Answer.history.count()

    send(desk, checklist, data)
    untouched = Answer.history.count()
    send(desk, checklist, data, **{f"{prefix}-body": "Of Alpha"})

    assert (untouched, Answer.history.count()) == (before, before + 1)
    assert answer_of(checklist, "1", alpha).body == "Of Alpha"


def test_a_row_that_somebody_else_made_meanwhile_is_a_conflict(desk):
    alpha = make_product()
    checklist = make_checklist(products=[alpha])
    prefix = f"n{answer_of(checklist, '1').item_id}_{alpha.pk}"
    data = opened(desk, checklist, f"?section=all&add={prefix[1:]}")
    change_answer(checklist, "1", by=manager(), product=alpha, body="Theirs")

    response = send(desk, checklist, data, **{f"{prefix}-body": "Mine"})

    assert answer_of(checklist, "1", alpha).body == "Theirs"
    assert [list(errors) for errors in errors_of(response).values()] == [["body"]]


@pytest.mark.parametrize("row", ["x1", "a1 ", "a", "n1", "a" + "9" * 19])
def test_a_row_that_is_none_is_not_found(desk, checklist, row):
    assert send(desk, checklist, {"row": row}).status_code == 404


def test_rows_of_another_checklist_are_not_found(desk, checklist):
    other = make_checklist("other", guideline=checklist.guideline)
    data = opened(desk, other)

    response = send(desk, checklist, data, **{field(other, "1", "body"): "Strayed"})

    assert (response.status_code, answer_of(other, "1").body) == (404, "")
