"""Items from any check sheet into a guideline."""

from dataclasses import asdict, replace

from django.utils.translation import gettext as _

from disclosures.imports.files.cells import number_of
from disclosures.imports.files.errors import NoHeading
from disclosures.imports.tables.doubt import Doubt
from disclosures.imports.tables.layouts import is_asking
from disclosures.imports.tables.questions import asked_items, renumbered
from disclosures.imports.tables.reading import Choice, read_pages

from . import table_rows
from .preview import Preview
from .table_resources import ItemResource

ENOUGH = is_asking


def read(intake, grids):
    """The file of these pages. Raises `NoHeading` where a person has to name columns."""
    file = read_pages(grids, Choice.kept(intake.choice), ENOUGH)
    if file.layout is None:  # an answer is known by the item before it; an item is known by nothing
        raise NoHeading(
            _("No visible page has a heading row that is known, such as No., 項目, 内容 and 回答.")
        )
    others = (replace(line, is_bar=line.is_bar and not _is_number(line)) for line in file.others)
    return replace(file, others=tuple(others))


def _is_number(line):
    """Whether the line is the number of an item that asks nothing, and no section's title."""
    return number_of(line.text) is not None and not any(sign.isalpha() for sign in line.text)


def preview(intake, file):
    """What confirming would do; nothing is written."""
    found = _asked(file)
    rows = [{"key": item.number, **asdict(item)} for item in found]
    elsewhere = renumbered(found, list(intake.guideline.items.asked().in_order()))
    doubts = {at: why for at, why in enumerate(elsewhere) if why}
    doubts |= {at: item.doubt for at, item in enumerate(found) if item.doubt}
    doubts |= table_rows.several(rows, doubts)
    validated = table_rows.dry_run(_resource(intake), rows, doubts)
    notes = _notes(file, found)
    return Preview(
        rows=tuple(
            row if row.why else replace(row, **told)
            for row, told in zip(validated, notes, strict=True)
        ),
        unmatched=tuple(line for line in file.others if not line.is_bar),
        pages=(file.page, file.compared_page),
    )


def _notes(file, found):
    """What to know of each item, as the fields of its row."""
    rows = {row.row_number: row for row in file.rows}
    for item in found:
        row = rows[item.row_number]
        notes = [note for note in (_part_of(row, item), _left_open(row, item)) if note]
        yield dict(zip(("why", "note"), notes, strict=False))


def _part_of(row, item):
    if item.number == row.number:
        return None
    return Doubt("part_of_number", {"number": row.number, "part": item.number})


def _left_open(row, item):
    if not row.required or item.is_required is not None:
        return None
    return Doubt("requirement_unknown", {"text": row.required})


def _asked(file):
    """The items of all rows; a doubtful row makes no other one a part of its number."""
    sound = tuple(row for row in file.rows if not row.asking_doubt)
    doubtful = tuple(row for row in file.rows if row.asking_doubt)
    found = [item for rows in (sound, doubtful) for item in asked_items(replace(file, rows=rows))]
    return sorted(found, key=lambda item: item.row_number)


def apply(intake, seen, ticked, divided=()):
    """Save the ticked rows of the preview. Raises `ImportRefused`."""
    table_rows.apply(_resource(intake), seen, ticked)


def _resource(intake):
    return ItemResource(intake.guideline, by=intake.by, reason=intake.reason)
