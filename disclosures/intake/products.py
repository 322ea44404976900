"""Products from a plain table."""

from ..imports.plain import read_plain
from ..resources import ProductResource
from . import tables

# Each field's headings: its names in Japanese and English, and the field's own.
WORDS = {
    "slug": ("識別名（スラッグ）", "識別名", "slug"),
    "name": ("名称", "製品名", "サービス名", "name"),
    "website": ("Webサイト", "website"),
    "position": ("並び順", "position"),
    "in_service_since": ("サービス開始日", "提供開始日", "in service since", "in_service_since"),
    "retired_on": ("廃止日", "retired on", "retired_on"),
}


def read(intake, grids):
    """The rows of the first page. Raises `UnreadableSheet`, also for a column of no use here."""
    return read_plain(grids[0], WORDS, required=["slug", "name"])


def preview(intake, file):
    """What confirming would do; nothing is written."""
    rows, doubts = _rows(file)
    return tables.Preview(tables.tried(_resource(intake), rows, doubts))


def take(intake, file, *, ticked, divided=()):
    """Save the ticked rows, by position in the preview. Raises `ImportRefused`."""
    rows, doubts = _rows(file)
    return tables.take(_resource(intake), rows, doubts, ticked)


def _resource(intake):
    return ProductResource(by=intake.by, reason=intake.reason)


def _rows(file):
    names = {name for row in file for name in row.texts}
    rows = [
        {
            **{name: row.texts[name] for name in names},
            "key": row.texts["slug"],
            "row_number": row.row_number,
        }
        for row in file
    ]
    return rows, tables.several(rows)
