"""`send_reminders` sends one mail a person and day, and keeps a record of it."""

from datetime import date

import pytest

from disclosures.models import Reminder
from disclosures.permissions import AUDITOR
from tests.factory import make_checklist, make_user
from tests.mail_server import environment_of
from tests.racing import race, send_reminders

from .reminders import TODAY, make_owner, recorded, run, states

pytestmark = pytest.mark.django_db


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


def test_every_role_may_read_who_was_reminded(client, today):
    Reminder.objects.create(user=make_user("ito"), on=TODAY)
    client.force_login(make_user(role=AUDITOR))

    shown = client.get("/admin/disclosures/reminder/").content.decode()

    assert ("ito" in shown, "2026年4月1日" in shown) == (True, True)
