"""Confirming many answers, in a real browser."""

from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from disclosures.models import Checklist
from tests.browser import PHONE
from tests.factory import change_answer, editor, make_checklist

pytestmark = pytest.mark.django_db(transaction=True)

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture
def desk(log_in):
    """The page with two overdue answers and an overdue row that nobody answered."""
    checklist = make_checklist(review_interval=12)
    for number, words in [("1", "Words."), ("2", "More words."), ("3", "")]:
        change_answer(checklist, number, body=words, review_due_on=date(2020, 1, 1))
    page = log_in(editor())
    page.goto(f"/admin/disclosures/checklist/{checklist.pk}/confirm/")
    return page


def violations(page):
    """What axe-core finds in our part of the page."""
    found = Axe().run(page, "#content-main", options={"runOnly": WCAG}).response["violations"]
    return [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found]


def test_one_tick_ticks_all_that_can_be_confirmed(desk, complaints):
    desk.check("#tick-all")
    desk.uncheck("[name=seen] >> nth=0")
    half = desk.locator("#tick-all").evaluate("tick => tick.indeterminate")
    desk.check("#tick-all")
    desk.fill("#id_change_reason", "Read again")
    desk.click("#confirm_form [type=submit]")

    expect(desk.locator(".messagelist .success")).to_be_visible()
    expect(desk.locator("[name=seen]")).to_have_count(0)
    expect(desk.locator("#confirm_form tbody tr")).to_have_count(1)
    assert (half, complaints) == (True, [])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_accessible(desk, scheme):
    desk.emulate_media(color_scheme=scheme)
    desk.reload()  # links change their colour slowly
    listed = violations(desk)
    change_answer(Checklist.objects.get(), "1", body="Words of somebody else.")
    desk.check("#tick-all")
    desk.fill("#id_change_reason", "Read again")
    desk.click("#confirm_form [type=submit]")
    expect(desk.locator("tr.refused .overdue")).to_be_visible()

    assert (listed, violations(desk)) == ([], [])


def test_a_phone_needs_no_sideways_scrolling(desk):
    desk.set_viewport_size(PHONE)

    assert desk.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
