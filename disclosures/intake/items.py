"""Items from any check sheet into a guideline."""

from dataclasses import asdict

from ..imports.grids import DOUBTS
from ..imports.layouts import is_asking
from ..imports.questions import asked
from ..imports.reading import Choice, read_pages
from ..resources import ItemResource
from . import tables


def read(intake, grids):
    """The file of these pages. Raises `NoHeading` where a person has to name columns."""
    return read_pages(grids, Choice.kept(intake.choice), is_asking)


def preview(intake, file):
    """What confirming would do; nothing is written."""
    rows, doubts = _rows(file)
    others = [line for line in file.others if not line.is_bar]
    return tables.Preview(tables.tried(_resource(intake), rows, doubts), tuple(others))


def take(intake, file, *, ticked, divided=()):
    """Save the ticked rows, by position in the preview. Raises `ImportRefused`."""
    rows, doubts = _rows(file)
    return tables.take(_resource(intake), rows, doubts, ticked)


def _resource(intake):
    return ItemResource(intake.guideline, by=intake.by, reason=intake.reason)


def _rows(file):
    found = asked(file)
    rows = [{"key": item.number, **asdict(item)} for item in found]
    hidden = {at: str(DOUBTS["hidden"]) for at, item in enumerate(found) if item.is_hidden}
    return rows, tables.several(rows) | hidden
