"""A sheet with public versions."""

import pytest

from tests.factory import change_answer, make_approved, make_checklist, make_product


@pytest.fixture
def checklist():
    checklist = make_checklist(products=[make_product("Alpha"), make_product("Beta")])
    change_answer(checklist, "1", availability="yes", body="Published words. " * 50)
    make_approved(checklist)
    make_approved(checklist, "2.0")
    return checklist
