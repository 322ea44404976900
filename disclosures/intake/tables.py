"""What items and products share: rows of a plain table, tried for the preview, then taken."""

from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext as _

from ..resources import ImportRefused, refuse_invalid


@dataclass(frozen=True)
class Change:
    """One field of a row: its name in words, what is stored, and what the file says."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class TableRow:
    """What confirming makes of one row: "new", "changed", "unchanged" or "refused", and why.

    key: the item's number or the product's slug. name: what the row is called then. row_number:
    the file's, from 1.
    """

    key: str
    name: str
    row_number: int
    outcome: str
    changes: tuple[Change, ...] = ()
    why: str = ""


@dataclass(frozen=True)
class Preview:
    """The rows of the file, in its order, and its lines that are none."""

    rows: tuple[TableRow, ...]
    unmatched: tuple = ()


def tried(resource, rows, doubts):
    """What `resource` would make of the rows; nothing is written.

    rows: dicts, each with its `key` and `row_number`. doubts: for some positions, why that row is
    refused whatever it says. Returns a tuple of `TableRow`.
    """
    sound = [row for at, row in enumerate(rows) if at not in doubts]
    found = iter(resource.take(sound, dry_run=True).rows if sound else ())
    return tuple(
        TableRow(row["key"], row["name"], row["row_number"], "refused", why=doubts[at])
        if at in doubts
        else _row(resource, row, next(found))
        for at, row in enumerate(rows)
    )


def take(resource, rows, doubts, ticked):
    """Save the ticked rows; the report for the record. Raises `ImportRefused`."""
    chosen = [at for at in range(len(rows)) if at in ticked]
    refused = {(rows[at]["key"], ""): doubts[at] for at in chosen if at in doubts}
    if refused:
        raise ImportRefused(refused)
    picked = [rows[at] for at in chosen]
    if picked:
        keys = [(row["key"], "") for row in picked]
        refuse_invalid(resource.take(picked, dry_run=False), keys)
    items = [
        {
            "number": row["key"],
            "product": "",
            "outcome": "set" if at in ticked else "unchanged",
            "why": doubts.get(at, ""),
            "is_taken": at in ticked,
        }
        for at, row in enumerate(rows)
    ]
    return {"items": items, "unmatched": []}


def several(rows):
    """The positions of rows whose key stands in the file more than once, each with why."""
    seen = {}
    for at, row in enumerate(rows):
        seen.setdefault(row["key"], []).append(at)
    words = _("Several rows are of “%(key)s”: %(rows)s.")
    return {
        at: words
        % {"key": key, "rows": ", ".join(str(rows[one]["row_number"]) for one in positions)}
        for key, positions in seen.items()
        if len(positions) > 1
        for at in positions
    }


def _row(resource, row, result):
    if result.validation_error:
        why = _problem(resource, result.validation_error)
        return TableRow(row["key"], row["name"], row["row_number"], "refused", why=why)
    new = result.instance
    changes = tuple(_changes(resource, result.original or type(new)(), new))
    outcome = "new" if result.is_new() else "changed" if changes else "unchanged"
    return TableRow(row["key"], new.name, row["row_number"], outcome, changes)


def _problem(resource, error):
    """What is wrong, each field by its name."""
    if not hasattr(error, "error_dict"):
        return " ".join(error.messages)
    names = {field.name: field.verbose_name for field in resource._meta.model._meta.fields}
    words = gettext("%(field)s: %(problem)s")
    return " ".join(
        words % {"field": names[name], "problem": " ".join(problems)}
        if name in names
        else " ".join(problems)
        for name, problems in error.message_dict.items()
    )


def _changes(resource, old, new):
    for name in resource.get_import_order():
        field = new._meta.get_field(name)
        before, after = getattr(old, name, None), getattr(new, name)
        if before != after:
            yield Change(str(field.verbose_name), _words(before), _words(after))


def _words(value):
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    return "" if value is None else str(value)
