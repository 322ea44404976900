"""A worksheet with ten items, open at the desk."""

import pytest

from tests.factory import make_checklist, make_guideline, make_product


@pytest.fixture
def checklist():
    """Ten items nobody has answered, for one product."""
    guideline = make_guideline(items=[str(number) for number in range(1, 11)])
    return make_checklist(guideline=guideline, products=[make_product()])


@pytest.fixture
def at_the_desk(log_in, checklist):
    """Opens the worksheet as that user, in a browser of their own."""

    def open_worksheet(user):
        page = log_in(user)
        page.goto(f"/admin/disclosures/checklist/{checklist.pk}/worksheet/")
        return page

    return open_worksheet
