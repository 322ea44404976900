"""Earlier texts and new items in a real browser: restored, read, taken over and answered."""

import pytest
from playwright.sync_api import expect

from disclosures.permissions import AUDITOR
from tests.browser import follow
from tests.factory import (
    answer_of,
    change_answer,
    editor,
    make_approved,
    make_user,
    manager,
    reviewer,
)

from .answers import bodies

pytestmark = pytest.mark.django_db(transaction=True)


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
    follow(desk, "[name=_save]")

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
    follow(manager_page, "[name=_save]")

    desk = at_the_desk(editor())

    expect(desk.locator(".line").last).to_contain_text("ほかに何がありますか。")
    expect(desk.locator(".line").last.locator(".mark.unanswered")).to_be_visible()
