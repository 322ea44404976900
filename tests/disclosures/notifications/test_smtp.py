"""One mail and a mail server that misbehaves: never for long, and known how it ended."""

import re

import pytest
from django.core.mail import EmailMessage

from disclosures.notifications import smtp
from disclosures.notifications.smtp import TOO_SLOW, PerhapsSent, Refused, Unreachable
from tests.mail_server import UnrulyServer
from tests.servers import free_port

TO = "ito@example.com"


@pytest.fixture
def unruly(mailing):
    """Makes the mail server one that misbehaves from that point on."""
    servers = []

    def unruly(point, manner):
        servers.append(UnrulyServer(point, manner).__enter__())
        mailing.EMAIL_PORT = servers[-1].port
        return servers[-1]

    yield unruly
    for server in servers:
        server.__exit__()


@pytest.fixture
def hurried(monkeypatch):
    """As if half a minute were over soon."""
    monkeypatch.setattr(smtp, "TIME_FOR_ONE", 0.3)


def send(to=TO):
    return EmailMessage("Subject", "Text", to=[to]).send()


def test_a_mail_arrives(server, mailing):
    assert (send(), server.recipients) == (1, [TO])


@pytest.mark.parametrize("manner", ["drip", "hang"])
def test_a_server_that_never_greets_is_left_after_the_time_for_one_mail(unruly, hurried, manner):
    unruly("greeting", manner)

    with pytest.raises(Unreachable, match=re.escape(TOO_SLOW)):
        send()


@pytest.mark.parametrize("manner", ["drip", "hang"])
def test_a_server_that_takes_no_mail_is_left_as_well(unruly, hurried, manner):
    unruly("MAIL", manner)

    with pytest.raises(OSError, match=re.escape(TOO_SLOW)) as caught:
        send()

    assert type(caught.value) is OSError


@pytest.mark.parametrize("manner", ["drip", "hang"])
def test_a_server_that_had_the_mail_and_never_answers_perhaps_sent_it(unruly, hurried, manner):
    server = unruly("end", manner)

    with pytest.raises(PerhapsSent, match=re.escape(TOO_SLOW)):
        send()

    assert len(server.taken) == 1


@pytest.mark.parametrize("manner", ["hang_up", "babble"])
def test_a_server_that_had_the_mail_and_fails_perhaps_sent_it(unruly, manner):
    server = unruly("end", manner)

    with pytest.raises(PerhapsSent):
        send()

    assert len(server.taken) == 1


@pytest.mark.parametrize("point", ["MAIL", "RCPT", "DATA"])
def test_a_server_that_hangs_up_before_it_has_the_mail_did_not_send_it(unruly, point):
    server = unruly(point, "hang_up")

    with pytest.raises(OSError, match="closed") as caught:
        send()

    assert (type(caught.value), server.taken) == (OSError, [])


@pytest.mark.parametrize("manner", ["hang", "drip", "babble", "hang_up"])
def test_what_a_server_does_after_it_took_the_mail_does_not_matter(unruly, hurried, manner):
    server = unruly("QUIT", manner)

    assert (send(), len(server.taken)) == (1, 1)


def test_where_nobody_listens_the_server_is_unreachable(mailing):
    mailing.EMAIL_PORT = free_port()

    with pytest.raises(Unreachable, match="refused"):
        send()


def test_a_recipient_without_a_mailbox_is_refused_for_good(server, mailing):
    server.refused.add(TO)

    with pytest.raises(Refused, match=r"^550 There is no such mailbox$"):
        send()


def test_a_full_server_is_not_refusing_for_good(server, mailing):
    server.is_full = True

    with pytest.raises(OSError, match=r"^452 The disk is full$") as caught:
        send()

    assert type(caught.value) is OSError


def test_an_encrypted_session_ends_in_time_too(unruly, hurried, mailing):
    mailing.EMAIL_USE_SSL = True
    unruly("greeting", "hang")

    with pytest.raises(Unreachable, match=re.escape(TOO_SLOW)):
        send()


@pytest.mark.parametrize("answer", ["200 accepted", "251 fine"])
def test_any_yes_after_the_mail_is_a_yes(unruly, answer):
    unruly("end", answer)

    assert send() == 1


@pytest.mark.parametrize("answer", ["354 go on", "999 what", "garbage", "199 hm"])
def test_what_is_neither_yes_nor_no_leaves_a_mail_perhaps_sent(unruly, answer):
    unruly("end", answer)

    with pytest.raises(PerhapsSent):
        send()
