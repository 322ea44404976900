"""Bulk changes for the tests of their pages."""

from audit.models import BulkChange
from disclosures.admin.editing.row_selection import change_selected
from tests.factory import change_answer, editor, make_checklist, make_guideline


def make_answers(size=3, **values):
    """A checklist of that many answers."""
    numbers = [str(number) for number in range(1, size + 1)]
    checklist = make_checklist(guideline=make_guideline(items=numbers), **values)
    for number in numbers:
        change_answer(checklist, number, body=f"Old {number}.")
    return checklist


def replace_all(checklist, *, by=None, reason="New wording", words=("Old", "New")):
    """Replace these words in all answers, as the page does; the bulk change."""

    def replace(row, signature):
        row.body = row.body.replace(*words)
        row.save(**signature)

    rows = checklist.answers.exclude(body="")
    seen = dict(rows.with_last_change().values_list("pk", "last_change"))
    change_selected(rows, seen, replace, "replacement", by=by or editor(), reason=reason)
    return BulkChange.objects.first()
