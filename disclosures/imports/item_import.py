"""Items from any check sheet into a guideline."""

from dataclasses import asdict, replace

from disclosures.imports.files.errors import TooFewColumns
from disclosures.imports.tables.chapters import with_chapters
from disclosures.imports.tables.choice import Choice
from disclosures.imports.tables.doubt import Doubt
from disclosures.imports.tables.item_numbers import KnownNumbers, folded, number_of
from disclosures.imports.tables.layouts import is_asked
from disclosures.imports.tables.numbers_in_cells import with_numbers_in_cells
from disclosures.imports.tables.partial_headings import no_heading
from disclosures.imports.tables.questions import asked_items, renumbered, unused_lines
from disclosures.imports.tables.reading import read_pages

from . import table_rows
from .preview import Preview
from .table_resources import ItemResource

ENOUGH = is_asked


def read(intake, grids):
    """The file of these pages. Raises `NoHeading` where a person has to name columns."""
    choice = Choice.from_json(intake.choice)
    file = read_pages(grids, choice, ENOUGH)
    if file.layout and not file.layout.has("number"):
        file = with_numbers_in_cells(file)
    if file is None and choice.columns:
        raise TooFewColumns
    if file is None or file.layout is None:  # an answer is known by its item, an item by nothing
        raise no_heading(grids)
    others = (replace(line, is_bar=line.is_bar and not _is_number(line)) for line in file.others)
    return replace(file, others=tuple(others))


def _is_number(line):
    """Whether the line is the number of an item that asks nothing, and no section's title."""
    return number_of(line.text) is not None and not any(sign.isalpha() for sign in line.text)


def preview(intake, file):
    """What confirming would do; nothing is written."""
    items = list(intake.guideline.items.asked().in_order())
    chapters = with_chapters(_as_known(file, items), {item.number for item in items})
    file = chapters.file
    found = _asked(file)
    rows = [
        {"key": item.number, **asdict(item), "told": file.told(item.row_number)} for item in found
    ]
    elsewhere = renumbered(found, items)
    doubts = {at: why for at, why in enumerate(elsewhere) if why}
    doubts |= {at: item.doubt for at, item in enumerate(found) if item.doubt}
    doubts |= table_rows.several(rows, doubts)
    validated = table_rows.dry_run(_resource(intake), rows, doubts)
    notes = _notes(file, found, chapters.open)
    return Preview(
        rows=tuple(
            row if row.why else replace(row, **told)
            for row, told in zip(validated, notes, strict=True)
        ),
        unmatched=unused_lines(file),
        title_block=file.title_block,
        pages=file.pages,
        page_rows=file.page_rows,
    )


def _as_known(file, items):
    """The file, whose rows have the numbers that the guideline's items have already."""
    known = KnownNumbers(item.number for item in items)
    rows = (
        replace(
            row, number=known.find(row.written, row.number) or row.number, written=row.as_written
        )
        for row in file.rows
    )
    return replace(file, rows=tuple(rows))


def _notes(file, found, may_be_chapters):
    """What to know of each item, as the fields of its row; what may be none is not proposed."""
    rows = {row.row_number: row for row in file.rows}
    for item in found:
        row, below = rows[item.row_number], may_be_chapters.get(item.row_number)
        chapter = Doubt("may_be_chapter", {"number": below}) if below else None
        told = (chapter, _part_of(row, item), _left_open(row, item), _read_as(row))
        notes = [note for note in told if note]
        why = notes[0] if notes else None
        yield {"why": why, "notes": tuple(notes[1:]), "is_proposed": not chapter}


def _read_as(row):
    if row.number == row.as_written or row.number in folded(row.as_written):
        return None
    return Doubt("number_read_as", {"written": row.as_written, "number": row.number})


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
    return ItemResource(intake.guideline, **intake.signature)
