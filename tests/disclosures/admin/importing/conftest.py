"""Who brings files in, and where to."""

import pytest

from disclosures.permissions import EDITOR
from tests.factory import (
    change_answer,
    editor,
    get_user,
    make_checklist,
    make_guideline,
    make_product,
)


@pytest.fixture
def checklist():
    products = [make_product("Alpha"), make_product("Beta")]
    guideline = make_guideline(items=("1", "2", "3", "4"))
    checklist = make_checklist(guideline=guideline, products=products)
    change_answer(checklist, "3", body="Third.")
    return checklist


@pytest.fixture
def desk(client):
    client.force_login(editor())
    return client


@pytest.fixture
def colleague():
    return get_user("colleague", EDITOR)
