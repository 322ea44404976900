"""A worksheet of many answers in a real browser: what is sent, and its pages."""

import pytest
from playwright.sync_api import expect

from disclosures.admin.editing.worksheet_pages import MAX_ITEMS
from tests.factory import answer_of, editor, make_checklist, make_guideline

from .answers import bodies

pytestmark = pytest.mark.django_db(transaction=True)


def body_of(page, checklist, number):
    return page.locator(f"[name=a{answer_of(checklist, number).pk}-body]")


def names_sent(request):
    """The names of the fields in a form that was sent in parts, and the rows that it names."""
    parts = [part for part in request.post_data.split("\r\n") if "form-data; name=" in part]
    return [part.split('name="')[1].rstrip('"') for part in parts]


def test_only_rows_with_something_typed_are_sent(at_the_desk, checklist):
    page = at_the_desk(editor())
    page.fill("#id_change_reason", "Because")
    body_of(page, checklist, "4").fill("Four")

    with page.expect_request(lambda request: request.method == "POST") as sent:
        page.click(".save-bar .default")

    rows = {name.removeprefix("initial-").split("-")[0] for name in names_sent(sent.value)}
    assert rows == {
        *("csrfmiddlewaretoken", "row", "change_reason"),
        f"a{answer_of(checklist, '4').pk}",
    }
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert bodies() == [("4", "Four")]


def test_the_next_page_is_led_to_and_saved(log_in, checklist):
    numbers = [str(number) for number in range(1, MAX_ITEMS + 3)]
    long = make_checklist("long", guideline=make_guideline("long", items=numbers))
    page = log_in(editor())
    page.goto(f"/admin/disclosures/checklist/{long.pk}/worksheet/")

    page.locator("nav.pages").first.get_by_role("link").nth(1).click()
    body_of(page, long, str(MAX_ITEMS + 1)).fill("Here")
    page.fill("#id_change_reason", "Because")
    with page.expect_navigation():
        page.keyboard.press("Control+s")

    expect(body_of(page, long, str(MAX_ITEMS + 1))).to_have_value("Here")
    expect(page.locator("nav.pages [aria-current]").first).to_contain_text(f"{MAX_ITEMS + 1}–")
    assert bodies() == [(str(MAX_ITEMS + 1), "Here")]


def test_the_reason_of_a_row_goes_with_it(at_the_desk, checklist):
    page = at_the_desk(editor())
    answer = answer_of(checklist, "2")
    body_of(page, checklist, "2").fill("Two")
    page.locator(f"#row-a{answer.pk} summary").click()
    page.fill(f"[name=a{answer.pk}-reason]", "For this one")
    page.fill("#id_change_reason", "For the others")

    with page.expect_navigation():
        page.keyboard.press("Control+s")

    assert answer.history.first().history_change_reason == "For this one"
