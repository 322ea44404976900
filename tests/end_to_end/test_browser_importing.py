"""The preview of an import in a real browser."""

import pytest
from django.urls import reverse

from disclosures.imports.run import confirm, preview, receive
from tests.browser import PHONE, follow
from tests.factory import answer_of, editor, make_checklist
from tests.pages import page_of

pytestmark = pytest.mark.django_db(transaction=True)


def test_columns_can_be_named_on_a_phone(log_in, complaints):
    checklist = make_checklist()
    content = b"said,where,what\nFirst.,Question 1?,1\n"
    intake = receive(checklist, "table.csv", content, by=editor())
    page = log_in(editor(), viewport=PHONE)
    page.goto(page_of(intake, "preview"))

    for at, role in enumerate(("answer", "question", "number")):
        page.select_option(f"[name=column{at}]", role, timeout=3_000)
    follow(page, "#columns_form button")

    assert page.locator("tr.set").count() == 1
    assert complaints == []


ROWS = """No.,項目,内容,回答
1,Name 1,Question 1?,First.
2,Name 2,Question 2?,Second.
3,Name 3,Another question,Third.
"""


def test_a_tick_that_was_taken_away_stays_so_while_other_rows_are_in_view(log_in, complaints):
    checklist = make_checklist()
    intake = receive(checklist, "table.csv", ROWS.encode(), by=editor())
    page = log_in(editor())
    page.goto(page_of(intake, "preview"))
    page.uncheck("[name=take][value='0']")

    for only in ("problems", ""):
        follow(page, f"[name=look][value='{only}']")
        assert page.locator("tr.set:visible").count() == (0 if only else 2)
    page.fill("[name=change_reason]", "Yearly review")
    follow(page, "[type=submit].default >> nth=0")

    assert [answer_of(checklist, number).body for number in ("1", "2")] == ["", "Second."]
    assert complaints == []


def test_the_link_beside_a_row_leads_to_the_row_of_the_headings(log_in):
    rows = b"No.,item,question,said\n,,,here\n1,Name 1,Question 1?,First.\n"
    intake = receive(make_checklist(), "table.csv", rows, by=editor())
    roles = {"0": "number", "1": "name", "2": "question", "3": "answer"}
    intake.read_as({"page": None, "heading_row": None, "columns": roles}, by=editor())
    page = log_in(editor())
    page.goto(page_of(intake, "preview"))

    page.click("tr.unsure [href='#columns']")
    page.fill("[name=heading_row]", "2", timeout=3_000)
    follow(page, "#columns_form button")

    assert (page.locator("tr.set").count(), page.locator("#columns[open]").count()) == (1, 0)


def test_a_long_reason_fits_and_paper_has_no_frame(log_in):
    checklist = make_checklist()
    intake = receive(checklist, "table.csv", ROWS.encode(), by=editor())
    _preview, seen = preview(intake)
    confirm(intake, by=editor(), seen=seen, ticked=[0, 1], reason="x" * 400)
    page = log_in(editor(), viewport={"width": 1280, "height": 900})
    for address in (page_of(intake), reverse("admin:audit_bulkchange_changelist")):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 1280
        wide = "[...document.querySelectorAll('td, .readonly')].map((e) => e.scrollWidth)"
        assert max(page.evaluate(wide)) <= 1280

    page.set_viewport_size({"width": 718, "height": 1000})  # A4 within its margins
    page.emulate_media(media="print")
    page.goto(page_of(checklist, "changes"))

    assert page.locator("#toggle-nav-sidebar:visible, #header:visible").count() == 0
    assert page.locator("#change-history .what").first.bounding_box()["width"] > 250
    assert page.locator("#change-history .part").first.is_visible()
