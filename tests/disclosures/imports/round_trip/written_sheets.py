"""Sheets that go out as files and come in again: how they are written, and what is expected."""

import json
from contextlib import contextmanager
from dataclasses import replace

from django.db import transaction
from django.utils import timezone
from hypothesis import settings

from disclosures.exports import sheet_csv, sheet_xlsx
from disclosures.imports.files import reader
from disclosures.models import Answer, Revision
from disclosures.models.freezing import draft
from disclosures.sheet.canonical import canonical_text, sha256_of
from tests.factory import bring_in, editor, saved
from tests.soaking import times
from tests.workbooks import own_workbook

from .any_answers import ITEMS, tries

# The files that come in again as they went out.
KINDS = {"xlsx": sheet_xlsx.render, "csv": sheet_csv.render}


def read_here(content):
    """What the reader's process writes, without that process: two hundred would take a minute."""
    return json.loads(json.dumps({"sheets": reader.visible_sheets(content)}))


@contextmanager
def undone():
    """Whatever is written meanwhile is gone afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def write(checklist, content):
    by, rows = editor(), {}
    items = {item.number: item for item in checklist.guideline.items.all()}
    products = {product.name: product for product in checklist.products()}
    for row in checklist.answers.all():
        rows[row.item_id, ""] = row
    for number, said in by_own_words(content):
        answers = {"": {"same_as": items[said]}} if isinstance(said, str) else said
        for name, values in answers.items():
            new = Answer(checklist=checklist, item=items[number], product=products.get(name))
            put(rows.get((items[number].pk, name), new), values, by)


def by_own_words(content):
    """Those that repeat others last."""
    return sorted(content.items(), key=lambda one: isinstance(one[1], str))


def put(answer, values, by):
    if any(values.values()):
        for name, value in values.items():
            setattr(answer, name, value)
        saved(answer, by)


def expected(content, outcome):
    """What becomes of each item, and of each product that adds something."""
    found = {(number, ""): "empty in file" for number in ITEMS}
    for number, said in content.items():
        answers = {"": {"same_as": said}} if isinstance(said, str) else said
        for name, values in answers.items():
            if any(values.values()):
                found[number, name] = outcome
    return found


def taken_in(checklist, content):
    """What became of each; where it is a problem, why."""
    rows = bring_in(checklist, content).rows
    return {row.key: row.why if row.is_problem else row.outcome for row in rows}


def same_text(checklist):
    """All that readers see, under one address."""
    return canonical_text(replace(draft(checklist), slug="sheet"))


def form_alone(made):
    """The workbook of a sheet whose second page somebody emptied."""
    return own_workbook(made, form=made, data=None)


def frozen(checklist):
    """A version of the checklist as it stands, without its files."""
    made = draft(checklist)
    text = canonical_text(made)
    Revision.objects.create(
        checklist=checklist,
        number=1,
        version="1.0",
        sheet=text,
        sha256=sha256_of(text),
        updated_on=made.updated_on,
        summary="First",
        submitted_by=editor(),
        submitted_at=timezone.now(),
    )
    return made


few = settings(tries, max_examples=times(20, 2_000))
