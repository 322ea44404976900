"""What people typed and did not send yet stays in their browser, whatever became of the session."""

import json

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from accounts.credential_seal import seal
from disclosures.models import Comment
from tests.browser import PASSWORD, follow
from tests.end_to_end.axe import violations
from tests.factory import answer_of, change_answer, editor, make_user, reviewer
from tests.pages import page_of

from .kept_texts import KEPT

pytestmark = pytest.mark.django_db(transaction=True)


DAYS = 24 * 60 * 60 * 1000


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
    page.fill("[name=login]", user.username)
    page.fill("[name=password]", PASSWORD)
    follow(page, "form[action*=login] button >> nth=0")


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
    seal(other)
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
