"""The editor's desk in a real browser: by keyboard, with unsaved text, and two at a time."""

import pytest
from playwright.sync_api import expect

from tests.factory import answer_of, change_answer, editor, make_approved, make_user, reviewer

from .answers import bodies

pytestmark = pytest.mark.django_db(transaction=True)


def body_of(page, checklist, number):
    return page.locator(f"[name=a{answer_of(checklist, number).pk}-body]")


def save_by_key(page):
    with page.expect_navigation():
        page.keyboard.press("Control+s")


def test_ten_answers_are_filled_by_keyboard_alone(at_the_desk, complaints):
    page = at_the_desk(editor())

    for number in range(1, 11):
        page.keyboard.press("Control+Enter")
        page.keyboard.type(f"Answer {number}")
    page.locator("#id_change_reason").focus()
    page.keyboard.type("First answers")
    save_by_key(page)

    expect(page.locator(".messagelist .success")).to_have_text("10件の回答を保存しました。")
    assert bodies() == [(str(number), f"Answer {number}") for number in range(1, 11)]
    assert complaints == []


def test_the_key_leads_back_too_and_passes_what_is_answered(at_the_desk, checklist):
    change_answer(checklist, "2", body="Answered")
    page = at_the_desk(editor())

    page.keyboard.press("Control+Enter")
    page.keyboard.press("Control+Enter")
    expect(body_of(page, checklist, "3")).to_be_focused()

    page.keyboard.press("Control+Shift+Enter")
    expect(body_of(page, checklist, "1")).to_be_focused()


def test_what_was_saved_is_not_offered_again_where_it_was_tidied(at_the_desk, checklist):
    page = at_the_desk(editor())
    page.fill("#id_change_reason", "Because")
    body_of(page, checklist, "8").fill("  Eight ")
    key = answer_of(checklist, "8").pk
    page.locator(f"#row-a{key} summary").click()
    page.fill(f"[name=a{key}-evidence]", "登録証、https://example.com/")

    save_by_key(page)

    expect(page.locator(f"[name=a{key}-evidence]")).to_have_value("登録証, https://example.com/")
    expect(page.locator("#unsaved")).to_be_hidden()
    page.reload()
    expect(page.locator("#unsaved")).to_be_hidden()
    assert answer_of(checklist, "8").body == "Eight"


def test_after_saving_the_page_stays_where_it_was(at_the_desk, checklist):
    page = at_the_desk(editor())
    page.fill("#id_change_reason", "Because")
    body_of(page, checklist, "8").fill("Eight")
    body_of(page, checklist, "8").scroll_into_view_if_needed()
    before = page.evaluate("scrollY")

    save_by_key(page)

    expect(body_of(page, checklist, "8")).to_be_focused()
    assert page.evaluate("scrollY") == before


def test_text_that_was_not_saved_is_offered_again(at_the_desk, checklist):
    page = at_the_desk(editor())
    body_of(page, checklist, "4").fill("Not saved yet")
    expect(page.locator(".touched")).to_have_text("未保存：1項目")
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(body_of(page, checklist, "4")).to_have_value("")

    page.click("#unsaved [value=take]")

    expect(body_of(page, checklist, "4")).to_have_value("Not saved yet")
    page.fill("#id_change_reason", "Because")
    save_by_key(page)
    expect(page.locator("#unsaved")).to_be_hidden()
    assert bodies() == [("4", "Not saved yet")]


def test_text_that_is_thrown_away_is_not_offered_again(at_the_desk, checklist):
    page = at_the_desk(editor())
    body_of(page, checklist, "4").fill("Not saved yet")
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()

    page.click("#unsaved [value=drop]")
    page.reload()

    expect(page.locator("#unsaved")).to_be_hidden()


def test_other_pages_of_the_checklist_say_that_text_is_not_saved(at_the_desk, checklist):
    page = at_the_desk(editor())
    page.on("dialog", lambda dialog: dialog.accept())
    submitting = f"/admin/disclosures/checklist/{checklist.pk}/submit/"
    page.goto(submitting)
    expect(page.locator("#unsaved")).to_be_hidden()
    page.go_back()
    body_of(page, checklist, "4").fill("Not saved yet")

    page.goto(submitting)

    expect(page.locator("#unsaved")).to_contain_text("（1欄）")
    page.click("#unsaved a")
    expect(page.locator("#unsaved [value=take]")).to_be_visible()


