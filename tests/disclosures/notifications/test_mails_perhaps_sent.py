"""Mails of which nobody knows whether they arrived: never sent again but by a person."""

import os
import subprocess
import sys

import pytest

from disclosures.models import Mail, WorkflowError
from disclosures.models.mail_queryset import LOST_AFTER
from disclosures.notifications.sending import send_due
from tests.factory import make_mail, make_user, reviewer
from tests.mail_server import UnrulyServer, environment_of
from tests.racing import address_of_test_database
from tests.servers import PROJECT

pytestmark = pytest.mark.django_db

PATIENCE = 60  # seconds until something that must happen did not
State = Mail.State


@pytest.fixture
def mail():
    return make_mail(make_user("ito"))


def now_of(mail):
    """The state as it is stored."""
    mail.refresh_from_db()
    return mail.state


def test_a_server_that_fails_after_it_had_the_mail_leaves_it_to_a_person(mail, mailing, clock):
    with UnrulyServer("end", "hang_up") as server:
        mailing.EMAIL_PORT = server.port
        send_due()
        clock.forward(days=2)
        again = send_due()

    assert (now_of(mail), mail.attempts, len(server.taken), again) == (
        State.PERHAPS_SENT,
        1,
        1,
        [],
    )


def test_a_mail_whose_sender_is_gone_counts_as_perhaps_sent_and_is_named_once(mail, mailing, clock):
    Mail.objects.claim()
    before = Mail.objects.get().condition
    clock.forward(seconds=LOST_AFTER.total_seconds())

    shown, named = Mail.objects.get().condition, [send_due(), send_due()]

    assert (before, shown) == (State.SENDING, State.PERHAPS_SENT)
    assert named == [[mail], []]
    assert (now_of(mail), mail.attempts) == (State.PERHAPS_SENT, 1)


def test_a_sender_that_was_only_slow_still_says_that_it_was_sent(mail, clock):
    slow = Mail.objects.claim()
    clock.forward(hours=1)
    Mail.objects.note_lost()

    slow.end(State.SENT, sent_at=clock.now())

    assert (now_of(mail), Mail.objects.get(pk=mail.pk).error) == (State.SENT, "")


def test_a_sender_that_was_too_slow_changes_nothing_once_it_was_sent_again(mail, clock):
    slow = Mail.objects.claim()
    clock.forward(hours=1)
    mail.send_again(by=reviewer())

    assert (slow.end(State.SENT, sent_at=clock.now()), now_of(mail)) == (False, State.WAITING)


@pytest.mark.django_db(transaction=True)
def test_a_process_that_is_killed_while_sending_leaves_one_mail_perhaps_sent(clock):
    mail = make_mail()
    with UnrulyServer("end", "hang") as server:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "send_mail"],
            cwd=PROJECT,
            env={
                **os.environ,
                "DJANGO_SETTINGS_MODULE": "config.settings",
                "DATABASE_URL": address_of_test_database(),
                **environment_of(server),
            },
        )
        assert server.has_begun.wait(PATIENCE)
        process.kill()
        process.wait(PATIENCE)
        during = now_of(mail)
        clock.forward(days=2)
        send_due()

        assert (during, now_of(mail), len(server.taken)) == (State.SENDING, State.PERHAPS_SENT, 1)


# Sent again


@pytest.mark.parametrize("state", [State.GIVEN_UP, State.PERHAPS_SENT])
def test_a_person_has_it_sent_again_to_the_address_of_now(mail, server, mailing, clock, state):
    Mail.objects.claim().end(state, error="Why")
    mail.recipient.email = "new@example.com"
    mail.recipient.save()

    mail.send_again(by=reviewer())
    send_due()

    assert (server.recipients, now_of(mail)) == (["new@example.com"], State.SENT)
    assert (mail.again_by, mail.again_at) == (reviewer(), clock.now())


def test_what_is_sent_or_still_goes_by_itself_is_not_sent_again(mail, server, mailing):
    with pytest.raises(WorkflowError):
        mail.send_again(by=reviewer())
    send_due()
    with pytest.raises(WorkflowError):
        mail.send_again(by=reviewer())

    assert (send_due(), len(server.mails)) == ([], 1)


def test_nothing_is_sent_again_to_who_left(mail):
    Mail.objects.claim().end(State.GIVEN_UP, error="Why")
    mail.recipient.is_active = False
    mail.recipient.save()

    with pytest.raises(WorkflowError):
        mail.send_again(by=reviewer())
