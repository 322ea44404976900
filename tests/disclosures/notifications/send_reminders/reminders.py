"""What the tests of `send_reminders` share: owners with due answers, and the command."""

from datetime import date
from io import StringIO

from django.core.management import CommandError, call_command

from disclosures.models import Mail, Reminder
from disclosures.permissions import AUDITOR
from tests.factory import change_answer, make_user

TODAY = date(2026, 4, 1)


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
