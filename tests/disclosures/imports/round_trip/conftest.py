"""The checklists that go out, and those that take in."""

import pytest

from disclosures.imports.files import visible_pages
from tests.factory import make_checklist, make_guideline, make_item, make_product

from .any_answers import ITEMS, PRODUCTS
from .written_sheets import read_here


@pytest.fixture
def source(db, monkeypatch):
    """The checklist that is written and goes out."""
    monkeypatch.setattr(visible_pages, "read_in_process", read_here)
    guideline = make_guideline("trip", items=())
    for position, (number, values) in enumerate(ITEMS.items()):
        make_item(guideline, number, position=position, **{"name": "", **values})
    products = [make_product(name, slug=f"p{at}") for at, name in enumerate(PRODUCTS)]
    return make_checklist("source", guideline=guideline, products=products, title="Sheet")


@pytest.fixture
def empty(source):
    """Another one, of the same guideline and products."""
    products = source.products()
    return make_checklist("empty", guideline=source.guideline, products=products, title="Sheet")
