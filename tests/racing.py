"""Work done at the same moment by several processes, each with its own connection."""

import multiprocessing
import os
from collections import Counter

import django
from django.db import connection, connections

from tests import database_role

SPAWN = multiprocessing.get_context("spawn")
PATIENCE = 120  # seconds until a stuck race fails


def race(work, *arguments):
    """Run `work(barrier, *one)` in a process for each of the arguments; what each returned."""
    return race_of(*((work, *one) for one in arguments))


def race_of(*runners):
    """As `race`, of runners that do different work: each a function and its arguments."""
    url = address_of_test_database()
    barrier, results = SPAWN.Barrier(len(runners)), SPAWN.Queue()
    connections.close_all()
    processes = [
        SPAWN.Process(target=_run, args=(url, work, barrier, results, one))
        for work, *one in runners
    ]
    for process in processes:
        process.start()
    try:
        return [results.get(timeout=PATIENCE) for _ in processes]
    finally:
        for process in processes:
            process.join(PATIENCE)
            process.kill()
            process.close()


def _run(url, work, barrier, results, arguments):
    os.environ["DATABASE_URL"] = url
    django.setup()
    without_pdf()
    results.put(work(barrier, *arguments))


def without_pdf():
    """As where Pango is missing: making PDFs would take most of the time, and races with nobody."""
    from disclosures.exports.registry import FORMATS

    FORMATS.pop("pdf", None)


def address_of_test_database():
    """The test's database, as the program serves from it (see `tests.database_role`)."""
    if connection.vendor == "sqlite":
        return owner_address()
    return f"{owner_address()}?assume_role={database_role.APP}"


def owner_address():
    """The same for who migrates."""
    values = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{values['NAME']}"
    user = f"{values['USER']}:{values['PASSWORD']}@" if values["USER"] else ""
    return f"postgres://{user}{values['HOST']}:{values['PORT']}/{values['NAME']}"


def approve_each(barrier, username, revision_ids):
    """Approve these at the same moment as the others; how often each outcome came."""
    from django.contrib.auth.models import User

    from disclosures.models import Revision

    by = User.objects.get(username=username)
    return _count(
        barrier,
        revision_ids,
        lambda pk: Revision.objects.get(pk=pk),
        lambda revision: revision.approve(by=by, seen=revision.sha256),
    )


def submit_each(barrier, username, checklist_ids):
    """Submit these at the same moment as the others; how often each outcome came."""
    from datetime import date

    from django.contrib.auth.models import User

    from disclosures.models import Checklist, Revision

    by = User.objects.get(username=username)
    return _count(
        barrier,
        checklist_ids,
        lambda pk: Checklist.objects.get(pk=pk),
        lambda checklist: Revision.objects.submit(
            checklist, by=by, version="1.0", updated_on=date(2025, 4, 1), summary="First"
        ),
    )


def confirm_each(barrier, username, intake_ids):
    """Confirm these imports at the same moment as the others; how often each outcome came."""
    from disclosures.imports.run import confirm

    return _decide(
        barrier,
        username,
        intake_ids,
        lambda intake, by, seen: confirm(intake, by=by, seen=seen, ticked={0}),
    )


def discard_each(barrier, username, intake_ids):
    """Discard these imports at the same moment as the others; how often each outcome came."""
    return _decide(barrier, username, intake_ids, lambda intake, by, seen: intake.discard(by=by))


def _decide(barrier, username, intake_ids, act):
    """Each decides about what they saw before the moment came."""
    from django.contrib.auth.models import User

    from disclosures.models import Intake

    by = User.objects.get(username=username)

    def load(pk):
        intake = Intake.objects.get(pk=pk)
        return intake, by, intake.digest()

    return _count(barrier, intake_ids, load, lambda loaded: act(*loaded))


def edit_each(barrier, username, address, texts):
    """Open the worksheet and save each text in one of its rows; which were saved and refused.

    The rows are taken by turns, from the page as it was a moment ago, as people would.
    """
    from django.contrib.auth.models import User
    from django.test import Client

    from .pages import FormOnPage

    client = Client(HTTP_HOST="localhost")
    client.force_login(User.objects.get(username=username))
    outcomes = {"saved": [], "refused": []}
    barrier.wait(PATIENCE)
    for turn, text in enumerate(texts):
        page = FormOnPage("worksheet_form")
        page.feed(client.get(address).content.decode())
        rows = page.all["row"]
        typed = {f"{rows[turn % len(rows)]}-body": text, "change_reason": "Because"}
        response = client.post(address, {**page.data, "row": rows, **typed})
        outcomes["saved" if response.status_code == 302 else "refused"].append(text)
    return outcomes


def _count(barrier, keys, load, act):
    from disclosures.models import WorkflowError

    outcomes = Counter()
    for key in keys:
        loaded = load(key)
        barrier.wait(PATIENCE)
        try:
            act(loaded)
            outcomes["done"] += 1
        except WorkflowError:
            outcomes["refused"] += 1
        except Exception as error:  # the test wants to see it, whatever it is
            outcomes[repr(error)] += 1
    return outcomes


def send_reminders(barrier):
    """Run the command at the same moment as the others; what it printed."""
    from io import StringIO

    from django.core.management import call_command

    printed = StringIO()
    barrier.wait(PATIENCE)
    call_command("send_reminders", stdout=printed)
    return printed.getvalue()


def confirm_seen(barrier, username, address, seen):
    """Send the page with these ticks at the same moment as the others; the answer's status."""
    from django.contrib.auth.models import User
    from django.test import Client

    client = Client(headers={"host": "localhost"})
    client.force_login(User.objects.get(username=username))
    barrier.wait(PATIENCE)
    return client.post(address, {"seen": seen, "change_reason": f"Read by {username}"}).status_code


def send_due(barrier):
    """Send what waits in the outbox at the same moment as the others; how many mails that were."""
    from disclosures.notifications import outbox

    barrier.wait(PATIENCE)
    return len(outbox.send_due())


def undo_seen(barrier, username, bulk_change):
    """Undo it from its page at the same moment as the others; the answer's status."""
    from django.contrib.auth.models import User
    from django.test import Client
    from django.urls import reverse

    from .pages import FormOnPage

    client = Client(headers={"host": "localhost"})
    client.force_login(User.objects.get(username=username))
    address = reverse("admin:audit_bulkchange_undo", args=[bulk_change])
    form = FormOnPage.of(client, address, "undo_form")
    barrier.wait(PATIENCE)
    return client.post(address, {**form, "reason": f"By {username}"}).status_code
