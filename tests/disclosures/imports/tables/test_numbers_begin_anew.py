"""Lists of items whose numbers begin anew, or of which a spreadsheet made one of two."""

import pytest

from disclosures.imports.tables.chapters import with_chapters
from disclosures.imports.tables.layouts import is_asking
from disclosures.imports.tables.questions import asked_items
from disclosures.imports.tables.reading import read_file

from .sheets_of_the_field import as_text, workbook


def found(content):
    file = with_chapters(read_file(content, enough=is_asking), known=()).file
    return [(item.number, item.doubt.code if item.doubt else "") for item in asked_items(file)]


def listed(*numbers):
    """A list in which these rows ask different things; without a number it is a bar."""
    lines = ((one, f"設問{at}ですか" if one else "") for at, one in enumerate(numbers))
    return [("No.", "設問"), *((one, q) if one else ("章",) for one, q in lines)]


ANEW = "number_begins_anew"


def test_numbers_that_begin_anew_in_each_chapter_are_no_parts():
    content = as_text(listed("", "1", "2", "", "1", "2", "3"))

    assert found(content) == [*[("1", ANEW), ("2", ANEW)] * 2, ("3", "")]


def test_a_figure_that_lost_its_last_zero_is_no_part_of_another():
    content = workbook(*listed(*(float(f"1.{at}") for at in range(1, 12))))

    assert [number for number, code in found(content) if code == ANEW] == ["1.1", "1.1"]


@pytest.mark.parametrize("numbers", [("1", "1", "2"), ("1", "", "1", "2"), ("2", "1", "1", "1")])
def test_rows_of_one_number_that_stand_together_are_its_parts(numbers):
    assert {code for _number, code in found(as_text(listed(*numbers)))} == {""}


def test_an_item_that_is_asked_once_more_is_one_item():
    lines = [*listed("1", "2", "3"), ("1", "設問0ですか")]

    assert found(as_text(lines)) == [("1", ""), ("2", ""), ("3", "")]
