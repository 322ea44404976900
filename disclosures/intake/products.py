"""Products from a plain table."""

from ..imports.plain import read_plain
from ..resources import ProductResource
from . import tables
from .previewed import Preview

ENOUGH = None  # the columns have fixed names; nobody names others

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
    """The name of the first page, and its rows.

    Raises `UnreadableSheet`, also for a column of no use here.
    """
    return grids[0].name, read_plain(grids[0], WORDS, required=["slug", "name"])


def preview(intake, file):
    """What confirming would do; nothing is written."""
    page, found = file
    rows = [{**row.texts, "key": row.texts["slug"], "row_number": row.row_number} for row in found]
    return Preview(tables.tried(_resource(intake), rows, tables.several(rows)), pages=(page,))


def take(intake, seen, ticked, divided=()):
    """Save the ticked rows of the preview. Raises `ImportRefused`."""
    tables.take(_resource(intake), seen, ticked)


def _resource(intake):
    return ProductResource(by=intake.by, reason=intake.reason)
