"""The reviewer's desk in a real browser: from a submission with comments to the public and back."""

from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from disclosures.models import Comment
from disclosures.notifications.sending import send_due
from disclosures.permissions import EDITOR, REVIEWER
from tests.browser import follow
from tests.factory import change_answer, make_approved, make_checklist, make_user, submit
from tests.pages import page_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def checklist():
    """Version 1.0 is public; two answers changed since."""
    checklist = make_checklist(title="Sheet")
    change_answer(checklist, "1", availability="no", body="暗号化していません。")
    change_answer(checklist, "2", body="7日分を保管します。")
    change_answer(checklist, "3", body="窓口は一つです。")
    make_approved(checklist)
    change_answer(checklist, "1", availability="yes", body="暗号化しています。")
    change_answer(checklist, "2", body="14日分を保管します。")
    return checklist


@pytest.fixture
def desk(log_in):
    """A page of their own for each person, made with that role and a mail address."""

    def desk(name, role):
        return log_in(make_user(name, role=role, email=f"{name}@example.com"))

    return desk


def submit_as(page, checklist, version):
    page.goto(page_of(checklist, "submit"))
    page.fill("#id_version", version)
    page.fill("#id_summary", "暗号化と保管の期間を改めました。")
    follow(page, ".submit [type=submit]")
    return page.url


def line(page, number):
    return page.locator(".line").filter(has=page.locator(f".number:text-is('{number}')"))


def public_answers(open_page):
    page = open_page("/sheet/")
    return page.locator("#item-1").inner_text(), page.locator("#item-2").inner_text()


def test_from_comments_to_a_scheduled_version_and_back(
    desk, open_page, checklist, clock, server, mailing, complaints
):
    editor, reviewer = desk("ed", EDITOR), desk("rev", REVIEWER)
    second = desk("rev2", REVIEWER)

    # The editor submits, and both reviewers hear of it.
    address = submit_as(editor, checklist, "2.0")
    send_due()
    assert sorted(server.recipients) == ["rev2@example.com", "rev@example.com"]

    # A reviewer comments on two items and sends the version back.
    reviewer.goto(address)
    expect(reviewer.locator(".changes .item h3 .number")).to_have_text(["1", "2"])
    for number, text in [("1", "いつからですか。"), ("2", "どこに保管しますか。")]:
        item = reviewer.locator(f"#item-{number}")
        item.locator("summary").click()
        item.locator("textarea").fill(text)
    reviewer.fill("#id_send_back-reason", "コメントをご確認ください。")
    reviewer.click("#send_back [type=submit]")
    expect(reviewer.locator(".messagelist")).to_contain_text(
        "お客様には版 1.0 が表示されています。"
    )
    send_due()
    assert server.recipients.count("ed@example.com") == 1

    # The editor finds both on the rows, changes one, replies to the other, and submits again.
    editor.goto(page_of(checklist, "worksheet") + "?only=commented")
    expect(editor.locator(".line .remark .text").first).to_have_text("いつからですか。")
    expect(editor.locator(".line .remark")).to_have_count(2)
    line(editor, "1").locator("textarea[name$=-body]").fill("2020年から暗号化しています。")
    editor.fill("#id_change_reason", "コメントを受けて補足")
    with editor.expect_navigation():
        editor.keyboard.press("Control+s")
    expect(editor.locator(".line .remark")).to_have_count(1)
    line(editor, "2").locator(".remark summary").click()
    line(editor, "2").locator(".remark textarea").fill("国内の拠点です。")
    line(editor, "2").locator(".remark button").click()
    expect(editor.locator(".messagelist")).to_contain_text("返信を記録しました。")
    clock.forward(minutes=5)
    again = submit_as(editor, checklist, "2.0")

    # Another reviewer sees what became of the comments and approves for tomorrow, 00:00.
    second.goto(again)
    expect(second.locator(".remarks .state")).to_have_text(["項目を変更済み", "返信済み"])
    expect(second.locator("#item-1 .reasons")).to_contain_text("コメントを受けて補足")
    tomorrow = timezone.localdate() + timedelta(days=1)
    midnight = timezone.make_aware(datetime.combine(tomorrow, time()))
    second.fill("#id_approve-at", f"{tomorrow}T00:00")
    second.click("#approve [value=later]")
    expect(second.locator(".messagelist")).to_contain_text("から版 2.0 が表示されます。")

    # Readers see it at that minute and not before.
    clock.move_to(midnight - timedelta(seconds=1))
    assert "していません" in public_answers(open_page)[0]
    clock.move_to(midnight)
    assert public_answers(open_page)[0].count("2020年から暗号化しています。") == 1

    # A withdrawal brings the old one back.
    second.goto(again)
    second.fill("#id_withdraw-reason", "誤りがありました。")
    second.fill("#id_withdraw-public_notice", "お問い合わせください。")
    second.click("#withdraw [type=submit]")
    expect(second.locator(".messagelist")).to_contain_text("お客様には版 1.0 が表示されています。")
    assert "していません" in public_answers(open_page)[0]

    # Each message comes once: two submissions to two, three decisions to one, and the withdrawal
    # to who can approve its notice.
    send_due()
    send_due()
    assert sorted(server.recipients) == [
        *["ed@example.com"] * 3,
        *["rev2@example.com"] * 2,
        *["rev@example.com"] * 3,
    ]
    assert complaints == []


