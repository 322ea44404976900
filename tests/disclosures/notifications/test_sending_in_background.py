"""Mails that several processes and threads send: each once, and none while a request waits."""

import pytest
from django.db import transaction

from disclosures.models import Mail
from disclosures.notifications import outbox
from disclosures.permissions import EDITOR
from tests.factory import approve, make_checklist, make_mail, make_user, reviewer, submit
from tests.mail_server import UnrulyServer, environment_of
from tests.pages import page_of
from tests.racing import race, send_due

pytestmark = pytest.mark.django_db(transaction=True)

PATIENCE = 60  # seconds until something that must happen did not
State = Mail.State


def test_processes_at_once_send_each_mail_once(server, monkeypatch):
    mails = [make_mail() for _ in range(20)]
    for name, value in environment_of(server).items():
        monkeypatch.setenv(name, value)

    counts = race(send_due, (), ())

    assert sum(counts) == 20
    assert sorted(server.recipients) == sorted(mail.address for mail in mails)
    assert set(Mail.objects.values_list("state", "attempts")) == {("sent", 1)}


def wait_for_thread():
    """Until the thread that sends has ended, if there is one."""
    if thread := outbox.sender.thread:
        thread.join(PATIENCE)


@pytest.fixture
def background(settings):
    """Mails are sent in the background, as in use; at the end it is waited for."""
    settings.MAILS_ARE_SENT_IN_BACKGROUND = True
    yield
    settings.MAILS_ARE_SENT_IN_BACKGROUND = False
    wait_for_thread()
    if outbox.sender.alarm:
        outbox.sender.alarm.cancel()


def test_an_approval_answers_while_the_mail_server_still_greets(client, mailing, background):
    ito = make_user("ito", role=EDITOR, email="ito@example.com")
    revision = submit(make_checklist(), by=ito)
    client.force_login(reviewer())
    with UnrulyServer("greeting", "drip") as server:
        mailing.EMAIL_PORT = server.port
        sent = {"approve-seen": revision.sha256, "approve-when": "now"}
        response = client.post(page_of(revision, "approve"), sent)

        assert response.status_code == 302
        assert server.has_begun.wait(PATIENCE)
        assert Mail.objects.get().state == State.SENDING
    wait_for_thread()
    assert Mail.objects.get().state == State.FAILED


def test_what_is_committed_is_sent_in_the_background_and_the_thread_ends(
    mailing, server, background
):
    ito = make_user("ito", role=EDITOR, email="ito@example.com")
    revision = submit(make_checklist(), by=ito)

    with transaction.atomic():
        approve(revision)
        before = outbox.sender.thread
    wait_for_thread()

    assert (before, outbox.sender.thread) == (None, None)
    assert (server.recipients, Mail.objects.get().state) == (["ito@example.com"], State.SENT)


def test_a_mail_that_failed_is_tried_again_by_the_same_process(mailing, server, background):
    server.is_full = True
    make_mail()
    outbox.sender.wake()
    wait_for_thread()

    assert Mail.objects.get().state == State.FAILED
    assert 50 < outbox.sender.alarm.interval <= 60
    assert outbox.sender.alarm.is_alive()
