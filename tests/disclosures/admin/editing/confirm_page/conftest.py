"""A checklist with answers to confirm."""

import pytest

from tests.factory import change_answer, editor, make_checklist, make_product

from .confirming import OVERDUE


@pytest.fixture
def checklist(client):
    client.force_login(editor())
    checklist = make_checklist(review_interval=12, products=[make_product("Alpha")])
    for number in "123":
        change_answer(checklist, number, body=f"Words {number}.", review_due_on=OVERDUE)
    return checklist