def test_unsaved_text_still_meets_what_somebody_else_saved(at_the_desk, checklist):
    page = at_the_desk(editor())
    body_of(page, checklist, "4").fill("Mine")
    change_answer(checklist, "4", by=make_user("other"), body="Theirs")
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()

    page.click("#unsaved [value=take]")
    page.fill("#id_change_reason", "Because")
    page.keyboard.press("Control+s")

    expect(page.locator(".conflict .sides")).to_contain_text("Theirs")
    assert bodies() == [("4", "Theirs")]


def test_unsaved_text_of_a_new_row_is_offered_again_until_it_is_saved(at_the_desk, checklist):
    page = at_the_desk(editor())
    page.on("dialog", lambda dialog: dialog.accept())
    new = page.locator("textarea[name^=n][name$=-body]")
    page.locator(".line .add summary").first.click()
    page.locator(".line .add a").first.click()
    new.fill("What Alpha adds")
    page.reload()

    page.click("#unsaved [value=take]")
    expect(new).to_have_value("What Alpha adds")
    page.fill("#id_change_reason", "Because")
    save_by_key(page)

    expect(page.locator("textarea[name$=-body]").nth(1)).to_have_value("What Alpha adds")
    expect(page.locator("#unsaved")).to_be_hidden()
    assert page.evaluate("Object.keys(localStorage).filter((key) => /kaiji/.test(key))") == []


def test_leaving_with_unsaved_text_asks_first(at_the_desk, checklist):
    page, asked = at_the_desk(editor()), []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))

    page.goto("/admin/")
    page.go_back()
    body_of(page, checklist, "1").fill("Not saved")
    page.goto("/admin/")

    assert asked == ["beforeunload"]


def test_two_people_fill_different_rows_and_both_are_kept(at_the_desk, checklist):
    one, other = at_the_desk(editor()), at_the_desk(make_user("other", is_superuser=True))
    for page, number in ((one, "1"), (other, "2")):
        body_of(page, checklist, number).fill(f"Answer {number}")
        page.fill("#id_change_reason", "Because")
        save_by_key(page)

    assert bodies() == [("1", "Answer 1"), ("2", "Answer 2")]


def test_two_people_at_the_same_row_see_both_texts(at_the_desk, checklist):
    one, other = at_the_desk(editor()), at_the_desk(make_user("other", is_superuser=True))
    for page, text in ((one, "The first text"), (other, "The second text")):
        body_of(page, checklist, "1").fill(text)
        page.fill("#id_change_reason", "Because")
        page.keyboard.press("Control+s")
        expect(page.locator(".messagelist")).to_be_visible()

    expect(other.locator(".conflict .sides")).to_contain_text("The first text")
    expect(body_of(other, checklist, "1")).to_have_value("The second text")
    assert bodies() == [("1", "The first text")]

    save_by_key(other)
    assert bodies() == [("1", "The second text")]


def test_an_answer_for_a_product_is_added_without_losing_what_was_typed(at_the_desk, checklist):
    page = at_the_desk(editor())
    body_of(page, checklist, "1").fill("For all")
    line = page.locator(".line").first

    line.locator(".add summary").click()
    line.locator(".add a").click()
    expect(page.locator("[name^=n][name$=-body]")).to_be_focused()
    page.keyboard.type("What Alpha adds")
    page.fill("#id_change_reason", "Because")
    save_by_key(page)

    assert bodies() == [("1", "For all"), ("1", "What Alpha adds")]


def test_a_reviewer_reads_the_worksheet_and_cannot_type(at_the_desk, checklist):
    change_answer(checklist, "1", body="Words")
    make_approved(checklist)

    page = at_the_desk(reviewer())

    expect(page.locator(".line").first).to_contain_text("Words")
    expect(page.locator("textarea")).to_have_count(0)
