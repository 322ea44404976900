"""The editor's desk in a real browser: by keyboard, with unsaved text, and two at a time."""

import pytest
from playwright.sync_api import expect

from disclosures.models import Answer
from disclosures.permissions import AUDITOR
from tests.factory import (
    answer_of,
    change_answer,
    editor,
    make_approved,
    make_checklist,
    make_guideline,
    make_product,
    make_user,
    manager,
    reviewer,
)

pytestmark = pytest.mark.django_db(transaction=True)


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


def body_of(page, checklist, number):
    return page.locator(f"[name=a{answer_of(checklist, number).pk}-body]")


def bodies():
    rows = Answer.objects.exclude(body="").order_by("item__position")
    return list(rows.values_list("item__number", "body"))


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


@pytest.fixture
def published(checklist):
    """Version 1.0 says one thing, the public version 2.0 another."""
    change_answer(checklist, "1", body="まいにち1回保存します。", reason="初版")
    make_approved(checklist)
    change_answer(checklist, "1", body="まいにち2回保存します。", reason="回数を増やした")
    make_approved(checklist, "2.0")
    return checklist


def test_an_editor_restores_version_1_0_and_a_reviewer_reads_why(published, log_in):
    desk = log_in(editor())
    desk.goto("/admin/disclosures/revision/")
    desk.click("#result_list >> text=1.0")
    desk.click("a[href*='/restore/']")
    expect(desk.locator(".changes .difference .text")).to_have_text("まいにち21回保存します。")
    desk.fill("[name=reason]", "2.0は誤り")
    desk.click(".restore [type=submit]")
    expect(desk.locator(".messagelist .success")).to_be_visible()

    review = log_in(reviewer())
    review.goto(f"/admin/disclosures/checklist/{published.pk}/changes/")
    row = review.locator("#change-history tbody tr").first

    assert bodies() == [("1", "まいにち1回保存します。")]
    expect(row).to_contain_text("2.0は誤り")
    expect(row.locator("del")).to_have_text("2")
    expect(row.locator("ins")).to_have_text("1")


def test_an_auditor_reads_the_history_of_an_answer(published, log_in):
    auditor = log_in(make_user("auditor", role=AUDITOR))
    auditor.goto(f"/admin/disclosures/answer/{answer_of(published, '1').pk}/history/")

    rows = auditor.locator("#change-history tbody tr")
    expect(rows.first).to_contain_text("回数を増やした")
    expect(rows.first.locator("ins")).to_have_text("2")
    expect(rows).to_have_count(3)


def test_an_old_text_is_taken_into_the_form_and_saved_as_a_change(published, log_in):
    desk = log_in(editor())
    answer = answer_of(published, "1")
    first = answer.history.get(history_change_reason="初版")
    desk.goto(f"/admin/disclosures/answer/{answer.pk}/history/{first.pk}/")

    desk.click("a[href*='?from=']")
    expect(desk.locator("#id_body")).to_have_value("まいにち1回保存します。")
    desk.fill("#id_change_reason", "やはり1回")
    desk.click("[name=_save]")

    assert bodies() == [("1", "まいにち1回保存します。")]


def test_a_manager_adds_an_item_and_editors_find_it_unanswered(checklist, log_in, at_the_desk):
    manager_page = log_in(manager())
    manager_page.goto("/admin/disclosures/item/add/")
    manager_page.select_option("#id_guideline", index=1)
    manager_page.select_option("#id_section", index=1)
    manager_page.fill("#id_number", "11")
    manager_page.fill("#id_position", "11")
    manager_page.fill("#id_question", "ほかに何がありますか。")
    manager_page.fill("#id_change_reason", "設問の追加")
    manager_page.click("[name=_save]")

    desk = at_the_desk(editor())

    expect(desk.locator(".line").last).to_contain_text("ほかに何がありますか。")
    expect(desk.locator(".line").last.locator(".mark.unanswered")).to_be_visible()
