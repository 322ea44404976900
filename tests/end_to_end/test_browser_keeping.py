"""What people typed and did not send yet stays in their browser, whatever became of the session."""

import json

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from disclosures.models import Checklist, Comment
from tests.browser import PASSWORD
from tests.factory import (
    answer_of,
    change_answer,
    editor,
    make_approved,
    make_checklist,
    make_product,
    make_user,
    reviewer,
    submit,
)
from tests.pages import page_of

from .test_accessibility import violations

pytestmark = pytest.mark.django_db(transaction=True)

KEPT = "Object.keys(localStorage).filter((key) => key.startsWith('kaiji-'))"
DAYS = 24 * 60 * 60 * 1000


@pytest.fixture
def submitted():
    """Version 2.0 waits for a decision; items 1 and 2 changed since version 1.0."""
    checklist = make_checklist()
    make_approved(checklist)
    for number in ("1", "2"):
        change_answer(checklist, number, body=f"Words {number}")
    return submit(checklist, "2.0")


@pytest.fixture
def review(log_in, submitted):
    page = log_in(reviewer())
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(page_of(submitted))
    return page


def comment_on(page, number, text):
    item = page.locator(f"#item-{number}")
    item.locator("summary").click()
    item.locator("textarea").fill(text)


def comments_in(page):
    return [page.locator(f"#item-{number} textarea").input_value() for number in ("1", "2")]


def end_sessions():
    Session.objects.all().delete()


def log_in_again(page, user):
    page.fill("#id_username", user.username)
    page.fill("#id_password", PASSWORD)
    page.click("[type=submit]")


def warning(page):
    return page.locator(".messagelist .warning")


def test_comments_outlive_a_session_that_ended_before_they_were_sent(review, submitted, complaints):
    comment_on(review, "1", "いつからですか。")
    comment_on(review, "2", "どこに保管しますか。")
    review.fill("#id_send_back-reason", "コメントをご確認ください。")
    end_sessions()
    review.click("#send_back [type=submit]")
    expect(warning(review)).to_contain_text("何も行われていません。")

    log_in_again(review, reviewer())
    expect(review).to_have_url(f"{review.url.split('/admin')[0]}{page_of(submitted)}")
    expect(warning(review)).to_contain_text("まだ何も行われていません。")
    expect(review.locator(".kept p")).to_have_text(
        "送信していない入力がこのブラウザーに残っています（3欄）。"
    )
    assert comments_in(review) == ["", ""]

    review.click(".kept [value=take]")
    assert comments_in(review) == ["いつからですか。", "どこに保管しますか。"]
    expect(review.locator("#item-1 textarea")).to_be_visible()
    review.click("#send_back [type=submit]")

    expect(review.locator(".messagelist .success")).to_be_visible()
    texts = Comment.objects.order_by("number").values_list("text", flat=True)
    assert list(texts) == ["いつからですか。", "どこに保管しますか。"]
    assert review.evaluate(KEPT) == []
    assert complaints == []


def test_what_is_still_offered_is_not_overwritten(review, submitted):
    comment_on(review, "1", "いつからですか。")
    review.reload()
    comment_on(review, "1", "x")

    review.reload()
    review.click(".kept [value=take]")

    assert comments_in(review)[0] == "いつからですか。"


def test_text_whose_field_is_gone_is_shown_to_be_copied(review, submitted):
    comment_on(review, "1", "いつからですか。")
    submitted.send_back(by=make_user(), reason="Too short")

    review.goto(page_of(submitted))

    expect(review.locator(".kept dt")).to_have_text("項目1へのコメント")
    expect(review.locator(".kept dd")).to_have_text("いつからですか。")
    review.click(".kept [value=drop]")
    review.reload()
    expect(review.locator(".kept")).to_have_count(0)


def test_what_was_not_part_of_what_was_sent_stays(review):
    comment_on(review, "1", "いつからですか。")
    review.fill("#id_send_back-reason", "Not yet decided")
    review.click("#send_back [formaction]")
    expect(review.locator(".messagelist .success")).to_be_visible()

    review.click(".kept [value=take]")

    expect(review.locator("#id_send_back-reason")).to_have_value("Not yet decided")
    assert comments_in(review) == ["", ""]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_offered_breaks_no_rule_of_axe(log_in, submitted, scheme):
    page = log_in(reviewer(), color_scheme=scheme)
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(page_of(submitted))
    comment_on(page, "1", "いつからですか。")
    submitted.send_back(by=make_user(), reason="Too short")
    page.goto(page_of(submitted))

    assert (page.locator(".kept dd").count(), violations(page)) == (1, [])


def test_rows_of_the_worksheet_that_could_not_be_saved_stay(log_in, submitted):
    page = log_in(editor())
    page.on("dialog", lambda dialog: dialog.accept())
    worksheet = page_of(submitted.checklist, "worksheet")
    page.goto(worksheet)
    body = page.locator(f"[name=a{answer_of(submitted.checklist, '3').pk}-body]")
    body.fill("Three")
    page.fill("#id_change_reason", "Because")
    change_answer(submitted.checklist, "3", by=make_user("other"), body="Theirs")
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    expect(page.locator(".has-failed")).to_be_visible()
    expect(page.locator("#unsaved")).to_be_hidden()

    page.goto(worksheet)
    page.click("#unsaved [value=take]")

    expect(body).to_have_value("Three")


def test_what_was_sent_in_vain_stays(review, submitted):
    review.fill("#id_approve-note", "Checked with legal")
    review.click("#approve [value=later]")
    expect(review.locator("#approve .errorlist")).to_have_text("公開する日時を入力してください。")
    expect(review.locator(".kept")).to_have_count(0)

    review.goto(page_of(submitted))

    review.click(".kept [value=take]")
    expect(review.locator("#id_approve-note")).to_have_value("Checked with legal")


