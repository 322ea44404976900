"""The mail of `send_reminders`: what it says, and what it does not."""

from datetime import date

import pytest
from django.db import connection

from disclosures.models import Answer
from disclosures.permissions import EDITOR
from tests.factory import change_answer, make_user, reviewer, submit
from tests.mail_server import SITE

from .reminders import TODAY, make_owner, run

pytestmark = pytest.mark.django_db


HEADERS = [
    "Auto-Submitted",
    "Content-Transfer-Encoding",
    "Content-Type",
    "Date",
    "From",
    "MIME-Version",
    "Message-ID",
    "Subject",
    "To",
]


def test_the_mail_says_in_japanese_what_waits_and_where(checklist, mailing, server, today):
    ito = make_owner("ito", checklist, "1", on=date(2026, 3, 1))
    change_answer(checklist, "2", owner=ito, review_due_on=TODAY)
    submit(checklist, "2.0", by=ito).send_back(by=reviewer(), reason="日付がありません。")

    printed, complaints = run()

    [mail] = server.mails
    body = mail.get_content()
    first, second = Answer.objects.owned_by(ito)
    assert (printed, complaints) == ("1 reminder(s) sent.\n", [])
    assert (mail["To"], mail["From"]) == ("ito@example.com", "kaiji@example.com")
    assert server.subjects == ["【Kaiji】ご対応のお願い：見直し期限 2件・差し戻し 1件"]
    assert (mail.get_content_type(), mail["Auto-Submitted"]) == ("text/plain", "auto-generated")
    assert [line.strip() for line in body.splitlines() if line][2:12] == [
        "■ 見直しの時期になった、あなたの担当の回答（2件）",
        "・1 Name 1",
        "チェックシート：Sheet of A & B <C>",
        "見直し期限：2026年3月1日（期限を過ぎています）",
        f"{SITE}/admin/disclosures/answer/{first.pk}/change/",
        "・2 Name 2",
        "チェックシート：Sheet of A & B <C>",
        "見直し期限：2026年4月1日（本日）",
        f"{SITE}/admin/disclosures/answer/{second.pk}/change/",
        "内容に変わりがなければ、リンク先の画面の「変更なしを確認」から確認を記録してください。",
    ]
    assert "理由：日付がありません。" in body


def test_the_mail_says_that_nobody_owns_an_answer(checklist, mailing, server, today):
    make_user("ito", role=EDITOR, email="ito@example.com")
    change_answer(checklist, "1", review_due_on=TODAY)

    run()

    [mail] = server.mails
    assert server.subjects == ["【Kaiji】ご対応のお願い：担当者なし 1件"]
    assert "担当者のいない回答（1件）" in mail.get_content()


def test_internal_notes_and_answers_are_not_mailed(checklist, mailing, server, today):
    make_owner("ito", checklist, "1")
    change_answer(checklist, "1", internal_note="A secret", body="An answer in work")

    run()

    body = server.mails[0].get_content()
    assert ("・1 Name 1" in body, "A secret" in body, "An answer" in body) == (True, False, False)


def test_a_line_break_in_a_title_reaches_no_header(checklist, mailing, server, today):
    make_owner("ito", checklist, "1")
    with connection.cursor() as cursor:
        injected = "Sheet\r\nBcc: thief@example.com\r\n\r\nAll yours"
        cursor.execute("UPDATE disclosures_checklist SET title = %s", [injected])
        cursor.execute("UPDATE disclosures_item SET name = %s", [injected])

    run()

    [mail] = server.mails
    assert server.subjects == ["【Kaiji】ご対応のお願い：見直し期限 1件"]
    assert sorted(mail.keys()) == HEADERS
    assert "thief@example.com" in mail.get_content()
