"""What items and products share: rows of a plain table, validated for the preview, then saved."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from disclosures.imports.tables.doubt import Doubt

from .preview import PreviewRow
from .resources import refuse_invalid


@dataclass(frozen=True)
class Change:
    """One field of a row: its name in words, what is stored, and what the file says."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, kw_only=True)
class TableRow(PreviewRow):
    """What the file says, `data`, and what that changes; new, changed, unchanged or refused."""

    data: dict
    changes: tuple[Change, ...] = ()


def dry_run(resource, rows, doubts):
    """What `resource` would make of the rows; nothing is written.

    rows: dicts, each with its `key`, `name` and `row_number`, and as what a person is `told` that.
    doubts: for some positions, why that
    row is refused whatever it says. Returns a tuple of `TableRow`.
    """
    sound = [row for at, row in enumerate(rows) if at not in doubts]
    found = iter(resource.apply(sound, dry_run=True).rows if sound else ())
    return tuple(
        _refused(row, doubts[at]) if at in doubts else _row(resource, row, next(found))
        for at, row in enumerate(rows)
    )


def apply(resource, seen, ticked):
    """Save the ticked rows of the preview. Raises `ImportRefused`."""
    chosen = [seen.rows[at] for at in sorted(ticked)]
    if chosen:
        result = resource.apply([row.data for row in chosen], dry_run=False)
        refuse_invalid(result, [row.key for row in chosen])


def several(rows, doubts):
    """The positions of rows whose key stands in the file more than once, each with why.

    doubts: positions that do not count, because they are refused anyway. Nor does a row without
    a key, whose model says what it lacks.
    """
    seen = {}
    for at, row in enumerate(rows):
        if row["key"] and at not in doubts:
            seen.setdefault(row["key"], []).append(at)
    return {
        at: Doubt(
            "several_rows_of_key",
            {"key": key, "rows": ", ".join(rows[one]["told"] for one in positions)},
        )
        for key, positions in seen.items()
        if len(positions) > 1
        for at in positions
    }


def _row(resource, row, result):
    if result.validation_error:
        problem = _problem(resource, result.validation_error)
        return _refused(row, Doubt("refused", {"message": problem}))
    new = result.instance
    changes = tuple(_changes(resource, result.original or type(new)(), new))
    outcome = "new" if result.is_new() else "changed" if changes else "unchanged"
    return _as_row(row, name=new.name, outcome=outcome, changes=changes)


def _refused(row, why):
    return _as_row(row, name=row["name"], outcome="refused", why=why)


def _as_row(row, **values):
    return TableRow(number=row["key"], row_number=row["row_number"], data=row, **values)


def _problem(resource, error):
    """What is wrong, each field by its name."""
    if not hasattr(error, "error_dict"):
        return " ".join(error.messages)
    names = {field.name: field.verbose_name for field in resource._meta.model._meta.fields}
    words = _("%(field)s: %(problem)s")
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
        return _("Yes") if value else _("No")
    return "" if value is None else str(value)