def test_only_what_was_typed_is_kept_and_nothing_hidden(review):
    review.fill("#id_send_back-reason", "Why")
    review.locator("#send_back [type=submit]").focus()

    [key] = review.evaluate(KEPT)
    kept = json.loads(review.evaluate("(key) => localStorage.getItem(key)", key))
    assert list(kept) == ["send_back-reason"]


def test_text_is_kept_for_fourteen_days(review, submitted):
    review.fill("#id_send_back-reason", "Why")
    [key] = review.evaluate(KEPT)
    age = """([key, days]) => {
      const all = JSON.parse(localStorage.getItem(key));
      for (const draft of Object.values(all)) draft.at -= days;
      localStorage.setItem(key, JSON.stringify(all));
    }"""

    review.evaluate(age, [key, 13 * DAYS])
    review.goto(page_of(submitted))
    expect(review.locator(".kept")).to_be_visible()
    review.evaluate(age, [key, 2 * DAYS])
    review.goto("/admin/")

    assert review.evaluate(KEPT) == []


def test_nobody_else_is_offered_it(review, submitted):
    review.fill("#id_send_back-reason", "Why")
    other = make_user("other", is_superuser=True)
    other.set_password(PASSWORD)
    other.save()
    end_sessions()
    review.goto(page_of(submitted))

    log_in_again(review, other)

    expect(review.locator("#approve")).to_be_visible()
    expect(review.locator(".kept")).to_have_count(0)


def test_logging_out_asks_first_and_forgets_it(log_in, submitted):
    page, asked = log_in(reviewer()), []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))
    page.goto(page_of(submitted))
    page.fill("#id_send_back-reason", "Why")

    page.click("#logout-form button")
    page.wait_for_url("**/logout/")

    assert asked[0] == (
        "保存または送信していない入力がこのブラウザーに残っています。"
        "ログアウトすると消去されます。ログアウトしますか？"
    )
    assert page.evaluate(KEPT) == []


def forms(checklist):
    """Pages with texts to type, each with one of its fields."""
    first = checklist.revisions.get(version="1.0")
    remark = Comment.objects.get()
    return {
        "submit": (page_of(checklist, "submit"), "#id_summary"),
        "restore": (page_of(checklist, "restore", first.pk), "#id_reason"),
        "confirm": (page_of(checklist, "confirm") + "?only=all", "#id_change_reason"),
        "replace": (page_of(checklist, "replace"), "#id_find"),
        "withdraw": (page_of(first), "#id_withdraw-public_notice"),
        "worksheet": (page_of(checklist, "worksheet"), "#id_change_reason"),
        "reply": (page_of(checklist, "worksheet"), f"#reply-{remark.pk}"),
        "answer": (page_of(answer_of(checklist, "1")), "#id_body"),
        "guideline": (page_of(checklist.guideline), "#id_change_reason"),
        "add an item": ("/admin/disclosures/item/add/", "#id_question"),
        "delete": (page_of(make_product("Unused"), "delete"), "#id_change_reason"),
    }


PAGES = ["submit", "restore", "confirm", "replace", "withdraw", "worksheet", "reply"]
PAGES += ["answer", "guideline", "add an item", "delete"]


@pytest.mark.parametrize("name", PAGES)
def test_every_form_of_staff_offers_again_what_was_typed(log_in, submitted, name):
    submitted.send_back(by=reviewer(), reason="Too short", texts={"1": "Since when?"})
    page = log_in(make_user("all", is_superuser=True))
    page.on("dialog", lambda dialog: dialog.accept())
    address, field = forms(submitted.checklist)[name]
    page.goto(address)
    page.locator("details:has(textarea)").evaluate_all("all => all.forEach(one => one.open = true)")
    before = page.locator(field).input_value()
    page.fill(field, "Typed with care")

    page.goto(address)
    expect(page.locator(field)).to_have_value(before)
    page.click(".kept [value=take]")

    expect(page.locator(field)).to_have_value("Typed with care")


def test_a_submission_is_forgotten_once_it_is_made(log_in, submitted):
    submitted.send_back(by=reviewer(), reason="Too short")
    page = log_in(editor())
    page.goto(page_of(submitted.checklist, "submit"))
    page.fill("#id_summary", "What changed")

    page.click(".submit [type=submit]")

    expect(page.locator(".messagelist .success")).to_be_visible()
    assert Checklist.objects.get().revisions.order_by("number").last().summary == "What changed"
    assert page.evaluate(KEPT) == []


def test_text_for_a_form_of_one_answer_still_meets_what_somebody_else_saved(log_in, submitted):
    answer = answer_of(submitted.checklist, "1")
    page = log_in(editor())
    page.goto(page_of(answer))
    page.fill("#id_body", "Mine")
    change_answer(submitted.checklist, "1", by=make_user("other"), body="Theirs")
    page.goto(page_of(answer))

    page.click(".kept [value=take]")
    page.fill("#id_change_reason", "Because")
    page.click("[name=_save]")

    expect(page.locator(".conflict .sides")).to_contain_text("Theirs")
    assert answer_of(submitted.checklist, "1").body == "Theirs"


def test_the_reason_of_a_save_does_not_sign_the_next(log_in, submitted):
    page = log_in(editor())
    page.goto(page_of(submitted.checklist, "worksheet"))
    page.fill(f"[name=a{answer_of(submitted.checklist, '3').pk}-body]", "Three")
    page.fill("#id_change_reason", "Because")

    with page.expect_navigation():
        page.keyboard.press("Control+s")

    expect(page.locator("#id_change_reason")).to_have_value("")
    expect(page.locator(".kept")).to_have_count(0)
