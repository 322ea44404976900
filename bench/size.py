"""What large sheets cost: 73, 300 and 1,200 items, each thing against itself with the fewest.

The limits are standard seconds (see `bench.standard`) for the largest. The growth says how many
times as much an item costs among the most as among the fewest: near 1 where the cost grows with
the items alone.
"""

import time
from http import HTTPStatus
from unittest import mock

from django.core.handlers.base import BaseHandler
from django.db import connection, transaction
from django.test import Client, RequestFactory
from django.urls import reverse

from bench.standard import fewest_seconds, timed
from disclosures.exports import sheet_csv
from disclosures.exports.registry import FORMATS
from disclosures.imports.run import preview, receive
from disclosures.models.freezing import draft
from tests.factory import (
    AFTER,
    editor,
    make_checklist,
    make_guideline,
    saved,
    submit,
)

SIZES = (73, 300, 1_200)
GROWTH = 1.5
LIMITS = {
    "import preview": 5,
    "submission without PDF": 2,
    "its longest locks": 1,  # so long at most others wait who save meanwhile
    "worksheet section": 0.3,
}


def report():
    """Print what each costs, how it grows, and whether the limits are kept."""
    print(f"Large sheets: {SIZES} items, standard seconds of processor time")
    costs = {}
    with transaction.atomic():
        for size in SIZES:
            costs[size] = _costs(size)
        transaction.set_rollback(True)  # nothing of it stands beside what readers ask for
    least, most = costs[SIZES[0]], costs[SIZES[-1]]
    for name, limit in LIMITS.items():
        seconds = "".join(f"{costs[size][name] * 1000:9.1f} ms" for size in SIZES)
        growth = most[name] / least[name] / (SIZES[-1] / SIZES[0])
        kept = "kept" if most[name] <= limit and growth <= GROWTH else "BROKEN"
        print(f"{name:<24}{seconds}  {growth:4.2f} × an item  limits {limit} s, {GROWTH} ×  {kept}")


def _costs(size):
    """The standard seconds that each takes for a checklist of so many items, all answered."""
    guideline = make_guideline(f"size-{size}", items=[str(n) for n in range(1, size + 1)])
    checklist = make_checklist(f"size-{size}", guideline=guideline)
    for answer in checklist.answers.all():
        answer.availability, answer.body = "yes", f"{answer.item_id}：{AFTER}"
        saved(answer)
    return {
        "import preview": _preview(checklist),
        "worksheet section": _worksheet(checklist),
        **_submission(checklist),
    }


def _preview(checklist):
    """Of its own table, in which one answer of two was changed."""
    rows = sheet_csv.render(draft(checklist)).decode().split("\r\n")
    rows[::2] = [row.replace(AFTER, f"{AFTER}毎月点検します。") for row in rows[::2]]
    intake = receive(checklist, "table.csv", "\r\n".join(rows).encode(), by=editor())
    return fewest_seconds(lambda: preview(intake))


def _worksheet(checklist):
    """Its only section, as the page shows it first."""
    client, program = Client(), BaseHandler()
    client.force_login(editor())
    program.load_middleware()
    address = reverse("admin:disclosures_checklist_worksheet", args=[checklist.pk])
    cookie = client.cookies.output(header="", attrs=[]).strip()

    def load():
        # Not by the client: it copies what each template knows, which takes longer than the page.
        response = program.get_response(RequestFactory().get(address, headers={"cookie": cookie}))
        if response.status_code != HTTPStatus.OK:
            raise RuntimeError(f"The worksheet answers {response.status_code}")

    load()  # loads the templates
    return fewest_seconds(load)


def _submission(checklist):
    transactions = _Transactions()
    with mock.patch.dict(FORMATS), connection.execute_wrapper(transactions):
        FORMATS.pop("pdf", None)
        whole, pace = timed(lambda: submit(checklist))
    return {
        "submission without PDF": whole * pace,
        "its longest locks": transactions.longest * pace,
    }


class _Transactions:
    """Times the transactions of a work; inside of the one of this run they are savepoints."""

    def __init__(self):
        self.begun, self.longest = [], 0

    def __call__(self, execute, sql, params, many, context):
        if sql.startswith("SAVEPOINT"):
            self.begun.append(time.process_time())
        result = execute(sql, params, many, context)
        if sql.startswith(("RELEASE", "ROLLBACK TO")):
            self.longest = max(self.longest, time.process_time() - self.begun.pop())
        return result
