"""Row selection: each checked box says which row was shown, and in which state."""

import re

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy

from audit.locks import lock_unchanged
from audit.models import BulkChange
from disclosures.models import WorkflowError

MOVED = gettext_lazy("This was changed meanwhile. Please read what it says now.")
SELECTION = re.compile(r"([0-9]{1,18}):([0-9]{1,18})")


def selection_value(row):
    """The value of the checkbox beside this row (with `last_change`), sent as `seen`."""
    return f"{row.pk}:{row.last_change}"


def selected_rows(data):
    """The selected rows by key, each with the newest history row at the time it was shown."""
    matches = [SELECTION.fullmatch(value) for value in data.getlist("seen")]
    return {int(match[1]): int(match[2]) for match in matches if match}


@transaction.atomic
def change_selected(rows, seen, change, kind, *, by, reason):
    """Call `change` with each selected row that is unchanged since it was shown; one bulk change.

    rows: a queryset of one tracked model. seen: as `selected_rows` returns it. change: called with
    a row and the signature of its save. kind: a `BulkKind`. Returns the `BulkChange`, None where
    nothing was saved; the number of rows that were saved; and by key why others were refused.
    """
    unchanged, moved = lock_unchanged(rows, seen)
    refused = {row.pk: MOVED for row in moved}
    bulk_change = BulkChange.objects.begin(kind, by=by, reason=reason)
    for row in unchanged:
        try:
            change(row, bulk_change.signature)
        except WorkflowError as error:
            refused[row.pk] = str(error)
        except ValidationError as error:
            refused[row.pk] = " ".join(error.messages)
    count = len(unchanged) + len(moved) - len(refused)
    if not count:
        transaction.set_rollback(True)  # a bulk change has rows
    return (bulk_change if count else None), count, refused
