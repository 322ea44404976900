"""What was undone of a bulk change: by whom, when, and how many of its rows."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count

from audit.models import BulkChange
from disclosures.models.undoing import UNDOABLE


@dataclass(frozen=True)
class Undone:
    """One undoing of a bulk change. count: the rows that it wrote; total: those that there were."""

    undo: BulkChange
    count: int
    total: int

    @property
    def is_whole(self):
        """Whether each row came back."""
        return self.count >= self.total

    @property
    def is_in_effect(self):
        """Whether nobody undid it in turn."""
        return not self.undo.undone_by.all()


def is_complete(undos):
    """Whether these, each `Undone` of one bulk change, brought back each of its rows."""
    count = sum(one.count for one in undos if one.is_in_effect)
    return any(count >= one.total for one in undos)


def undone(bulk_changes):
    """Each `Undone` of these bulk changes, by their primary keys, in as many queries as for one.

    bulk_changes: primary keys. Those of which nothing was undone have an empty tuple.
    """
    undos = BulkChange.objects.filter(undoes__in=bulk_changes).order_by("at", "pk")
    undos = list(undos.select_related("by").prefetch_related("undone_by"))
    counts = _row_counts([*bulk_changes, *(undo.pk for undo in undos)]) if undos else {}
    return {
        pk: tuple(
            Undone(undo, counts[undo.pk], counts[pk]) for undo in undos if undo.undoes_id == pk
        )
        for pk in bulk_changes
    }


def _row_counts(keys):
    """How many history rows each of these bulk changes wrote."""
    counts = Counter()
    for model in UNDOABLE:
        rows = model.history.filter(bulk_change__in=keys).order_by().values_list("bulk_change")
        counts.update(dict(rows.annotate(Count("pk"))))
    return counts
