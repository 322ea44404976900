"""Products from a plain table."""

import unicodedata

from django.core.validators import slug_re

from disclosures.imports.files.errors import UnreadableSheet
from disclosures.imports.tables.doubt import Doubt
from disclosures.imports.tables.plain_table import DoubtfulRow, read_plain
from texts.entities import DATE, dates

from . import table_rows
from .doubt_messages import row_message
from .preview import Preview
from .table_resources import ProductResource

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
DAYS = ("in_service_since", "retired_on")


def read(intake, grids):
    """The name of the first page, and its rows.

    Raises `UnreadableSheet`, also for a column of no use here.
    """
    try:
        return grids[0].name, read_plain(grids[0], WORDS, required=["slug", "name"])
    except DoubtfulRow as error:
        raise UnreadableSheet(row_message(error.row_number, error.doubt)) from error


def preview(intake, file):
    """What confirming would do; nothing is written."""
    page, found = file
    rows = [_as_row(row) for row in found]
    unfit = _unfit(rows)
    doubts = unfit | table_rows.several(rows, unfit)
    return Preview(table_rows.dry_run(_resource(intake), rows, doubts), pages=(page,))


def _unfit(rows):
    """The positions of rows whose slug could be part of no address, each with why.

    Django's own words name the field “slug”, which the table does not.
    """
    return {
        at: Doubt("unfit_slug", {"slug": row["slug"]})
        for at, row in enumerate(rows)
        if row["slug"] and not slug_re.fullmatch(row["slug"])
    }


def _as_row(row):
    days = {name: _day(row.texts[name]) for name in DAYS if name in row.texts}
    place = {"row_number": row.row_number, "told": str(row.row_number)}
    return {**row.texts, **days, "key": row.texts["slug"], **place}


def _day(text):
    """The day in the form that the model reads; what is no single date is left for it to refuse."""
    found = dates(text) if DATE.fullmatch(unicodedata.normalize("NFKC", text).strip()) else ()
    return found[0].isoformat() if found else text


def apply(intake, seen, ticked, divided=()):
    """Save the ticked rows of the preview. Raises `ImportRefused`."""
    table_rows.apply(_resource(intake), seen, ticked)


def _resource(intake):
    return ProductResource(**intake.signature)
