"""`send_reminders` against a real mail server: one mail a person and day, or none and a word."""

from datetime import date, datetime
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from disclosures.integrity import triggers
from disclosures.models import Answer, Mail, Reminder
from disclosures.permissions import AUDITOR, EDITOR
from tests.factory import change_answer, make_checklist, make_user, reviewer, submit
from tests.mail_server import SITE, environment_of
from tests.racing import race, send_reminders
from tests.servers import free_port

pytestmark = pytest.mark.django_db

TODAY = date(2026, 4, 1)
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


@pytest.fixture
def today(clock):
    clock.move_to(datetime(2026, 4, 1, 0, 30, tzinfo=ZoneInfo("Asia/Tokyo")))
    return clock


@pytest.fixture
def checklist():
    return make_checklist(title="Sheet of A & B <C>")


def make_owner(name, checklist, number, *, email=None, on=TODAY):
    """Somebody whose answer is due."""
    owner = make_user(name, role=AUDITOR, email=f"{name}@example.com" if email is None else email)
    change_answer(checklist, number, owner=owner, review_due_on=on, body="Words.")
    return owner


def run(*options, command="send_reminders"):
    """What the command printed, and what it complained of, its failure last."""
    printed, complained = StringIO(), StringIO()
    try:
        call_command(command, *options, stdout=printed, stderr=complained)
    except CommandError as error:
        complained.write(f"failed: {error}\n")
    return printed.getvalue(), complained.getvalue().splitlines()


def recorded():
    return [(row.user.username, row.on) for row in Reminder.objects.order_by("user__username")]


def states():
    return [mail.state for mail in Mail.objects.order_by("recipient__username", "pk")]


# The mail


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


# Once


def test_two_runs_on_one_day_send_once_and_the_next_day_sends_again(
    checklist, mailing, server, today
):
    make_owner("ito", checklist, "1")

    printed = [run()[0], run()[0]]
    today.forward(days=1)
    run()

    assert printed == ["1 reminder(s) sent.\n", "0 reminder(s) sent.\n"]
    assert server.recipients == ["ito@example.com"] * 2
    assert recorded() == [("ito", date(2026, 4, 1)), ("ito", date(2026, 4, 2))]


@pytest.mark.django_db(transaction=True)
def test_two_processes_at_once_send_once(server, monkeypatch):
    checklist = make_checklist()
    for number, name in enumerate(["ito", "kato", "sato"], start=1):
        make_owner(name, checklist, str(number))
    for name, value in environment_of(server).items():
        monkeypatch.setenv(name, value)

    printed = race(send_reminders, (), ())

    assert sum(int(text.split()[0]) for text in printed) == 3
    assert sorted(server.recipients) == [f"{name}@example.com" for name in ("ito", "kato", "sato")]
    assert Reminder.objects.count() == 3
    assert states() == ["sent"] * 3


def test_a_dry_run_prints_the_mails_and_sends_nothing(checklist, mailing, server, today):
    make_owner("ito", checklist, "1")

    printed, _ = run("--dry-run")
    run()

    assert printed.startswith(
        "To: ito@example.com\nSubject: 【Kaiji】ご対応のお願い：見直し期限 1件\n\nito 様\n"
    )
    assert printed.endswith("1 reminder(s) would be sent.\n")
    assert (server.recipients, recorded()) == (["ito@example.com"], [("ito", TODAY)])


# What goes wrong


def test_a_refused_recipient_does_not_stop_the_others(checklist, mailing, server, today):
    for number, name in enumerate(["ito", "kato", "sato"], start=1):
        make_owner(name, checklist, str(number))
    server.refused.add("kato@example.com")

    _, complaints = run()

    assert server.recipients == ["ito@example.com", "sato@example.com"]
    assert states() == ["sent", "given_up", "sent"]
    assert complaints == [
        "kato <kato@example.com>: 550 There is no such mailbox (given up)",
        "failed: 1 reminder(s) could not be sent.",
    ]


@pytest.mark.parametrize("address", ["ito@", "ito@example.com\nBcc: thief@example.com"])
def test_an_address_that_is_none_does_not_stop_the_others(
    checklist, mailing, server, today, address
):
    make_owner("ito", checklist, "1", email=address)
    make_owner("kato", checklist, "2")

    _, complaints = run()

    assert (server.recipients, states()) == (["kato@example.com"], ["given_up", "sent"])
    assert complaints[-1] == "failed: 1 reminder(s) could not be sent."


