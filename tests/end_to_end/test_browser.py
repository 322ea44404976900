"""The main line as people walk it, in a real browser: edit, submit, approve, read, withdraw."""

import pytest
from playwright.sync_api import expect

from disclosures.permissions import REVIEWER
from tests.browser import PHONE, follow
from tests.factory import (
    change_answer,
    editor,
    get_user,
    make_approved,
    make_checklist,
    reviewer,
)


@pytest.fixture
def published():
    """Version 1.0 of a checklist, public."""
    checklist = make_checklist(title="A sheet in a browser")
    change_answer(checklist, "1", availability="no", body="The words before.")
    make_approved(checklist)
    return checklist


@pytest.mark.django_db(transaction=True)
def test_a_change_goes_from_the_desk_of_an_editor_to_the_readers(
    published, log_in, open_page, complaints
):
    reader = open_page("/sheet/")
    expect(reader.locator("#item-1 .answer")).to_contain_text("The words before.")

    desk = log_in(editor())
    desk.goto("/admin/disclosures/answer/")
    desk.click("text=Name 1")
    desk.select_option("#id_availability", "yes")
    desk.fill("#id_body", "The words after.")
    desk.fill("#id_change_reason", "Asked by a customer")
    follow(desk, "[name=_save]")
    desk.goto("/admin/disclosures/checklist/")
    desk.click("text=A sheet in a browser")
    desk.click("a[href$='/submit/']")
    desk.fill("[name=version]", "2.0")
    desk.fill("[name=updated_on]", "2025-10-01")
    desk.fill("[name=summary]", "Item 1 says the opposite.")
    desk.click("#content-main [type=submit]")
    expect(desk.locator(".changes ins")).to_have_text(["有り", "after"])

    reader.reload()
    expect(reader.locator("#item-1 .answer")).to_contain_text("The words before.")

    review = log_in(reviewer())
    review.goto("/admin/disclosures/revision/")
    review.click("#result_list >> text=2.0")
    expect(review.locator(".difference.risk-flip")).to_be_visible()
    review.click("#approve [value=now]")
    expect(review.locator(".messagelist .success")).to_be_visible()

    reader.reload()
    expect(reader.locator("#item-1 .answer")).to_contain_text("The words after.")

    review.fill("[name=withdraw-reason]", "A mistake")
    review.fill("[name=withdraw-public_notice]", "This version held a mistake.")
    review.click("#withdraw [type=submit]")
    expect(review.locator(".messagelist .success")).to_be_visible()

    reader.reload()
    expect(reader.locator("#item-1 .answer")).to_contain_text("The words before.")
    reader.goto("/sheet/versions/2.0/")
    expect(reader.locator("h1")).to_be_visible()
    expect(reader.locator(".notice")).to_have_count(0)

    second = log_in(get_user("second-reviewer", REVIEWER))
    second.goto(review.url)
    second.click("#approve_notice [type=submit]")
    expect(second.locator(".messagelist .success")).to_be_visible()
    reader.reload()
    expect(reader.locator(".notice")).to_have_text("This version held a mistake.")
    assert [said for said in complaints if "410" not in said] == []


@pytest.mark.django_db(transaction=True)
def test_a_phone_shows_the_answer_first_and_needs_no_sideways_scrolling(published, open_page):
    page = open_page("/sheet/", viewport=PHONE)

    answer = page.locator("#item-1 .answer").bounding_box()
    question = page.locator("#item-1 .question").bounding_box()
    width = page.evaluate("document.documentElement.scrollWidth")

    assert answer["y"] < question["y"]
    assert width <= PHONE["width"]
    expect(page.locator("#item-1 summary")).to_have_text("Question 1?")
    expect(page.locator("#item-1 .question p")).to_be_hidden()  # nobody reads it twice


@pytest.mark.django_db(transaction=True)
def test_the_banner_of_an_old_version_leads_to_the_same_item_in_the_newest(published, open_page):
    make_approved(published, "2.0")
    page = open_page("/sheet/versions/1.0/#item-3")

    page.click(".older .newest")

    expect(page).to_have_url(page.url.split("/sheet/")[0] + "/sheet/#item-3")


@pytest.mark.django_db(transaction=True)
def test_the_page_is_whole_without_scripts(published, open_page):
    page = open_page("/sheet/", viewport=PHONE, java_script_enabled=False)

    expect(page.locator("#item-1 summary")).to_have_text("Question 1?")
    expect(page.locator("#item-1 .answer")).to_contain_text("The words before.")
