"""Items from any check sheet into a guideline."""

from dataclasses import asdict, replace

from ..imports.grids import DOUBTS
from ..imports.layouts import is_asking
from ..imports.questions import asked
from ..imports.reading import Choice, read_pages
from ..resources import ItemResource
from . import tables
from .previewed import Preview

ENOUGH = is_asking


def read(intake, grids):
    """The file of these pages. Raises `NoHeading` where a person has to name columns."""
    return read_pages(grids, Choice.kept(intake.choice), ENOUGH)


def preview(intake, file):
    """What confirming would do; nothing is written."""
    found = _asked(file)
    rows = [{"key": item.number, **asdict(item)} for item in found]
    doubts = {at: str(DOUBTS[item.doubt]) for at, item in enumerate(found) if item.doubt}
    return Preview(
        rows=tables.tried(_resource(intake), rows, doubts | tables.several(rows, doubts)),
        unmatched=tuple(line for line in file.others if not line.is_bar),
        pages=(file.page, file.compared_page),
    )


def _asked(file):
    """The items of all rows; a doubtful row makes no other one a part of its number."""
    sound = tuple(row for row in file.rows if not row.asking_doubt)
    doubtful = tuple(row for row in file.rows if row.asking_doubt)
    found = [item for rows in (sound, doubtful) for item in asked(replace(file, rows=rows))]
    return sorted(found, key=lambda item: item.row_number)


def take(intake, seen, ticked, divided=()):
    """Save the ticked rows of the preview. Raises `ImportRefused`."""
    tables.take(_resource(intake), seen, ticked)


def _resource(intake):
    return ItemResource(intake.guideline, by=intake.by, reason=intake.reason)