def test_with_the_server_down_nothing_changes_and_it_is_said(checklist, mailing, server, today):
    make_owner("ito", checklist, "1")
    before = list(Answer.objects.order_by("pk").values()), Answer.history.count()
    mailing.EMAIL_PORT = free_port()

    _, complaints = run()

    assert [line.split(":")[0] for line in complaints] == ["ito <ito@example.com>", "failed"]
    assert (list(Answer.objects.order_by("pk").values()), Answer.history.count()) == before
    assert states() == ["failed"]


@pytest.mark.parametrize("command", ["send_reminders", "send_mail"])
def test_what_the_server_did_not_take_is_sent_by_a_later_run(
    checklist, mailing, server, today, command
):
    make_owner("ito", checklist, "1")
    server.is_full = True
    failed = run()
    server.is_full = False

    early = run(command=command)
    today.forward(minutes=1)
    late = run(command=command)

    assert failed == (
        "0 reminder(s) sent.\n",
        [
            "ito <ito@example.com>: 452 The disk is full (again from 1 April 2026 (Wed) 00:31 JST)",
            "failed: 1 reminder(s) could not be sent.",
        ],
    )
    assert [(text.split()[0], complaints) for text, complaints in (early, late)] == [
        ("0", []),
        ("1", []),
    ]
    assert (server.recipients, recorded()) == (["ito@example.com"], [("ito", TODAY)])


def test_the_next_day_takes_the_place_of_a_reminder_that_was_not_sent(
    checklist, mailing, server, today
):
    make_owner("ito", checklist, "1")
    server.is_full = True
    run()
    server.is_full = False

    today.forward(days=1)
    run()

    assert (len(server.mails), states()) == (1, ["given_up", "sent"])


def test_who_has_no_address_is_named(checklist, mailing, server, today):
    make_owner("ito", checklist, "1", email="")
    make_owner("kato", checklist, "2")

    printed, complaints = run()

    assert complaints == ["ito: no mail address, so no reminder."]
    assert (printed, server.recipients) == ("1 reminder(s) sent.\n", ["kato@example.com"])


def test_it_is_said_where_no_editor_has_an_address(checklist, mailing, today):
    change_answer(checklist, "1", review_due_on=TODAY)

    assert run()[1] == ["Answers without an owner are due, and no editor has an address."]


@pytest.mark.parametrize(
    ("name", "value", "variable"),
    [
        ("KAIJI_URL", "", "KAIJI_URL"),
        ("KAIJI_URL", "kaiji.example.com", "KAIJI_URL"),
        ("KAIJI_URL", "https://kaiji.example.com\nBcc: x", "KAIJI_URL"),
        ("EMAIL_HOST", "", "KAIJI_EMAIL_HOST"),
        ("DEFAULT_FROM_EMAIL", "", "KAIJI_EMAIL_FROM"),
    ],
)
def test_what_is_not_set_is_asked_for(checklist, mailing, server, today, name, value, variable):
    make_owner("ito", checklist, "1")
    setattr(mailing, name, value)

    with pytest.raises(CommandError, match=f"^Set {variable} to the "):
        call_command("send_reminders")

    assert (server.mails, recorded()) == ([], [])
    with pytest.raises(CommandError, match=f"^Set {variable} to the "):
        call_command("send_mail")


# The log


def test_every_role_may_read_who_was_reminded(client, today):
    Reminder.objects.create(user=make_user("ito"), on=TODAY)
    client.force_login(make_user(role=AUDITOR))

    shown = client.get("/admin/disclosures/reminder/").content.decode()

    assert ("ito" in shown, "2026年4月1日" in shown) == (True, True)


@pytest.mark.parametrize("command", ["send_mail", "send_reminders"])
def test_without_guards_nothing_is_sent(checklist, mailing, server, today, command):
    make_owner("ito", checklist, "1")
    triggers.lift(connection)

    _printed, complained = run(command=command)

    assert complained[-1].startswith("failed: Guards are missing")
    assert (server.mails, recorded()) == ([], [])
