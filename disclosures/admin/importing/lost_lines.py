"""The lines of a file that belong to no item or stand beside one, on the preview of an import."""

from dataclasses import dataclass

from disclosures.imports.doubt_messages import doubt_message
from disclosures.imports.nearest_items import NearestItems

MAX_NEAREST = 500  # lines that stand with their nearest items; finding these takes its time


@dataclass(frozen=True)
class Beside:
    """Text beside a row, and the names of the columns in which it stands."""

    place: str
    columns: list[str]
    text: str


@dataclass(frozen=True)
class LostLine:
    """A line that belongs to no item, why, and the items that it may be of, the nearest first.

    place: where it stands, by page and row where several pages were read.
    """

    place: str
    line: object
    why: str
    may_choose: bool
    nearest: list
    mark: str
    typed: str
    is_focused: bool = False


def row_texts(file):
    """What the rows of a `SheetFile` say, by their numbers."""
    texts = {line.row_number: line.text for line in file.others if line.row}
    told = ((row.row_number, (row.as_written, *row.cells)) for row in file.rows)
    return {at: " ".join(filter(None, parts)) for at, parts in told} | texts


def lost_lines(import_preview, typed, focus=""):
    """Each `LostLine`. typed: the numbers of items typed beside lines, by the lines' rows.

    focus: "item-" and the row of the line at which the page begins.
    """
    nearest = NearestItems(import_preview.questions)
    lines = [line for line in import_preview.unmatched if not line.columns]
    for at, line in enumerate(lines):
        may_choose = bool(line.row and import_preview.questions)
        near = nearest.of(line.row) if may_choose and at < MAX_NEAREST else []
        place = import_preview.page_rows.told(line.row_number)
        why, mark = doubt_message(line.why), import_preview.mark_of(line)
        number = typed.get(str(line.row_number), "")
        is_focused = focus == f"item-{line.row_number}"
        yield LostLine(place, line, why, may_choose, near, mark, number, is_focused)


def beside_rows(import_preview, columns_form, headings_end):
    """What stands beside rows, with the names of its columns."""
    for line in import_preview.unmatched:
        if line.columns:
            last = headings_end - 1 if headings_end else columns_form.read.heading_row
            names = [columns_form.name_of(at, last) for at in line.columns]
            yield Beside(import_preview.page_rows.told(line.row_number), names, line.text)
