"""A checklist with two products, in English."""

import pytest
from django.utils import translation

from tests.factory import make_checklist, make_product


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def products():
    return [make_product("Alpha"), make_product("Beta")]


@pytest.fixture
def checklist(products):
    return make_checklist(products=products)
