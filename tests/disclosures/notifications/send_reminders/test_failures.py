"""What goes wrong when `send_reminders` sends: said, and sent later where it can be."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from disclosures.integrity import triggers
from disclosures.models import Answer
from tests.factory import change_answer
from tests.servers import free_port

from .reminders import TODAY, make_owner, recorded, run, states

pytestmark = pytest.mark.django_db


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


@pytest.mark.parametrize("command", ["send_mail", "send_reminders"])
def test_without_guards_nothing_is_sent(checklist, mailing, server, today, command):
    make_owner("ito", checklist, "1")
    triggers.drop(connection)

    _printed, complained = run(command=command)

    assert complained[-1].startswith("failed: Guards are missing")
    assert (server.mails, recorded()) == ([], [])
