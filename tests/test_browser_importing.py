"""The preview of an import in a real browser."""

import pytest

from disclosures.intake import receive
from tests.factory import editor, make_checklist
from tests.pages import page_of
from tests.test_browser import PHONE

pytestmark = pytest.mark.django_db(transaction=True)


def test_columns_can_be_named_on_a_phone(log_in, complaints):
    checklist = make_checklist()
    content = b"said,where,what\nFirst.,Question 1?,1\n"
    intake = receive(checklist, "table.csv", content, by=editor())
    page = log_in(editor(), viewport=PHONE)
    page.goto(page_of(intake, "preview"))

    for at, role in enumerate(("answer", "question", "number")):
        page.select_option(f"[name=column{at}]", role, timeout=3_000)
    with page.expect_navigation():
        page.click("#columns_form button")

    assert page.locator("tr.set").count() == 1
    assert complaints == []
