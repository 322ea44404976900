"""Mails that wait in the outbox: sent once, tried again, or given up."""

from datetime import timedelta

import pytest

from disclosures.models import Mail
from disclosures.models.mail import RESTS
from disclosures.notifications import sending, smtp
from disclosures.notifications.sending import send_due
from tests.factory import make_mail, make_user
from tests.mail_server import UnrulyServer

pytestmark = pytest.mark.django_db

State = Mail.State


@pytest.fixture
def mail():
    return make_mail(make_user("ito"))


def now_of(mail):
    """The state as it is stored."""
    mail.refresh_from_db()
    return mail.state


# Sent


def test_a_mail_is_sent_once_and_says_what_was_written(mail, server, mailing):
    tried = [send_due(), send_due()]

    [received] = server.mails
    assert [len(mails) for mails in tried] == [1, 0]
    assert (now_of(mail), mail.attempts, mail.error) == (State.SENT, 1, "")
    assert mail.tried_at <= mail.sent_at
    assert (received["To"], received["Subject"]) == ("ito@example.com", "件名")
    assert (received["From"], received["Auto-Submitted"]) == (
        "kaiji@example.com",
        "auto-generated",
    )
    assert received.get_content().strip() == "本文"


def test_what_is_not_due_yet_waits(server, mailing, clock):
    mail = make_mail(due_at=clock.now() + timedelta(minutes=1))

    early = send_due()
    clock.forward(minutes=1)

    assert (early, send_due(), now_of(mail)) == ([], [mail], State.SENT)


def test_every_try_of_a_mail_has_the_same_message_id(mail, server, mailing):
    first, again = mail.message().message(), mail.message().message()
    other = make_mail().message().message()

    assert first["Message-ID"] == again["Message-ID"]
    assert first["Message-ID"].endswith("@kaiji.example.com>")
    assert other["Message-ID"] != first["Message-ID"]


def test_who_left_meanwhile_gets_nothing(mail, server, mailing):
    mail.recipient.is_active = False
    mail.recipient.save()

    send_due()

    assert (server.mails, now_of(mail), mail.error) == ([], State.GIVEN_UP, sending.GONE)


def test_who_lost_the_role_meanwhile_gets_nothing(mail, server, mailing):
    mail.recipient.groups.clear()

    send_due()

    assert (server.mails, now_of(mail), mail.error) == ([], State.GIVEN_UP, sending.GONE)


# Tried again


def test_a_mail_that_failed_rests_longer_each_time_and_is_given_up_after_a_day(
    mail, server, mailing, clock
):
    server.is_full = True
    begun, tries = mail.due_at, []

    while now_of(mail) in (State.WAITING, State.FAILED):
        clock.move_to(mail.due_at)
        send_due()
        tries.append(clock.now() - begun)

    assert tries == [sum(RESTS[:n], timedelta()) for n in range(len(RESTS) + 1)]
    assert timedelta(hours=20) < tries[-1] < timedelta(hours=28)
    assert (mail.state, mail.error) == (State.GIVEN_UP, "452 The disk is full")
    assert send_due() == []


def test_a_mail_that_failed_is_sent_once_the_server_takes_it(mail, server, mailing, clock):
    server.is_full = True
    send_due()
    server.is_full = False
    clock.move_to(Mail.objects.get().due_at)

    send_due()

    assert (now_of(mail), mail.attempts, mail.error) == (State.SENT, 2, "")
    assert len(server.mails) == 1


def test_a_recipient_whom_the_server_refuses_is_given_up_at_once(mail, server, mailing):
    server.refused.add("ito@example.com")
    other = make_mail()

    send_due()

    assert (now_of(mail), mail.error) == (State.GIVEN_UP, "550 There is no such mailbox")
    assert now_of(other) == State.SENT


@pytest.mark.parametrize("address", ["ito@", "ito@example.com\nBcc: thief@example.com"])
def test_an_address_that_is_none_is_given_up_at_once(server, mailing, address):
    mail = make_mail(make_user("ito", email=address))

    send_due()

    assert (server.mails, now_of(mail)) == ([], State.GIVEN_UP)


def test_where_the_server_is_away_it_is_asked_once_for_all(mailing, clock, monkeypatch):
    mails = [make_mail() for _ in range(3)]
    monkeypatch.setattr(smtp, "TIME_FOR_ONE", 0.3)
    with UnrulyServer("greeting", "drip") as server:
        mailing.EMAIL_PORT = server.port
        send_due()

    assert [now_of(mail) for mail in mails] == [State.FAILED] * 3
    assert {mail.error for mail in mails} == {smtp.TOO_SLOW}
    assert server.calls == 1


def test_what_a_server_says_is_kept_as_one_printable_line(mail):
    Mail.objects.claim().fail("451 \0No\r\n\u202eway " + "x" * 1000)

    assert now_of(mail) == State.FAILED
    assert mail.error == ("451 No way " + "x" * 1000)[:500]
