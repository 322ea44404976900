"""Every cell that was read goes somewhere: into a value, a doubt, or the list of what is left."""

from bisect import bisect_left
from collections import defaultdict
from dataclasses import replace
from unittest import mock

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from disclosures.imports.files import visible_pages
from disclosures.imports.files.errors import NoHeading
from disclosures.imports.matching.current_state import WorkingCopyState
from disclosures.imports.matching.matcher import match
from disclosures.imports.matching.question import Question
from disclosures.imports.tables.chapters import with_chapters
from disclosures.imports.tables.choice import Choice
from disclosures.imports.tables.layouts import is_asking
from disclosures.imports.tables.questions import asked_items, unused_lines
from disclosures.imports.tables.reading import read_file
from tests.disclosures.imports.round_trip.written_sheets import read_here
from tests.soaking import times
from texts.normalize import normalize

from .any_workbooks import PRODUCTS, workbooks
from .sheets_of_the_field import workbook

tries = settings(
    max_examples=times(60, 3_000),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@pytest.fixture(autouse=True, scope="module")
def _no_process():
    with mock.patch.object(visible_pages, "read_in_process", read_here):
        yield


def lost(made, found, doubtful=()):
    """The cells of the page of which nothing that is found in their row says so.

    found: a text with the number of its row each. An answer that goes on below stands in the row
    where it begins. Rows in doubt lose nothing.
    """
    by_row = defaultdict(str)
    for row, text in found:
        by_row[row] += normalize(text) + "\n"
    rows = sorted(by_row)
    cells = [(row, text) for row, text in made.cells() if row not in doubtful]
    return [(row, text) for row, text in cells if not _is_in(by_row, rows, row, normalize(text))]


def _is_in(by_row, rows, row, text):
    above = rows[bisect_left(rows, row) - 1] if rows and rows[0] < row else row
    return text in by_row.get(row, "") or text in by_row.get(above, "")


def around(file, lines):
    """What is listed, and what titles rows below it, each with the number of its row."""
    last = max((row.row_number for row in file.rows), default=0)
    titles = [line for line in file.others if line.is_bar and line.row_number < last]
    return [(line.row_number, line.text) for line in (*file.title_block, *lines, *titles)]


def words_of(item):
    """What a person is shown of an item that would be made."""
    return [item.number, item.section, item.category, item.name, item.question]


def items_of(content):
    chapters = with_chapters(read_file(content, enough=is_asking), known=())
    return chapters.file, asked_items(chapters.file)


@tries
@given(workbooks())
def test_every_cell_of_a_list_of_items_goes_somewhere(made):
    file, items = items_of(workbook(*made.lines, merged=made.merged))

    titles = {item.section for item in items}
    used = [line for line in file.others if line.is_bar and line.text in titles]
    rows = {row.row_number: row for row in file.rows}
    found = [(line.row_number, line.text) for line in (*file.title_block, *unused_lines(file))]
    found += [(line.row_number, line.text) for line in used]
    found += [(row.row_number, row.as_written) for row in file.rows]
    for item in items:
        required = rows[item.row_number].required
        found += [(item.row_number, text) for text in (*words_of(item), required)]
    assert lost(made, found) == []


def of_two_pages(made):
    """A workbook with that page, and with one of the same rows in another order."""

    def add(book):
        page = book.create_sheet("Second")
        head = made.heading + 1
        for line in (*made.lines[:head], *made.lines[:head:-1]):
            page.append(line)

    return workbook(*made.lines, merged=made.merged, name="First", change=add)


def without_places(rows_or_lines):
    return [
        replace(one, row_number=0, shares_answer_with=None)
        if hasattr(one, "shares_answer_with")
        else replace(one, row_number=0)
        for one in rows_or_lines
    ]


@tries
@given(workbooks())
def test_of_pages_that_are_read_as_one_each_says_what_it_says_alone(made):
    content = of_two_pages(made)
    alone = [read_file(content, Choice((name,)), is_asking) for name in ("First", "Second")]

    file = read_file(content, Choice(("First", "Second")), is_asking)

    for field in ("title_block", "rows", "others"):
        found = without_places(getattr(file, field))
        read = [one for page in alone for one in without_places(getattr(page, field))]
        titles = [line for line in found if field == "others" and line.text in file.read_pages]
        assert [one for one in found if one not in titles] == read


@tries
@given(workbooks(says=("answer", "availability", "responsibility")), st.booleans())
def test_every_cell_of_an_answered_sheet_goes_somewhere(made, has_numbers):
    _file, items = items_of(workbook(*made.lines, merged=made.merged))
    made = made if has_numbers else made.without_numbers()
    content = workbook(*made.lines, merged=made.merged)
    questions = [
        Question(one.number, one.category, one.name, one.question, section=one.section)
        for one in items
    ]
    try:
        file = read_file(content)
    except NoHeading:
        event("a person names the columns")
        return
    matching = match(file, questions, WorkingCopyState(products=PRODUCTS))

    by_row = {one.row_number: one for one in matching.items if one.row_number}
    sections = {one.section for one in items}
    found = around(file, matching.unmatched)
    for one in by_row.values():
        found += [(one.row_number, text) for text in (one.read, str(one.statement))]
    for row in file.rows:
        if row.row_number in by_row:
            asked = (row.as_written, row.category, row.name, row.question, row.product)
            found += [(row.row_number, text) for text in (*asked, *known_already(row, sections))]
    doubtful = {row for row, one in by_row.items() if one.outcome == "unsure"}
    doubtful |= {int(at) for one in matching.items for at in rows_named(one)}
    assert lost(made, found, doubtful) == []


def known_already(row, sections):
    """What a row says besides its wording that the guideline knows: nobody has to be told."""
    if row.section in sections:
        yield row.section
    if row.required in ("必須", "任意", "Required"):
        yield row.required
    if row.unit and row.unit in row.question + row.name:
        yield row.unit


def rows_named(one):
    """The rows that a doubt about several names."""
    is_several = one.why and one.why.code == "several_rows"
    return one.why.details["rows"].split(", ") if is_several else ()