def test_the_changes_are_walked_through_by_key(desk, checklist):
    editor, reviewer = desk("ed", EDITOR), desk("rev", REVIEWER)
    reviewer.goto(submit_as(editor, checklist, "2.0"))

    reviewer.keyboard.press("Control+Enter")
    expect(reviewer.locator("#item-1")).to_be_focused()
    reviewer.keyboard.press("Control+Enter")
    expect(reviewer.locator("#item-2")).to_be_focused()
    expect(reviewer.locator(".save-bar .place")).to_have_text("2 / 2")
    reviewer.keyboard.press("Control+Shift+Enter")
    expect(reviewer.locator("#item-1")).to_be_focused()


def test_leaving_with_a_comment_that_was_not_sent_asks_first(desk, checklist):
    editor, reviewer = desk("ed", EDITOR), desk("rev", REVIEWER)
    reviewer.goto(submit_as(editor, checklist, "2.0"))
    reviewer.locator("#item-1 summary").click()
    reviewer.locator("#item-1 textarea").fill("いつからですか。")

    asked = []
    reviewer.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    reviewer.goto("/admin/")

    assert asked == ["beforeunload"]
    assert not Comment.objects.exists()


def test_deciding_with_a_comment_that_was_not_kept_asks_first(desk, checklist):
    editor, reviewer = desk("ed", EDITOR), desk("rev", REVIEWER)
    reviewer.goto(submit_as(editor, checklist, "2.0"))
    reviewer.locator("#item-1 summary").click()
    reviewer.locator("#item-1 textarea").fill("いつからですか。")

    asked = []
    reviewer.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    reviewer.click("#approve [value=now]")

    assert asked == [
        "入力したコメントは、この操作では送信されません（このブラウザーに残ります）。このまま続けますか？"
    ]
    expect(reviewer.locator("#item-1 textarea")).to_have_value("いつからですか。")
    assert checklist.revisions.get(version="2.0").state == "submitted"


def test_what_moved_since_the_version_that_was_sent_back(desk, checklist):
    editor, reviewer = desk("ed", EDITOR), desk("rev", REVIEWER)
    reviewer.goto(submit_as(editor, checklist, "2.0"))
    reviewer.fill("#id_send_back-reason", "3も見直してください。")
    reviewer.click("#send_back [type=submit]")
    change_answer(checklist, "3", body="窓口は二つです。")

    reviewer.goto(submit_as(editor, checklist, "2.1"))
    expect(reviewer.locator(".changes .item")).to_have_count(3)
    reviewer.click(".against a")

    expect(reviewer.locator(".changes .item h3 .number")).to_have_text(["3"])


@pytest.fixture
def review(desk, checklist):
    """Version 2.0 before a reviewer's eyes."""
    revision = submit(checklist, "2.0")
    page = desk("rev", REVIEWER)
    page.goto(page_of(revision))
    return page


def test_publishing_at_a_time_needs_the_time(review, checklist):
    errors = review.locator("#approve .errorlist")
    review.click("#approve [value=later]")
    expect(errors).to_have_text("公開する日時を入力してください。")

    with review.expect_navigation():
        review.press("#id_approve-at", "Enter")

    expect(errors).to_have_text("公開する日時を入力してください。")
    assert checklist.revisions.get(version="2.0").approved_at is None


def test_publishing_now_publishes_now(review, checklist):
    review.click("#approve [value=now]")

    expect(review.locator(".messagelist .success")).to_be_visible()
    assert checklist.revisions.current().version == "2.0"
